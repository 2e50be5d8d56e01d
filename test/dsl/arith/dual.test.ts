import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import {
  designOf,
  dualDot,
  dualProduct,
  i8,
  input,
  module,
  output,
  range,
  type SInt,
  type SIntType,
  sint,
  streamIn,
  streamOut,
  type UIntType,
  u8,
  uint,
  vec,
} from '../../../dsl/index.js';
import { errorsOf, rigOf } from '../rig.js';

const test = suite('two products in one multiplier');

const products = module(
  'products',
  (_: { x: SIntType | UIntType; w: SIntType | UIntType }) => ({
    s: streamIn(vec(sint(12), 3)),
    m: streamOut(vec(sint(24), 2)),
  }),
  (io, { x, w }) => {
    const as = (type: SIntType | UIntType, bits: SInt<12>) => {
      const low = bits.trunc(type.width);
      return type.kind === 'uint' ? low.asUInt() : low;
    };
    io.s
      .map(v => {
        const { low, high } = dualProduct(as(x, v.at(0)), as(w, v.at(1)), as(w, v.at(2)));
        return [low.extend(24), high.extend(24)];
      })
      .into(io.m);
  },
);

/** All pairs of a value and the lower weight, with the upper weights that are most and least in the way. */
for (const [name, x, w, values, weights, upper] of [
  ['i8 with i8', i8, i8, span(-128, 127), span(-127, 127), [-127, -126, -1, 0, 1, 64, 127]],
  ['u8 with i8', u8, i8, span(0, 255), span(-127, 127), [-127, -1, 0, 1, 127]],
  ['i8 with u4', i8, uint(4), span(-128, 127), span(0, 15), span(0, 15)],
  ['i3 with i10', sint(3), sint(10), span(-4, 3), span(-511, 511), [-511, -1, 0, 1, 511]],
] as const)
  test(`${name}: every value with every lower weight`, () => {
    const feed = upper.flatMap(high => values.flatMap(a => weights.map(low => [a, low, high])));
    const { m } = simulate(products({ x, w })).run({ s: Int32Array.from(feed.flat()) }, { expect: { m: feed.length } });
    const [flat] = [m as unknown as ArrayLike<ArrayLike<number>>];
    for (const [i, [a, low, high]] of feed.entries()) {
      const [p, q] = Array.from(flat[i]!);
      if (p !== a! * low! || q !== a! * high!) assert.unreachable(`${a} * (${low}, ${high}) gave ${p} and ${q}`);
    }
  });

test('sums of the extremes, in every number of terms', () => {
  for (const from of [i8, u8] as const)
    for (const terms of range(9).map(n => n + 1)) {
      const ends = from === i8 ? [-128, 127] : [0, 255];
      const type = vec(i8, terms);
      const { poke, peek } = rigOf(
        {
          x: input(vec(from as SIntType<8>, terms)),
          a: input(type),
          b: input(type),
          y: output(sint(30)),
          z: output(sint(30)),
        },
        io => {
          const { low, high } = dualDot(io.x, io.a, io.b);
          io.y.set(low.extend(30));
          io.z.set(high.extend(30));
        },
      );
      for (const x of ends)
        for (const a of [-127, 127])
          for (const b of [-127, 127]) {
            for (const [port, value] of Object.entries({ x, a, b })) poke(port, Array(terms).fill(value));
            assert.equal(
              [peek('y'), peek('z')],
              [x * a * terms, x * b * terms].map(BigInt),
              `${terms} of ${x} ${a} ${b}`,
            );
          }
    }
});

const weight = fc.integer({ min: -127, max: 127 });
const cases = fc.integer({ min: 1, max: 13 }).chain(n => {
  const list = (item: fc.Arbitrary<number>) => fc.array(item, { minLength: n, maxLength: n });
  return fc.tuple(list(fc.integer({ min: -128, max: 127 })), list(weight), list(weight), fc.boolean());
});

