import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Bool, bool, input, output, type SInt, sint, type Type, type UInt, uint } from '../../../dsl/index.js';
import { rigOf } from '../rig.js';

/** One operator: the type of its result, the hardware, and what it means on whole numbers. */
interface Operator<S extends UInt | SInt> {
  readonly type: (a: number, b: number) => Type;
  readonly hardware: (a: S, b: S, amount: UInt) => unknown;
  readonly model: (a: bigint, b: bigint, amount: bigint, widthA: number, widthB: number) => bigint | boolean;
}

const abs = (x: bigint): bigint => (x < 0n ? -x : x);
const pow = (n: number | bigint): bigint => 1n << BigInt(n);
const ones = (x: bigint): number => [...x.toString(2)].filter(bit => bit === '1').length;
const big = Math.max;

/** Everything that both signs have; `t` makes the type of the sign, `fit` reads bits as the sign does. */
function common<S extends UInt | SInt>(
  t: (width: number) => Type,
  fit: (width: number, x: bigint) => bigint,
): Record<string, Operator<S>> {
  const s = (f: (a: SInt, b: SInt, n: UInt) => unknown) => f as never;
  const flag = () => bool;
  return {
    add: { type: (a, b) => t(big(a, b) + 1), hardware: s((a, b) => a.add(b)), model: (a, b) => a + b },
    sub: { type: (a, b) => sint(big(a, b) + 1), hardware: s((a, b) => a.sub(b)), model: (a, b) => a - b },
    mul: { type: (a, b) => t(a + b), hardware: s((a, b) => a.mul(b)), model: (a, b) => a * b },
    addWrap: {
      type: a => t(a),
      hardware: s((a, b) => a.addWrap(b.wrap(a.width))),
      model: (a, b, _n, w) => fit(w, a + b),
    },
    subWrap: {
      type: a => t(a),
      hardware: s((a, b) => a.subWrap(b.wrap(a.width))),
      model: (a, b, _n, w) => fit(w, a - b),
    },
    and: { type: a => t(a), hardware: s((a, b) => a.and(b.wrap(a.width))), model: (a, b, _n, w) => fit(w, a & b) },
    or: { type: a => t(a), hardware: s((a, b) => a.or(b.wrap(a.width))), model: (a, b, _n, w) => fit(w, a | b) },
    xor: { type: a => t(a), hardware: s((a, b) => a.xor(b.wrap(a.width))), model: (a, b, _n, w) => fit(w, a ^ b) },
    not: { type: a => t(a), hardware: s(a => a.not()), model: (a, _b, _n, w) => fit(w, ~a) },
    eq: { type: flag, hardware: s((a, b) => a.eq(b)), model: (a, b) => a === b },
    ne: { type: flag, hardware: s((a, b) => a.ne(b)), model: (a, b) => a !== b },
    lt: { type: flag, hardware: s((a, b) => a.lt(b)), model: (a, b) => a < b },
    le: { type: flag, hardware: s((a, b) => a.le(b)), model: (a, b) => a <= b },
    gt: { type: flag, hardware: s((a, b) => a.gt(b)), model: (a, b) => a > b },
    ge: { type: flag, hardware: s((a, b) => a.ge(b)), model: (a, b) => a >= b },
    min: {
      type: (a, b) => t(big(a, b)),
      hardware: s((a, b) => a.extend(big(a.width, b.width)).min(b.extend(big(a.width, b.width)))),
      model: (a, b) => (a < b ? a : b),
    },
    max: {
      type: (a, b) => t(big(a, b)),
      hardware: s((a, b) => a.extend(big(a.width, b.width)).max(b.extend(big(a.width, b.width)))),
      model: (a, b) => (a > b ? a : b),
    },
    shl3: { type: a => t(a + 3), hardware: s(a => a.shl(3)), model: a => a << 3n },
    shl: { type: a => t(a + 15), hardware: s((a, _b, n) => a.shl(n)), model: (a, _b, n) => a << n },
    shlWrap: {
      type: a => t(a),
      hardware: s((a, _b, n) => a.shlWrap(n)),
      model: (a, _b, n, w) => fit(w, a << n),
    },
    shlWrap2: { type: a => t(a), hardware: s(a => a.shlWrap(2)), model: (a, _b, _n, w) => fit(w, a << 2n) },
    shr: { type: a => t(a), hardware: s((a, _b, n) => a.shr(n)), model: (a, _b, n) => a >> n },
    shr3: { type: a => t(big(1, a - 3)), hardware: s(a => a.shr(3)), model: a => a >> 3n },
    roundShr2: { type: a => t(big(a, 2) + 1 - 2), hardware: s(a => a.roundShr(2)), model: a => (a + 2n) >> 2n },
    roundShr5: { type: a => t(big(a, 5) + 1 - 5), hardware: s(a => a.roundShr(5)), model: a => (a + 16n) >> 5n },
    bit: {
      type: flag,
      hardware: s((a, _b, n) => a.bit(n)),
      model: (a, _b, n, w) => (BigInt.asUintN(w, a) >> n) & 1n,
    },
    top: {
      type: flag,
      hardware: s(a => a.bit(a.width - 1)),
      model: (a, _b, _n, w) => BigInt.asUintN(w, a) >> BigInt(w - 1),
    },
    bits: {
      type: a => uint(Math.ceil(a / 2)),
      hardware: s(a => a.bits(a.width - 1, Math.floor(a.width / 2))),
      model: (a, _b, _n, w) => BigInt.asUintN(w, a) >> BigInt(Math.floor(w / 2)),
    },
    cat: {
      type: (a, b) => uint(a + b + 1),
      hardware: s((a, b) => a.cat(b, b.bit(0))),
      model: (a, b, _n, wa, wb) => (((BigInt.asUintN(wa, a) << BigInt(wb)) | BigInt.asUintN(wb, b)) << 1n) | (b & 1n),
    },
    all: { type: flag, hardware: s(a => a.all()), model: (a, _b, _n, w) => BigInt.asUintN(w, a) === pow(w) - 1n },
    any: { type: flag, hardware: s(a => a.any()), model: a => a !== 0n },
    parity: { type: flag, hardware: s(a => a.parity()), model: (a, _b, _n, w) => ones(BigInt.asUintN(w, a)) % 2 === 1 },
    extend: { type: (a, b) => t(a + b), hardware: s((a, b) => a.extend(a.width + b.width)), model: a => a },
    trunc: { type: () => t(1), hardware: s(a => a.trunc(1)), model: a => fit(1, a) },
    sat: {
      type: (_a, b) => t(b),
      hardware: s((a, b) => a.sat(b.width)),
      model: (a, _b, _n, _w, w) =>
        clamp(a, fit(w, -pow(w - 1)) < 0n ? [-pow(w - 1), pow(w - 1) - 1n] : [0n, pow(w) - 1n]),
    },
    satU: {
      type: (_a, b) => uint(b),
      hardware: s((a, b) => a.sat(uint(b.width))),
      model: (a, _b, _n, _w, w) => clamp(a, [0n, pow(w) - 1n]),
    },
    satS: {
      type: (_a, b) => sint(b),
      hardware: s((a, b) => a.sat(sint(b.width))),
      model: (a, _b, _n, _w, w) => clamp(a, [-pow(w - 1), pow(w - 1) - 1n]),
    },
    wrapU: {
      type: (_a, b) => uint(b),
      hardware: s((a, b) => a.wrap(uint(b.width))),
      model: (a, _b, _n, _w, w) => BigInt.asUintN(w, a),
    },
    wrapS: {
      type: (_a, b) => sint(b),
      hardware: s((a, b) => a.wrap(sint(b.width))),
      model: (a, _b, _n, _w, w) => BigInt.asIntN(w, a),
    },
    mux: {
      type: a => t(a),
      hardware: s((a, b, n) => n.bit(0).mux(a, b.wrap(a.width))),
      model: (a, b, n, w) => (n & 1n ? a : fit(w, b)),
    },
  };
}

