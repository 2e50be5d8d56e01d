import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bool,
  enumOf,
  fixed,
  i8,
  input,
  lit,
  output,
  type SInt,
  sint,
  type UInt,
  u8,
  uint,
  vec,
} from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rigOf } from '../rig.js';

const literal = suite('literal');

literal('a literal takes the bits it needs beside a growing operator', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }), (w, value) => {
      const bits = (value < 0n ? -value - 1n : value).toString(2).length;
      const needed = value === 0n || value === -1n ? 1 : bits + 1;
      let sum: SInt | undefined;
      let product: SInt | undefined;
      circuitOf({ a: input(sint(w)), y: output(bool) }, ({ a, y }) => {
        sum = a.add(value);
        product = a.mul(value);
        y.set(false);
      });
      assert.is(sum!.width, Math.max(w, needed) + 1);
      assert.is(product!.width, w + needed);
    }),
    { numRuns: 100 },
  );
});

literal('one that a type cannot hold is an error, and the last that it can is none', () => {
  const setTo = (type: typeof u8 | typeof i8, value: number | bigint) =>
    codesOf(() => circuitOf({ y: output(type) }, io => (io.y as UInt).set(value)));
  assert.equal(setTo(u8, 255), []);
  assert.equal(setTo(u8, 256), ['HW010']);
  assert.equal(setTo(u8, -1), ['HW010']);
  assert.equal(setTo(i8, -128n), []);
  assert.equal(setTo(i8, -129n), ['HW010']);
  assert.equal(setTo(i8, 128), ['HW010']);
});

literal('a number that is not whole is an error', () => {
  for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])
    assert.equal(
      codesOf(() => circuitOf({ y: output(uint(64)) }, ({ y }) => y.set(value))),
      ['HW010'],
      `${value}`,
    );
});

literal('a comparison with a value that the signal never has is an error', () => {
  const compare = (value: number) =>
    codesOf(() => circuitOf({ a: input(u8), y: output(bool) }, ({ a, y }) => y.set(a.lt(value))));
  assert.equal(compare(255), []);
  assert.equal(compare(256), ['HW010']);
});

literal('a negative literal beside an unsigned operand names the way out', () => {
  const [text] = errorsOf(() => circuitOf({ a: input(u8), y: output(uint(9)) }, ({ a, y }) => y.set(a.add(-1))));
  assert.match(text!, /HW010 -1 is negative, and the other operand is unsigned .*toSInt/);
});

literal('lit makes a constant of any type', () => {
  const dut = rigOf(
    {
      y: output(uint(8)),
      z: output(vec(i8, 3)),
      c: output(enumOf('idle', 'run')),
      f: output(fixed({ int: 4, frac: 4 })),
    },
    ({ y, z, c, f }) => {
      y.set(lit(u8, 200).or(lit(u8, 1)));
      z.set(lit(vec(i8, 3), [1, 0, -1]));
      c.set(lit(enumOf('idle', 'run'), 'run'));
      f.set(lit(fixed({ int: 4, frac: 4 }), -1.25));
    },
  );
  assert.is(dut.peek('y'), 201n);
  assert.equal(dut.lanes('z'), [1n, 0n, -1n]);
  assert.is(dut.peek('c'), 1n);
  assert.is(dut.peek('f'), -20n);
});

literal('an out-of-range fixed point constant is named in its own numbers', () => {
  const [text] = errorsOf(() => circuitOf({ y: output(fixed({ int: 4, frac: 4 })) }, ({ y }) => y.set(8)));
  assert.match(text!, /^HW010 8 does not fit Fixed<.*>, which holds -8 to 7\.9375/);
});

literal('what stands for a type is checked where types do not reach', () => {
  const set = (type: Parameters<typeof output>[0], value: unknown) =>
    codesOf(() => circuitOf({ y: output(type) }, io => (io.y as { set(x: unknown): void }).set(value)));
  assert.equal(set(u8, 'seven'), ['HW012']);
  assert.equal(set(u8, null), ['HW012']);
  assert.equal(set(u8, undefined), ['HW012']);
  assert.equal(set(u8, true), ['HW012']);
  assert.equal(set(bool, 2), ['HW012']);
  assert.equal(set(bool, 'x'), ['HW012']);
  assert.equal(set(enumOf('a', 'b'), 'c'), ['HW012']);
  assert.equal(set(fixed({ int: 1, frac: 7 }), Number.NaN), ['HW012']);
  assert.equal(set(fixed({ int: 1, frac: 7 }), '0.5'), ['HW012']);
});

literal.run();