test('dualDot is two dot products, with signals and with constants', () => {
  fc.assert(
    fc.property(cases, ([values, low, high, unsigned]) => {
      const from = vec((unsigned ? u8 : i8) as SIntType<8>, values.length);
      const type = vec(i8, values.length);
      const { poke, peek } = rigOf({ x: input(from), a: input(type), b: input(type), ...results }, io => {
        const signals = dualDot(io.x, io.a, io.b);
        const constants = dualDot(io.x, low, high);
        io.y0.set(signals.low.extend(40));
        io.z0.set(signals.high.extend(40));
        io.y1.set(constants.low.extend(40));
        io.z1.set(constants.high.extend(40));
      });
      const xs = values.map(x => (unsigned ? x & 255 : x));
      poke('x', xs);
      poke('a', low);
      poke('b', high);
      const sum = (weights: readonly number[]) => BigInt(xs.reduce((all, x, i) => all + x * weights[i]!, 0));
      assert.equal(['y0', 'z0', 'y1', 'z1'].map(peek), [low, high, low, high].map(sum));
    }),
    { numRuns: 60, seed: 3 },
  );
});

const results = { y0: output(sint(40)), z0: output(sint(40)), y1: output(sint(40)), z1: output(sint(40)) };

test('a constant of -128 costs a bit, and stays exact', () => {
  const { poke, peek } = rigOf({ x: input(vec(i8, 5)), ...results }, io => {
    const { low, high } = dualDot(io.x, [-128, -128, -128, -128, -128], [-128, 127, -128, 127, -128]);
    for (const [name, sum] of Object.entries({ y0: low, z0: high, y1: low, z1: high }))
      io[name as 'y0'].set(sum.extend(40));
  });
  poke('x', Array(5).fill(-128));
  assert.equal([peek('y0'), peek('z0')], [5n * 16384n, 3n * 16384n - 2n * 16256n]);
});

test('eight values take eight multiplications, or two by fours', () => {
  const circuit = module(
    'dut',
    () => ({
      x: input(vec(i8, 8)),
      a: input(vec(i8, 8)),
      b: input(vec(i8, 8)),
      y: output(sint(20)),
      z: output(sint(20)),
    }),
    io => {
      const { low, high } = dualDot(io.x, io.a, io.b);
      io.y.set(low.extend(20));
      io.z.set(high.extend(20));
    },
  )();
  const { nodes } = circuit[designOf].modules[0]!;
  const made = nodes.filter(({ op }) => op === 'muls');
  assert.equal(
    made.map(({ lanes, args }) => [lanes, ...args.map(id => nodes[id]!.width)]),
    [[8, 8, 25]],
  );
});

test('a weight of -128 that comes at run time is told in simulation', () => {
  const sim = simulate(products({ x: i8, w: i8 }));
  assert.throws(
    () => sim.run({ s: [[1, -128, 0]] }, { expect: { m: 1 } }),
    /a weight below -127 cannot share a multiplier/,
  );
});

test('products without room, and lists that differ, are errors', () => {
  const errors = (body: () => unknown) => errorsOf(body)[0]!;
  const of = (bits: number, weights: number) =>
    errors(() =>
      rigOf({ x: input(sint(bits)), w: input(sint(weights)), y: output(sint(40)) }, io =>
        io.y.set(dualProduct(io.x, io.w, 1).low.extend(40)),
      ),
    );
  assert.match(of(13, 12), /^HW064 dualProduct: two products of 13-bit values and 12-bit weights/);
  assert.match(of(19, 2), /^HW064/);
  assert.match(of(8, 24), /^HW064/);
  const lists = (low: number[], high: number[]) =>
    errors(() =>
      rigOf({ x: input(vec(i8, 3)), y: output(sint(40)) }, io => io.y.set(dualDot(io.x, low, high).low.extend(40))),
    );
  assert.match(lists([1, 2], [1, 2]), /^HW012 dualDot of 3 values with 2 weights/);
  assert.match(lists([1, 2, 3], [1, 2]), /^HW012 dualDot with 3 and 2 weights/);
});

function span(from: number, to: number): number[] {
  return range(to - from + 1).map(i => from + i);
}

test.run();
