import type { FaultName } from '../../stdlib-engines/accelerator/fault.js';
import type { UnitName } from '../../stdlib-engines/accelerator/isa/field.js';
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
  /** What the accelerator has counted; not there where there is none. */
  readonly counters?: Counters;
}

/** What an accelerator counts while a program runs. */
export interface Counters {
  /** From the start to the last response of memory. */
  readonly cycles: number;
  /** That have ended. */
  readonly instructions: number;
  /** Cycles in which the array multiplied. */
  readonly arrayCycles: number;
  /** By all buses. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Cycles in which each unit was at work. */
  readonly busy: Readonly<Record<UnitName, number>>;
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

/**
 * A program that has not come to its end.
 *
 * @param units where they were, if that is known
 */
export function programError(
  graph: string,
  fault: FaultName,
  instruction: number,
  units: readonly string[] = [],
): CodecError {
  const counted = fault === 'timeout' || fault === 'aborted';
  const where = counted ? `after ${instruction} instructions` : `at instruction ${instruction}`;
  const places = counted && units.length > 0 ? `: ${units.join(', ')}` : '';
  return new CodecError(`the ${graph} program has ended ${where} with the fault ${fault}${places}`, helps[fault]);
}

const compiledAgain = 'compile the network again for this accelerator';
const helps: Readonly<Record<FaultName, string>> = {
  none: '',
  magic: 'the program is not where it should be: has its memory been written over?',
  opcode: compiledAgain,
  field: compiledAgain,
  address: compiledAgain,
  alignment: compiledAgain,
  readError: 'memory has answered a read with an error: check the addresses that it is given',
  writeError: 'memory has answered a write with an error: check the addresses that it is given',
  timeout: 'units wait for memory, or for each other: check the bus, or give the watchdog more cycles',
  semaphore: compiledAgain,
  aborted: 'it was stopped: decode again from the last source picture on',
};
