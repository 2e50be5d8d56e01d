import type { FaultName } from '../fault.js';
import type { Instruction } from '../isa/decode.js';

/** Why a program is refused. */
export interface ProgramProblem {
  /** The number of the instruction, from 0; none for what concerns the whole program. */
  readonly instruction?: number;
  readonly field?: string;
  /** In one sentence, with the instruction and the field, without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
}

/** A problem of an instruction: `instruction 3 (load): rows is 0, ...`. */
export const at = (index: number, instruction: Instruction, what: string, help: string, field?: string) => ({
  instruction: index,
  ...(field !== undefined && { field }),
  message: `instruction ${index} (${instruction.name}): ${field === undefined ? '' : `${field} `}${what}`,
  help,
});

/** What to do about a field that a unit would not take. */
export const helpOf: Readonly<Partial<Record<FaultName, string>>> = {
  opcode: 'operations are those that the table of instructions lists',
  field: 'sizes count from 1, and a box has to end within its memory: split it, or configure a larger memory',
  address: 'addresses are bytes from the start of a region: 0 constants, which are only read, or 1 work',
  alignment: 'maps begin, and rows and blocks follow each other, at multiples of a word',
};