const clamp = (x: bigint, [min, max]: readonly [bigint, bigint]): bigint => (x < min ? min : x > max ? max : x);

const unsigned: Record<string, Operator<UInt>> = {
  ...common<UInt>(uint, (w, x) => BigInt.asUintN(w, x)),
  toSInt: { type: a => sint(a + 1), hardware: a => a.toSInt(), model: a => a },
  asSInt: { type: a => sint(a), hardware: a => a.asSInt(), model: (a, _b, _n, w) => BigInt.asIntN(w, a) },
};
const signed: Record<string, Operator<SInt>> = {
  ...common<SInt>(sint, (w, x) => BigInt.asIntN(w, x)),
  neg: { type: a => sint(a + 1), hardware: a => a.neg(), model: a => -a },
  abs: { type: a => uint(a), hardware: a => a.abs(), model: a => abs(a) },
  asUInt: { type: a => uint(a), hardware: a => a.asUInt(), model: (a, _b, _n, w) => BigInt.asUintN(w, a) },
};

const width = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 31, 32, 33, 63, 64, 65, 128, 200));
/** Numbers with many corners among them: 0, all ones, the sign bit alone, and its complement. */
const bitsIn = (w: number) =>
  fc.oneof(fc.bigInt({ min: 0n, max: pow(w) - 1n }), fc.constantFrom(0n, pow(w) - 1n, pow(w - 1), pow(w - 1) - 1n));
