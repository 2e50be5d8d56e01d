import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  designOf,
  dot,
  fixed,
  i8,
  input,
  matVec,
  module,
  output,
  requantize,
  requantizeModel,
  type Scale,
  type SInt,
  type SIntType,
  scaleOf,
  scalesOf,
  sint,
  sumTree,
  u8,
  type Vec,
  vec,
} from '../../../dsl/index.js';
import { errorsOf, rigOf } from '../rig.js';

const test = suite('arith');

const small = fc.integer({ min: -128, max: 127 });
const lists = fc
  .integer({ min: 1, max: 20 })
  .chain(n => fc.tuple(...[0, 1].map(() => fc.array(small, { minLength: n, maxLength: n })))) as fc.Arbitrary<
  [number[], number[]]
>;

const dotOf = (a: readonly number[], b: readonly number[]): bigint =>
  BigInt(a.reduce((sum, x, i) => sum + x * b[i]!, 0));

test('dot with constants is the sum of products, in the bits that it needs', () => {
  fc.assert(
    fc.property(lists, ([values, weights]) => {
      let width = 0;
      const { poke, peek } = rigOf({ x: input(vec(i8, values.length)), y: output(sint(40)) }, io => {
        const sum = dot(io.x, weights);
        width = sum.width;
        io.y.set(sum.extend(40));
      });
      poke('x', values);
      assert.is(peek('y'), dotOf(values, weights));
      const [least, most] = [
        weights.reduce((sum, w) => sum + Math.min(-128 * w, 127 * w), 0),
        weights.reduce((sum, w) => sum + Math.max(-128 * w, 127 * w), 0),
      ];
      const fits = (bits: number) => least >= -(2 ** (bits - 1)) && most < 2 ** (bits - 1);
      assert.ok(fits(width) && (width === 1 || !fits(width - 1)), `${least}..${most} in ${width} bits`);
    }),
    { numRuns: 60 },
  );
});

test('dot of signals, and of unsigned values with signed weights', () => {
  fc.assert(
    fc.property(lists, ([values, weights]) => {
      const n = values.length;
      const { poke, peek } = rigOf(
        { x: input(vec(i8, n)), w: input(vec(i8, n)), u: input(vec(u8, n)), y: output(sint(40)), z: output(sint(40)) },
        io => {
          io.y.set(dot(io.x, io.w).extend(40));
          io.z.set(dot(io.u, weights).extend(40));
        },
      );
      const bytes = values.map(x => x & 255);
      poke('x', values);
      poke('w', weights);
      poke('u', bytes);
      assert.is(peek('y'), dotOf(values, weights));
      assert.is(peek('z'), dotOf(bytes, weights));
    }),
    { numRuns: 40 },
  );
});

test('matVec is one dot product per row', () => {
  const rows = fc
    .integer({ min: 1, max: 9 })
    .chain(n =>
      fc.tuple(
        fc.array(small, { minLength: n, maxLength: n }),
        fc.array(fc.array(small, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 5 }),
      ),
    );
  fc.assert(
    fc.property(rows, ([values, matrix]) => {
      const { poke, lanes } = rigOf(
        { x: input(vec(i8, values.length)), y: output(vec(sint(40), matrix.length)) },
        io => {
          io.y.set(matVec(matrix, io.x).map(sum => sum.extend(40)));
        },
      );
      poke('x', values);
      assert.equal(
        lanes('y'),
        matrix.map(row => dotOf(values, row)),
      );
    }),
    { numRuns: 40 },
  );
});

test('sumTree loses nothing, whatever the widths', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat()), { minLength: 1, maxLength: 12 }),
      items => {
        const values = items.map(([width, bits]) => BigInt.asIntN(width, BigInt(bits)));
        const ports = Object.fromEntries(items.map(([width], i) => [`x${i}`, input(sint(width))]));
        const { poke, peek } = rigOf({ ...ports, y: output(sint(40)) }, io => {
          const signals = items.map((_, i) => (io as unknown as Record<string, SInt>)[`x${i}`]!);
          (io.y as unknown as SInt).set(sumTree(signals).extend(40));
        });
        for (const [i, value] of values.entries()) poke(`x${i}`, value);
        assert.is(
          peek('y'),
          values.reduce((a, b) => a + b),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('nine numbers of 16 bits take 20', () => {
  let width = 0;
  rigOf({ x: input(vec(sint(16), 9)), y: output(sint(40)) }, io => {
    const sum = sumTree([...io.x]);
    width = sum.width;
    io.y.set(sum.add(sumTree(io.x)).extend(40));
  });
  assert.is(width, 20);
});

test('sums of fixed point keep their range', () => {
  const quarter = fixed({ int: 2, frac: 2 });
  const { poke, peek } = rigOf({ x: input(vec(quarter, 3)), y: output(fixed({ int: 4, frac: 2 })) }, io => {
    io.y.set(sumTree([...io.x]));
  });
  poke(
    'x',
    [7n, -8n, 3n].map(x => BigInt.asUintN(4, x)),
  );
  assert.is(peek('y') & 63n, 2n);
});

const scales: fc.Arbitrary<Scale> = fc.record({
  multiplier: fc.nat(65535),
  shift: fc.nat(40),
  zero: fc.integer({ min: -10, max: 10 }),
});

test('requantize is its model', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 24), max: 2 ** 24 - 1 }), scales, (x, scale) => {
      const { poke, peek } = rigOf({ x: input(sint(25)), y: output(i8), u: output(u8), w: output(sint(60)) }, io => {
        io.y.set(requantize(io.x, scale, i8));
        io.u.set(requantize(io.x, scale, u8));
        io.w.set(requantize(io.x, scale).extend(60));
      });
      poke('x', x);
      assert.is(peek('y'), BigInt(requantizeModel(x, scale, i8)));
      assert.is(peek('u'), BigInt(requantizeModel(x, scale, u8)));
      assert.is(peek('w'), BigInt(requantizeModel(x, scale)));
    }),
    { numRuns: 80 },
  );
});

