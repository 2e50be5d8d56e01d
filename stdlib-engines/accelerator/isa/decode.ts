import type { Field, Fields, Format } from './field.js';
import { formats, header, instructionBytes, programMagic, programVersion } from './formats.js';

/** An instruction of one format, as numbers. */
export interface InstructionOf<F extends Format> {
  readonly name: F['name'];
  readonly format: F;
  readonly fields: { readonly [K in keyof F['fields']]: number };
  /** Masks of semaphores. */
  readonly wait: number;
  readonly signal: number;
}

type Each<F> = F extends Format ? InstructionOf<F> : never;

/** Any instruction: its `name` says which, and with it which fields it has. */
export type Instruction = Each<(typeof formats)[number]>;

/** Why bytes are no program. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';

  constructor(
    message: string,
    /** What the accelerator reports of such bytes. */
    readonly fault: 'magic' | 'address' | 'opcode',
    /** The number of the instruction, from 0; none for the header. */
    readonly instruction?: number,
  ) {
    super(message);
  }
}

/** The instruction in 64 bytes, or `undefined` for an opcode that does not exist. Bits that belong to no field are passed over. */
export function decode(bytes: Uint8Array): Instruction | undefined {
  if (bytes.length !== instructionBytes)
    throw new RangeError(`an instruction of ${bytes.length} bytes: it has ${instructionBytes}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const opcode = read(view, header.opcode);
  const format = formats.find(format => format.opcode === opcode);
  if (!format) return undefined;
  const fields = Object.entries(format.fields as Fields).map(([name, field]) => [name, read(view, field)]);
  return Object.freeze({
    name: format.name,
    format,
    fields: Object.freeze(Object.fromEntries(fields)),
    wait: read(view, header.wait),
    signal: read(view, header.signal),
  }) as unknown as Instruction;
}

/** A field lies within 64 bits, of which 32 at most are its own. */
function read(view: DataView, { word, bit, bits }: Field): number {
  const at = 8 * word + 4 * (bit >> 5);
  if ((bit & 31) + bits > 32)
    return Number((view.getBigUint64(8 * word, true) >> BigInt(bit)) & ((1n << BigInt(bits)) - 1n));
  const shifted = view.getUint32(at, true) >>> (bit & 31);
  return bits === 32 ? shifted : shifted & (2 ** bits - 1);
}

/**
 * The number of instructions that the header of a program states.
 *
 * @throws ProgramError for what is no header of this version, and where fewer instructions follow
 */
export function readHeader(bytes: Uint8Array): number {
  const short = bytes.length < instructionBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (short || view.getUint32(0, true) !== programMagic)
    throw new ProgramError(
      `no program: ${short ? `only ${bytes.length} bytes` : 'it does not begin with GRCE'}`,
      'magic',
    );
  const version = view.getUint32(4, true);
  if (version !== programVersion)
    throw new ProgramError(
      `a program of version ${version}: this accelerator takes version ${programVersion}`,
      'magic',
    );
  const count = view.getUint32(8, true);
  const there = Math.floor(bytes.length / instructionBytes) - 1;
  if (there >= count) return count;
  throw new ProgramError(`a program of ${count} instructions, of which ${there} are there`, 'address');
}

/**
 * The instructions of a program.
 *
 * @throws ProgramError for what is no program of this version, is cut off, or has an opcode that does not exist
 */
export function readProgram(bytes: Uint8Array): Instruction[] {
  const count = readHeader(bytes);
  return Array.from({ length: count }, (_, i) => {
    const at = instructionBytes * (i + 1);
    const instruction = decode(bytes.subarray(at, at + instructionBytes));
    if (!instruction)
      throw new ProgramError(`instruction ${i} has opcode ${bytes[at]}, which does not exist`, 'opcode', i);
    return instruction;
  });
}
