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
  let started: number | undefined;
  let now = 0;
  let [frames, cycles] = [0, 0];
  return {
    at(cycle) {
      started ??= performance.now();
      now = cycle;
    },
    ran(run, graph) {
      if (graph !== 'frame' || run.cycles === undefined) return;
      frames++;
      cycles += run.cycles;
    },
    speed() {
      const seconds = (performance.now() - (started ?? 0)) / 1000;
      return started === undefined || seconds === 0 ? 'starting' : `${grouped(now / seconds)} cycles/s`;
    },
    perFrame: () => (frames === 0 ? undefined : Math.round(cycles / frames)),
  };
}

/** A whole number with its thousands apart. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');
