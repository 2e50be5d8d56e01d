import { type BundleType, bundle, type UIntType, uint } from '../../../dsl/index.js';

/** Where a number stands in an instruction: all are unsigned, and none crosses a word of 64 bits. */
export interface Field<Bits extends number = number> {
  readonly word: number;
  readonly bit: number;
  readonly bits: Bits;
  /** What it means, with its unit: a row of the documentation. */
  readonly doc: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** Who carries an instruction out. Each has a queue of its own, and works in the order of the program. */
export const units = ['load', 'weights', 'conv', 'epilogue', 'store', 'map'] as const;

export type UnitName = (typeof units)[number];

/** An instruction: 64 bytes, of which the first 8 are the same in all (`header`). */
export interface Format<F extends Fields = Fields, Name extends string = string> {
  readonly name: Name;
  readonly opcode: number;
  /** None: the sequencer itself. */
  readonly unit: UnitName | undefined;
  readonly doc: string;
  readonly fields: F;
}

/** What hardware sees of an instruction: a bundle of its fields. */
export type CommandType<F extends Fields> = BundleType<{ [K in keyof F]: UIntType<F[K]['bits']> }>;

export type FormatOf<F extends Fields> = Format<F>;

/** The bundle of an instruction's fields, in which a unit gets it. */
export function commandType<F extends Fields>(format: Format<F>): CommandType<F> {
  const fields = Object.entries(format.fields).map(([name, { bits }]) => [name, uint(bits)] as const);
  return bundle(Object.fromEntries(fields)) as CommandType<F>;
}

/** `at(word, bit, bits, doc)`: the word counts 8 bytes from the start of the instruction. */
export const at = <Bits extends number>(word: number, bit: number, bits: Bits, doc: string): Field<Bits> => {
  if (bit + bits > 64) throw new RangeError(`a field of ${bits} bits at bit ${bit} of a word`);
  return Object.freeze({ word, bit, bits, doc });
};
