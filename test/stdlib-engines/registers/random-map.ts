import fc from 'fast-check';
import { bool, enumOf, fixed, sint, uint } from '../../../dsl/index.js';
import type { ScalarType } from '../../../dsl/type/type.js';
import {
  constant,
  type Field,
  pulse,
  type RegisterMap,
  rc,
  register,
  registerMap,
  ro,
  rw,
  w1c,
  w1s,
  wo,
} from '../../../stdlib-engines/index.js';

const bits = fc.oneof(
  fc.constant(bool),
  fc.integer({ min: 1, max: 20 }).map(width => uint(width)),
);
const scalar: fc.Arbitrary<ScalarType> = fc.oneof(
  bits,
  fc.integer({ min: 1, max: 12 }).map(width => sint(width)),
  fc.constantFrom(2, 3, 5).map(n => enumOf('a', ...Array.from({ length: n - 1 }, (_, i) => `c${i}`))),
  fc.constant(fixed({ int: 3, frac: 6 })),
);

/** A field whose place is still open; how many bits are free below it. */
const field = fc.record({ gap: fc.constantFrom(0, 0, 0, 1, 5), make: maker() });

function maker(): fc.Arbitrary<(at: number) => Field> {
  const of = (make: (type: never, options: { at: number }) => Field, types: fc.Arbitrary<ScalarType>) =>
    types.map(type => (at: number) => make(type as never, { at }));
  return fc.oneof(
    of(rw, scalar),
    of(ro, scalar),
    of(wo, scalar),
    of(pulse, scalar),
    of(w1c, bits),
    of(w1s, bits),
    of(rc, bits),
    fc.nat(255).map(value => (at: number) => constant(uint(8), value, { at })),
    fc.nat(1000).map(value => (at: number) => rw(uint(10), { at, reset: value })),
    fc.boolean().map(value => (at: number) => w1c(bool, { at, reset: value })),
  ) as fc.Arbitrary<(at: number) => Field>;
}

const widthOf = (placed: Field): number => {
  const { type } = placed;
  if (type.kind === 'bool') return 1;
  if (type.kind === 'enum') return Math.max(1, Math.ceil(Math.log2(type.cases.length)));
  return type.kind === 'fixed' ? 9 : type.width;
};

const word = fc.record({
  fields: fc.array(field, { minLength: 1, maxLength: 6 }),
  skip: fc.constantFrom(0, 0, 0, 1, 3),
  count: fc.constantFrom(undefined, undefined, 1, 3),
  spread: fc.integer({ min: 1, max: 2 }),
});

/** Any description of registers. */
export const maps: fc.Arbitrary<RegisterMap> = fc
  .record({ words: fc.array(word, { minLength: 1, maxLength: 4 }), dataBits: fc.constantFrom(32 as const, 32, 64) })
  .map(({ words, dataBits }) => {
    const bytes = dataBits / 8;
    let at = 0;
    const registers = words.map(({ fields, skip, count, spread }, i) => {
      const placed: Record<string, Field> = {};
      let bit = 0;
      for (const [k, { gap, make }] of fields.entries()) {
        const made = make(bit + gap);
        if (bit + gap + widthOf(made) > dataBits) continue;
        placed[`f${k}`] = made;
        bit += gap + widthOf(made);
      }
      at += skip * bytes;
      const place = at;
      at += count === undefined ? bytes : count * spread * bytes;
      const made =
        count === undefined
          ? register(placed, { at: place })
          : register(placed, { at: place, count, stride: spread * bytes });
      return [`r${i}`, made];
    });
    return registerMap('any', Object.fromEntries(registers), { dataBits });
  });

/** How busy the sides are. */
export const traffics = fc.record({
  requests: fc.constantFrom(1, 4, 8),
  responses: fc.constantFrom(1, 4, 8),
  hardware: fc.constantFrom(0, 1, 5),
  seed: fc.nat(1e6),
});
