import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Op, Operation, Range } from '../../../dsl/kernel/ir.js';
import {
  type Binary,
  clampInto,
  hull,
  point,
  rangeOf,
  rangeOfType,
  type Unary,
  wrapInto,
} from '../../../dsl/kernel/range.js';
import { operate } from './evaluate.js';

/** Widths of hardware, and constants, follow from ranges: held against the meaning of every operator. */
const ranges = suite('ranges of operators');

const unary = ['neg', 'abs', 'not'] as const satisfies Unary[];
const exact = [
  ...['add', 'sub', 'mul', 'min', 'max', 'div', 'shl', 'shr'],
  ...['eq', 'ne', 'lt', 'le', 'gt', 'ge'],
] as Binary[];
const roomy = ['rem', 'and', 'or', 'xor'] as const satisfies Binary[];
const all: readonly (Unary | Binary)[] = [...unary, ...exact, ...roomy];

const between = (a: bigint, b: bigint): Range => (a < b ? { min: a, max: b } : { min: b, max: a });
const inside = ({ min, max }: Range): fc.Arbitrary<bigint> => fc.bigInt({ min, max });
const spread = ({ min, max }: Range): bigint[] =>
  Array.from({ length: Number(max - min) + 1 }, (_, i) => min + BigInt(i));
const isShift = (op: Op): boolean => op === 'shl' || op === 'shr';

const resultOf = (op: Op, args: readonly bigint[], range = point(0n)): bigint =>
  operate({ op } as Operation, args, { range }) as bigint;

const small = fc.tuple(fc.bigInt(-9n, 9n), fc.bigInt(-9n, 9n)).map(([a, b]) => between(a, b));
const wide = fc
  .tuple(fc.bigInt(-(2n ** 70n), 2n ** 70n), fc.bigInt(-(2n ** 70n), 2n ** 70n))
  .map(([a, b]) => between(a, b));
const amount = fc.tuple(fc.bigInt(0n, 9n), fc.bigInt(0n, 9n)).map(([a, b]) => between(a, b));

for (const op of all) {
  const [first, second] = [fc.oneof(small, wide), isShift(op) ? amount : fc.oneof(small, wide)];

  ranges(`${op} of anything lies in its range`, () => {
    const operands = fc
      .tuple(first, second)
      .chain(([a, b]) => fc.record({ a: fc.constant(a), b: fc.constant(b), x: inside(a), y: inside(b) }));
    fc.assert(
      fc.property(operands, ({ a, b, x, y }) => {
        const { min, max } = rangeOf(op, [a, b]);
        const value = resultOf(op, [x, y]);
        assert.ok(min <= value && value <= max, `${x} ${op} ${y} is ${value}, beyond ${min}..${max}`);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  ranges(`${op} of constants is one number`, () => {
    const operand = fc.oneof(fc.bigInt(-9n, 9n), fc.bigInt(-(2n ** 70n), 2n ** 70n));
    fc.assert(
      fc.property(operand, isShift(op) ? fc.bigInt(0n, 80n) : operand, (x, y) => {
        assert.equal(rangeOf(op, [point(x), point(y)]), point(resultOf(op, [x, y])));
      }),
      { seed: 32, numRuns: 300 },
    );
  });
}

for (const op of [...unary, ...exact])
  ranges(`the range of ${op} is no wider than it has to be`, () => {
    fc.assert(
      fc.property(small, isShift(op) ? amount : small, (a, b) => {
        const values = spread(a).flatMap(x => spread(b).map(y => resultOf(op, [x, y])));
        assert.equal(rangeOf(op, [a, b]), values.map(point).reduce(hull));
      }),
      { seed: 33, numRuns: 60 },
    );
  });

ranges('wrap and sat', () => {
  const type = fc.record({ signed: fc.boolean(), width: fc.integer({ min: 1, max: 64 }) });
  fc.assert(
    fc.property(type, fc.bigInt(-(2n ** 70n), 2n ** 70n), ({ signed, width }, value) => {
      const range = rangeOfType({ signed, width });
      assert.is(wrapInto(value, range), signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value));
      assert.is(clampInto(value, range), resultOf('sat', [value], range));
    }),
    { seed: 34, numRuns: 300 },
  );
});

ranges.run();
