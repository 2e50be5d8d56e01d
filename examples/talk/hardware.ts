import {
  type AcceleratorTarget,
  type Activity,
  acceleratorDecoder,
  arrayConfig,
  type CompiledNetwork,
  compileNetwork,
  type Decoder,
  type IntegerNetwork,
  type ProgramRun,
  type SimulationOptions,
} from 'grace-hdl/codec';

/** Makes what runs the programs, and tells `onActivity` which units are at work. */
export type MakeTarget = (compiled: CompiledNetwork, options: SimulationOptions) => Promise<AcceleratorTarget>;

export interface HardwareOptions {
  readonly network: IntegerNetwork;
  /** Rows and columns of its array, `16x16`. */
  readonly array: string;
  readonly target: MakeTarget;
  /** How long it may take with all that it needs before: no frame is begun that would end later, but for the first. */
  readonly seconds: number;
  /** Told how many cycles have gone by. */
  readonly progress: (cycles: number) => void;
}

/** What a program took. */
export interface ProgramReport {
  readonly cycles: number;
  /** Of all that the array could have multiplied in these cycles, the share that the network needs. */
  readonly utilization: number;
}

export interface HardwareReport {
  readonly array: string;
  /** Frames that it has decoded. */
  readonly frames: number;
  readonly source: ProgramReport;
  readonly frame: ProgramReport;
  /** Frames per second of a chip, by its clock. */
  readonly framesPerSecond: { readonly at100MHz: number; readonly at150MHz: number };
  /** Cycles per second of the simulation. */
  readonly simulated: number;
}

/** An accelerator that decodes as long as there is time. */
export interface Hardware {
  readonly decoder: Decoder;
  readonly config: CompiledNetwork['accelerator'];
  /** Whether there is time for another frame. */
  wants(): boolean;
  /** Nothing where no clock ran. */
  report(): HardwareReport | undefined;
  /** Of the last frame; nothing where nobody looked. */
  activity(): Activity | undefined;
}

/** Cycles from one look at the units to the next. */
const every = 16;

export async function hardware({ network, array, target, seconds, progress }: HardwareOptions): Promise<Hardware> {
  const began = performance.now();
  const compiled = compileNetwork(network, arrayConfig(array));
  const runs: Record<'source' | 'frame', ProgramRun[]> = { source: [], frame: [] };
  let samples: number[] = [];
  let activity: Activity | undefined;
  const onActivity = (units: number, cycle: number): void => {
    samples.push(units);
    if (cycle % 4096 < every) progress(cycle);
  };
  const decoder = acceleratorDecoder(compiled, await target(compiled, { every, onActivity }), {
    observe(run, graph) {
      runs[graph].push(run);
      const units = Object.keys(run.counters?.busy ?? {});
      if (samples.length > 0) activity = { units, samples: Uint8Array.from(samples), every };
      samples = [];
    },
  });
  const building = performance.now() - began;
  let running = 0;
  let last = 0;
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work;
    last = performance.now() - started;
    running += last;
    return result;
  };
  const reportOf = (graph: 'source' | 'frame'): ProgramReport => {
    const { rows, columns } = compiled.accelerator;
    const { cycles = 0 } = runs[graph].at(-1)!;
    const products = compiled[graph].passes.reduce((sum, pass) => sum + pass.products, 0);
    return { cycles, utilization: products / (cycles * rows * columns) };
  };
  return {
    decoder: {
      ...decoder,
      source: (picture, keypoints) => timed(decoder.source(picture, keypoints)),
      frame: keypoints => timed(decoder.frame(keypoints)),
    },
    config: compiled.accelerator,
    wants: () => seconds > 0 && (runs.frame.length === 0 || building + running + last <= 1000 * seconds),
    report() {
      if (runs.frame.at(-1)?.cycles === undefined) return undefined;
      const [source, frame] = [reportOf('source'), reportOf('frame')];
      const cycles = [...runs.source, ...runs.frame].reduce((sum, run) => sum + run.cycles!, 0);
      const framesPerSecond = { at100MHz: 100e6 / frame.cycles, at150MHz: 150e6 / frame.cycles };
      return { array, frames: runs.frame.length, source, frame, framesPerSecond, simulated: (1000 * cycles) / running };
    },
    activity: () => activity,
  };
}
