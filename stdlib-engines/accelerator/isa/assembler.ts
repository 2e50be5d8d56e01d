import { regionNames } from './check/problem.js';
import { type Instruction, readProgram } from './decode.js';
import { encode, program } from './encode.js';
import type { Fields, Format } from './field.js';
import { epilogueModes, formats, mapOperations } from './formats.js';

/** A line of a program that is no instruction. */
export class AssemblyError extends Error {
  override readonly name = 'AssemblyError';

  constructor(
    message: string,
    /** From 1. */
    readonly line: number,
  ) {
    super(`line ${line}: ${message}`);
  }
}

/** Numbers that have names. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  mode: epilogueModes,
  operation: mapOperations,
  region: regionNames,
  sourceRegion: regionNames,
  secondRegion: regionNames,
  destinationRegion: regionNames,
};

/**
 * A program as bytes, of text: an instruction a line, with its name and then `field=value` for what is not 0. Values are numbers,
 * decimal or with 0x, or the names of modes, operations and regions; `wait` and `signal` are lists of semaphores with commas
 * between. What is behind a `#` is a comment.
 *
 * ```
 * load address=0x40 region=work images=1 blocks=2 rows=8 columns=8 signal=0   # the tile
 * conv ... wait=0
 * end
 * ```
 *
 * @throws AssemblyError for an instruction or field that does not exist, or a value that does not fit
 */
export function assemble(text: string): Uint8Array {
  const lines = text.split('\n').map((line, i) => ({ words: line.replace(/#.*/, '').trim(), line: i + 1 }));
  return program(lines.filter(({ words }) => words !== '').map(({ words, line }) => assembleLine(words, line)));
}

function assembleLine(text: string, line: number): Uint8Array {
  const wrong = (message: string): never => {
    throw new AssemblyError(message, line);
  };
  const [name, ...words] = text.split(/\s+/);
  const format: Format | undefined = formats.find(format => format.name === name);
  if (!format) return wrong(`there is no instruction ${name}: there are ${formats.map(({ name }) => name).join(', ')}`);
  const values = new Map<string, number>();
  for (const word of words) {
    const [, field, value] = /^(\w+)=(\S+)$/.exec(word) ?? wrong(`${word} is not of the form field=value`);
    if (values.has(field!)) wrong(`${field} is there twice`);
    values.set(field!, numberOf(field!, value!, wrong));
  }
  const [wait, signal] = ['wait', 'signal'].map(mask => {
    const value = values.get(mask) ?? 0;
    values.delete(mask);
    return value;
  });
  try {
    return encode<Fields>(format, Object.fromEntries(values), { wait: wait!, signal: signal! });
  } catch (error) {
    return wrong((error as RangeError).message);
  }
}

function numberOf(field: string, text: string, wrong: (message: string) => never): number {
  if (field === 'wait' || field === 'signal') {
    const numbers = text.split(',');
    const odd = numbers.find(number => !/^\d+$/.test(number) || Number(number) > 15);
    if (odd !== undefined) wrong(`${field} has ${odd || 'nothing'} among its semaphores, which are 0 to 15`);
    return numbers.reduce((mask, number) => mask | (1 << Number(number)), 0);
  }
  const names = namesOf[field] ?? [];
  if (names.includes(text)) return names.indexOf(text);
  if (/^(\d+|0x[\da-f]+)$/i.test(text)) return Number(text);
  return wrong(`${field} is ${text}, which is no number${names.length > 0 ? ` and none of ${names.join(', ')}` : ''}`);
}

/**
 * A program as text that `assemble` takes: what is 0 is left out. Bits that no field has are lost.
 *
 * @throws ProgramError for what is no program
 */
export const disassemble = (bytes: Uint8Array): string =>
  readProgram(bytes)
    .map(instruction => `${disassembleInstruction(instruction)}\n`)
    .join('');

/** An instruction as a line, without its end. */
export function disassembleInstruction({ name, fields, wait, signal }: Instruction): string {
  const own = Object.entries(fields as Readonly<Record<string, number>>).filter(([, value]) => value !== 0);
  const words = own.map(([field, value]) => `${field}=${namesOf[field]?.[value] ?? value}`);
  return [name, ...words, ...masked('wait', wait), ...masked('signal', signal)].join(' ');
}

const masked = (name: string, mask: number): string[] => {
  const numbers = Array.from({ length: 16 }, (_, i) => i).filter(i => (mask >> i) & 1);
  return numbers.length > 0 ? [`${name}=${numbers.join(',')}`] : [];
};
