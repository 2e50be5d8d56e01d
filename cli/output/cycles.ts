import type { ProgramRun } from '../../codec/accelerator/target.js';

/** What a simulated accelerator takes. */
export interface CycleMeter {
  /** So many cycles have been simulated. */
  at(cycles: number): void;
  /** A program has run. */
  ran(run: ProgramRun, graph: 'source' | 'frame'): void;
  /** How fast the simulation is. */
  speed(): string;
  /** Cycles of a frame, on average; nothing where none was simulated. */
  perFrame(): number | undefined;
}

export function cycleMeter(): CycleMeter {
  let first: { readonly time: number; readonly cycle: number } | undefined;
  let now = 0;
  let [frames, cycles] = [0, 0];
  return {
    at(cycle) {
      first ??= { time: performance.now(), cycle };
      now = cycle;
    },
    ran(run, graph) {
      if (graph !== 'frame' || run.cycles === undefined) return;
      frames++;
      cycles += run.cycles;
    },
    speed() {
      if (!first || now === first.cycle) return 'starting';
      return `${grouped((now - first.cycle) / ((performance.now() - first.time) / 1000))} cycles/s`;
    },
    perFrame: () => (frames === 0 ? undefined : Math.round(cycles / frames)),
  };
}

/** A whole number with its thousands apart. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');
