import fc from 'fast-check';
import type { Instruction } from '../../../../stdlib-engines/accelerator/isa/decode.js';
import type { Fields } from '../../../../stdlib-engines/accelerator/isa/field.js';
import { formats } from '../../../../stdlib-engines/accelerator/isa/formats.js';

/** Any numbers in the fields of any instruction, the ends of their ranges often. */
export const instructions: fc.Arbitrary<Instruction> = fc.constantFrom(...formats).chain(format => {
  const of = (bits: number) =>
    fc.oneof(fc.integer({ min: 0, max: 2 ** bits - 1 }), fc.constantFrom(0, 1, 2 ** bits - 1));
  const fields = Object.entries(format.fields as Fields).map(([name, { bits }]) => [name, of(bits)] as const);
  const plain = { noNullPrototype: true };
  const all = { name: fc.constant(format.name), format: fc.constant(format), wait: of(16), signal: of(16) };
  return fc.record(
    { ...all, fields: fc.record(Object.fromEntries(fields), plain) },
    plain,
  ) as unknown as fc.Arbitrary<Instruction>;
});
