import type { Fields, Format } from './field.js';
import { header, instructionBytes, programMagic, programVersion } from './formats.js';

/** Numbers for the fields of an instruction; those that are not given are 0. */
export type FieldValues<F extends Fields = Fields> = { readonly [K in keyof F]?: number };

/** Semaphores, a bit for each of the sixteen: `semaphores(0, 3)` is 9. */
export interface Synchronization {
  /** Have to be above 0 before the unit starts, and are lowered by 1 then. */
  readonly wait?: number;
  /** Are raised by 1 when the instruction is done. */
  readonly signal?: number;
}

/** The mask of some semaphores, 0 to 15. */
export const semaphores = (...numbers: readonly number[]): number => numbers.reduce((mask, n) => mask | (1 << n), 0);

/**
 * An instruction as the 64 bytes that the accelerator fetches.
 *
 * ```ts
 * encode(weights, { address: 0, bytes: 4096 }, { wait: semaphores(2) });
 * ```
 *
 * @throws RangeError for a field that the instruction does not have, or a number that its field does not hold
 */
export function encode<F extends Fields>(
  format: Format<F>,
  values: FieldValues<F>,
  { wait = 0, signal = 0 }: Synchronization = {},
): Uint8Array {
  const bytes = new Uint8Array(instructionBytes);
  const view = new DataView(bytes.buffer);
  write(view, format.name, header, { opcode: format.opcode, wait, signal });
  write(view, format.name, format.fields, values);
  return bytes;
}

function write(view: DataView, instruction: string, fields: Fields, values: FieldValues): void {
  for (const [name, value = 0] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field)
      throw new RangeError(`${instruction} has no field ${name}: it has ${Object.keys(fields).join(', ') || 'none'}`);
    const { word, bit, bits } = field;
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits)
      throw new RangeError(`${name} of ${instruction} is ${value}, and its ${bits} bits hold 0 to ${2 ** bits - 1}`);
    view.setBigUint64(8 * word, view.getBigUint64(8 * word, true) | (BigInt(value) << BigInt(bit)), true);
  }
}

/**
 * A program: 64 bytes that say so, and how many instructions follow, then these.
 *
 * @param instructions 64 bytes each, as `encode` makes them; the last is `end`
 */
export function program(instructions: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(instructionBytes * (1 + instructions.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, programMagic, true);
  view.setUint32(4, programVersion, true);
  view.setUint32(8, instructions.length, true);
  for (const [i, instruction] of instructions.entries()) {
    if (instruction.length !== instructionBytes)
      throw new RangeError(`instruction ${i} has ${instruction.length} bytes, and not ${instructionBytes}`);
    bytes.set(instruction, instructionBytes * (i + 1));
  }
  return bytes;
}