const cases = fc
  .tuple(width, width)
  .chain(([a, b]) =>
    fc.tuple(
      fc.constant(a),
      fc.constant(b),
      fc.array(fc.tuple(bitsIn(a), bitsIn(b), fc.bigInt({ min: 0n, max: 15n })), { minLength: 8, maxLength: 8 }),
    ),
  );

const int = suite('int');

for (const [sign, table] of [
  ['unsigned', unsigned],
  ['signed', signed],
] as const)
  int(`every ${sign} operator has the width, the sign and the value that it says`, () => {
    const read = (w: number, x: bigint) => (sign === 'signed' ? BigInt.asIntN(w, x) : x);
    fc.assert(
      fc.property(cases, ([wa, wb, stimuli]) => {
        const type = sign === 'signed' ? sint : uint;
        const operators = Object.entries(table as Record<string, Operator<never>>);
        const dut = rigOf(
          {
            a: input(type(wa)),
            b: input(type(wb)),
            n: input(uint(4)),
            ...Object.fromEntries(operators.map(([name, op]) => [`y_${name}`, output(op.type(wa, wb))])),
          },
          io => {
            const { a, b, n } = io as unknown as Record<string, never>;
            // `set` holds the result against the declared type: another width or sign would not build.
            for (const [name, op] of operators)
              (io as unknown as Record<string, { set(x: unknown): void }>)[`y_${name}`]!.set(op.hardware(a!, b!, n!));
          },
        );
        for (const [a, b, n] of stimuli) {
          dut.poke('a', a);
          dut.poke('b', b);
          dut.poke('n', n);
          for (const [name, op] of operators)
            assert.is(
              dut.peek(`y_${name}`),
              BigInt(op.model(read(wa, a), read(wb, b), n, wa, wb)),
              `${name} of ${read(wa, a)} (${wa} bits) and ${read(wb, b)} (${wb} bits), ${n}`,
            );
        }
      }),
      { numRuns: 60 },
    );
  });

int('bools combine', () => {
  const dut = rigOf({ a: input(bool), b: input(bool), y: output(uint(7)) }, ({ a, b, y }) => {
    const results: Bool[] = [a.and(b), a.or(b), a.xor(b), a.not(), a.eq(b), a.ne(b), a.and(b, true)];
    const [first, ...rest] = results.map(x => x.asUInt());
    y.set(first!.cat(...rest));
  });
  for (const a of [0, 1])
    for (const b of [0, 1]) {
      dut.poke('a', a);
      dut.poke('b', b);
      const bits = [a & b, a | b, a ^ b, 1 - a, 1 - (a ^ b), a ^ b, a & b];
      assert.is(dut.peek('y'), BigInt(`0b${bits.join('')}`));
    }
});

int.run();
