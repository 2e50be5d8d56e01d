import type { AcceleratorConfig } from '../config.js';
import { instructionProblems } from '../isa/check/check.js';
import { takenRows } from '../isa/check/conv.js';
import { decode, type Instruction, ProgramError, readHeader } from '../isa/decode.js';
import { instructionBytes } from '../isa/formats.js';
import { runConv } from './conv.js';
import { runEpilogue } from './epilogue.js';
import { runLoad, runTable } from './load.js';
import { type Ending, runMachine, type Work } from './machine.js';
import { runMap } from './map/map.js';
import { bytesAt, Fault, memories, type RegionBytes, sizesOf } from './memories.js';
import { runStore } from './store.js';
import { weightQueue } from './weights.js';

/** A program and the bytes that it works on: both regions whole, `work` is written to. */
export interface ModelRun extends RegionBytes {
  readonly config: AcceleratorConfig;
  /** With its header. */
  readonly program: Uint8Array;
  /** See `runMachine`. */
  readonly pick?: (units: number) => number;
  /** Sees each instruction when it has ended. */
  readonly observe?: (instruction: Instruction, index: number) => void;
}

/**
 * Carries a program out on bytes, as the accelerator does: the definition of every instruction. `work` holds afterwards what
 * the accelerator leaves there.
 *
 * Where units are not held in order by semaphores, hardware may read before or after another writes; this model takes one of
 * the orders that are possible, and `validate` finds such programs.
 *
 * @returns how the program ended, with the fault that the accelerator reports
 */
export function runProgram({ config, program, pick, observe, ...regions }: ModelRun): Ending {
  let instructions: (Instruction | undefined)[];
  try {
    instructions = decodeAll(program);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return { fault: error.fault, instruction: 0, stuck: [] };
  }
  return runMachine(instructions, config, workOn(instructions, config, regions, observe), pick);
}

/** As many instructions as the header states; `undefined` for those that do not exist. */
function decodeAll(program: Uint8Array): (Instruction | undefined)[] {
  const count = readHeader(program);
  return Array.from({ length: count }, (_, i) =>
    decode(program.subarray(instructionBytes * (i + 1), instructionBytes * (i + 2))),
  );
}

/** What instructions do to the memories. */
function workOn(
  instructions: readonly (Instruction | undefined)[],
  config: AcceleratorConfig,
  regions: RegionBytes,
  observe: ModelRun['observe'],
): Work {
  const memory = memories(config);
  const queue = weightQueue(config);
  const sizes = sizesOf(regions);
  let put = 0;
  let taken = { rows: new Int8Array(0), count: 0 };
  let open = false;
  let [filled, finished] = [0, 0];
  return {
    begin(index) {
      const instruction = instructions[index]!;
      // Boxes are checked row by row when they are loaded and stored: what is before a bad row is moved.
      const byRows = instruction.name === 'load' || instruction.name === 'store';
      const [problem] = byRows ? [] : instructionProblems(instruction, { config, sizes });
      if (problem) throw new Fault(problem.fault);
      if (instruction.name === 'weights') put = 0;
      if (instruction.name !== 'conv') return;
      if (open === (instruction.fields.first === 1)) throw new Fault('field');
      open = instruction.fields.last === 0;
      taken = { rows: new Int8Array(takenRows(instruction.fields, config) * config.columns), count: 0 };
    },
    rows(index, rows) {
      const instruction = instructions[index]!;
      const bytes = rows * config.columns;
      if (instruction.name === 'weights') {
        queue.put(bytesAt(regions, instruction.fields.region, instruction.fields.address + put, bytes));
        put += bytes;
      } else {
        queue.take(taken.rows.subarray(taken.count, taken.count + bytes));
        taken.count += bytes;
      }
    },
    end(index) {
      const instruction = instructions[index]!;
      switch (instruction.name) {
        case 'load':
          runLoad(instruction.fields, memory, regions, config);
          break;
        case 'table':
          runTable(instruction.fields, memory, regions, config);
          break;
        case 'conv':
          runConv(instruction.fields, taken.rows, memory, memory.banks[filled % 2]!, config);
          if (instruction.fields.last) filled++;
          break;
        case 'epilogue':
          runEpilogue(instruction.fields, memory.banks[finished++ % 2]!, memory, config);
          break;
        case 'store':
          runStore(instruction.fields, memory, regions, config);
          break;
        case 'map':
          runMap(instruction.fields, regions, config);
          break;
        default:
      }
      observe?.(instruction, index);
    },
  };
}
