import type { FaultName } from '../../stdlib-engines/accelerator/fault.js';
import { runProgram } from '../../stdlib-engines/accelerator/model/run.js';
import type { CompiledNetwork } from '../compiler/image.js';
import { CodecError } from '../error.js';

/**
 * What runs the programs of a compiled network: a model, an accelerator in simulation, or a chip. It holds the constants, the
 * programs and the work region; between runs, software reads and writes the work region, all of whose bytes are 0 at first.
 */
export interface AcceleratorTarget {
  /** Puts bytes into the work region. */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /** Bytes of the work region. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /**
   * Runs the program of a graph to its end.
   *
   * @throws CodecError that names the fault and the instruction; the next run starts anew
   */
  run(graph: 'source' | 'frame'): Promise<ProgramRun>;
  /** Lets go of what it holds outside of JavaScript's memory. */
  close(): Promise<void>;
}

/** What a run took. */
export interface ProgramRun {
  /** Of the clock; not there where none runs. */
  readonly cycles?: number;
}

/** The functional model of the accelerator: every instruction on bytes, without a clock. */
export function modelTarget({
  accelerator: config,
  constants,
  workBytes,
  ...graphs
}: CompiledNetwork): AcceleratorTarget {
  const work = new Uint8Array(workBytes);
  return {
    write: async (offset, bytes) => work.set(bytes, offset),
    read: async (offset, length) => work.slice(offset, offset + length),
    async run(graph) {
      const { fault, instruction } = runProgram({ config, program: graphs[graph].program, constants, work });
      if (fault !== 'none') throw programError(graph, fault, instruction);
      return {};
    },
    close: async () => {},
  };
}

/** A program that has not come to its end. */
export const programError = (graph: string, fault: FaultName, instruction: number): CodecError =>
  new CodecError(
    `the ${graph} program has ended at instruction ${instruction} with the fault ${fault}`,
    'compile the network again for this accelerator; if that does not help, its memory or its bus is at fault',
  );