test('requantize of a vector, with one scale and with one for each', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(small, scales), { minLength: 1, maxLength: 5 }), items => {
      const values = items.map(([x]) => x * 100);
      const each = items.map(([, scale]) => scale);
      const alike = each.map(({ multiplier }) => ({ multiplier, shift: 9 }));
      const type = vec(i8, items.length);
      const { poke, lanes } = rigOf(
        { x: input(vec(sint(16), items.length)), a: output(type), b: output(type), c: output(type) },
        io => {
          io.a.set(requantize(io.x, each, i8));
          io.b.set(requantize(io.x, alike, i8));
          io.c.set(requantize(io.x, each[0]!, i8));
        },
      );
      poke('x', values);
      const model = (list: readonly Scale[]) => values.map((x, i) => BigInt(requantizeModel(x, list[i]!, i8)));
      assert.equal(lanes('a'), model(each));
      assert.equal(lanes('b'), model(alike));
      assert.equal(lanes('c'), model(each.map(() => each[0]!)));
    }),
    { numRuns: 40 },
  );
});

test('with one shift, a vector is requantized by vector operations', () => {
  const circuit = module(
    'dut',
    () => ({ x: input(vec(sint(16), 8)), y: output(vec(i8, 8)) }),
    io => {
      io.y.set(requantize(io.x, scalesOf([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]), i8));
    },
  )();
  const { nodes } = circuit[designOf].modules[0]!;
  assert.equal(
    nodes.filter(({ op }) => op === 'muls').map(({ lanes }) => lanes),
    [8],
  );
});

test('a scale is the nearest of 16 bits', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 60_000, noNaN: true }), factor => {
      const { multiplier, shift } = scaleOf(factor);
      assert.ok(multiplier < 2 ** 16);
      assert.ok(Math.abs(multiplier / 2 ** shift - factor) <= factor * 2 ** -15 + 2 ** -40);
    }),
  );
  assert.equal(scaleOf(1), { multiplier: 32768, shift: 15 });
  assert.equal(scalesOf([0, 0.5]), [
    { multiplier: 0, shift: 16 },
    { multiplier: 32768, shift: 16 },
  ]);
  assert.throws(() => scaleOf(-1), /a scale of -1/);
});

test('no factor of a multiplication is padded', () => {
  const { machine } = rigOf({ x: input(vec(i8, 9)), y: output(sint(40)) }, io => {
    io.y.set(dot(io.x, [1, 2, 3, 4, 5, 6, 7, -8, 9]).extend(40));
  });
  const { nodes } = machine.design.modules[0]!;
  const [product] = nodes.filter(({ op }) => op === 'muls');
  assert.equal(
    product!.args.map(id => nodes[id]!.width),
    [8, 5],
  );
});

test('lengths that differ, and what is no number, are errors', () => {
  const errors = (body: (x: Vec<SIntType<8>>) => SInt) =>
    errorsOf(() => rigOf({ x: input(vec(i8, 3)), y: output(sint(40)) }, io => io.y.set(body(io.x).extend(40))));
  assert.match(errors(x => dot(x, [1, 2]))[0]!, /^HW012 dot of 3 values with 2 weights/);
  assert.match(errors(x => dot(x, [1, 2, 0.5]))[0]!, /^HW010 0.5 is not a whole number/);
  assert.match(errors(x => matVec([[1, 2, 3], [1]], x).at(0))[0]!, /^HW012 row 1 has 1 weights for 3 values/);
  assert.match(errors(x => requantize(x.at(0), { multiplier: 1.5, shift: 2 }))[0]!, /^HW002 requantize by 1.5/);
});

test.run();
