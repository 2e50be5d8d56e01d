import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { verilog } from '../../../backend-verilog/index.js';
import {
  type Bool,
  bitsOf,
  bool,
  bundle,
  Fixed,
  type FixedType,
  fixed,
  input,
  lit,
  mux,
  output,
  reg,
  select,
  sint,
  uint,
  vec,
  vecOf,
  wire,
} from '../../../dsl/index.js';
import { rangeOf } from '../../../dsl/type/leaf.js';
import { fixedRange } from '../../../dsl/type/make.js';
import { circuitOf, codesOf, errorsOf, rig } from '../rig.js';

/** A rational number `n / 2^frac`, exact. */
interface Exact {
  readonly n: bigint;
  readonly frac: number;
}
const at = ({ n, frac }: Exact, wanted: number): bigint => n << BigInt(wanted - frac);
const finer = (a: Exact, b: Exact): number => Math.max(a.frac, b.frac);
const add = (a: Exact, b: Exact): Exact => ({ n: at(a, finer(a, b)) + at(b, finer(a, b)), frac: finer(a, b) });
const sub = (a: Exact, b: Exact): Exact => add(a, { ...b, n: -b.n });
const mul = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, frac: a.frac + b.frac });
const less = (a: Exact, b: Exact): boolean => at(a, finer(a, b)) < at(b, finer(a, b));
const equal = (a: Exact, b: Exact): boolean => at(a, finer(a, b)) === at(b, finer(a, b));

/** Any range, not only whole powers of two; also ranges without 0, and of one sign in a signed type. */
const type = fc
  .tuple(
    fc.integer({ min: -3, max: 12 }),
    fc.bigInt({ min: -300n, max: 300n }),
    fc.bigInt({ min: 0n, max: 600n }),
    fc.boolean(),
  )
  .map(([frac, min, span, signed]) => fixedRange(frac, min, min + span, signed || min < 0n));
const numberIn = ({ min, max, frac }: FixedType) =>
  fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max)).map((n): Exact => ({ n, frac }));

/** Calls the method `name`; the table below is one of names. */
const call = (a: Fixed, name: string, b: unknown): Fixed =>
  (a as unknown as Record<string, (x: unknown) => Fixed>)[name]!(b);
const arithmetic: Record<string, (a: Exact, b: Exact) => Exact> = {
  add,
  sub,
  mul,
  max: (a, b) => (less(a, b) ? b : a),
  min: (a, b) => (less(a, b) ? a : b),
  neg: a => ({ n: -a.n, frac: a.frac }),
};
const comparisons: Record<string, (a: Exact, b: Exact) => boolean> = {
  eq: equal,
  ne: (a, b) => !equal(a, b),
  lt: less,
  gt: (a, b) => less(b, a),
  le: (a, b) => !less(b, a),
  ge: (a, b) => !less(a, b),
};

const fixedPoint = suite('fixed');

fixedPoint('arithmetic is exact, and its range is that of the results', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(type, type)
        .chain(([x, y]) =>
          fc.tuple(fc.constant(x), fc.constant(y), fc.array(fc.tuple(numberIn(x), numberIn(y)), { minLength: 6 })),
        ),
      ([x, y, stimuli]) => {
        const types: Record<string, FixedType> = {};
        const names = Object.keys(arithmetic);
        // First to learn the types of the results, then with outputs of just those types.
        const probe = () =>
          circuitOf({ x: input(x), y: input(y), z: output(bool) }, io => {
            for (const name of names) types[name] = call(io.x, name, io.y).type;
            io.z.set(false);
          });
        probe();
        const dut = rig(
          circuitOf(
            {
              x: input(x),
              y: input(y),
              ...Object.fromEntries(names.map(name => [`y_${name}`, output(types[name]!)])),
              ...Object.fromEntries(Object.keys(comparisons).map(name => [`y_${name}`, output(bool)])),
            },
            io => {
              const { x, y, ...outs } = io as unknown as { x: Fixed; y: Fixed } & Record<
                string,
                { set(v: unknown): void }
              >;
              for (const [name, out] of Object.entries(outs))
                (out as { set(v: unknown): void }).set(call(x, name.slice(2), y));
            },
          ),
        );
        for (const [a, b] of stimuli) {
          dut.poke('x', a.n);
          dut.poke('y', b.n);
          for (const [name, model] of Object.entries(arithmetic)) {
            const want = model(a, b);
            const { frac, min, max } = types[name]!;
            assert.is(frac, name === 'mul' ? a.frac + b.frac : name === 'neg' ? a.frac : finer(a, b));
            assert.ok(at(want, frac) >= min && at(want, frac) <= max, `${name} is in its range`);
            assert.is(dut.peek(`y_${name}`), at(want, frac), `${name} of ${a.n}/2^${a.frac} and ${b.n}/2^${b.frac}`);
          }
          for (const [name, model] of Object.entries(comparisons))
            assert.is(dut.peek(`y_${name}`), BigInt(model(a, b)), `${a.n}/2^${a.frac} ${name} ${b.n}/2^${b.frac}`);
        }
      },
    ),
    { numRuns: 80 },
  );
});

fixedPoint('the range of a sum is reached at both ends, so no bit is one too many', () => {
  let sum: FixedType | undefined;
  const q = fixed({ int: 1, frac: 7 });
  circuitOf({ x: input(q), z: output(bool) }, ({ x, z }) => {
    const product = x.mul(x);
    sum = Array.from({ length: 8 }, () => product).reduce((total, p) => total.add(p), product).type;
    z.set(false);
  });
  // Nine products of -128..127 by themselves: -16256..16384 each.
  assert.equal([sum!.min, sum!.max, sum!.frac], [9n * -16256n, 9n * 16384n, 14]);
  assert.is(bitsOf(sum!), 19);
});

fixedPoint('fewer fraction bits: nearest with halves up, or towards minus infinity', () => {
  fc.assert(
    fc.property(
      type.chain(t =>
        fc.tuple(fc.constant(t), fc.integer({ min: 0, max: 14 }), fc.array(numberIn(t), { minLength: 5 })),
      ),
      ([t, drop, values]) => {
        const frac = t.frac - drop;
        let rounded = t;
        let truncated = t;
        circuitOf({ x: input(t), z: output(bool) }, ({ x, z }) => {
          rounded = x.round(frac).type;
          truncated = x.trunc(frac).type;
          z.set(false);
        });
        const dut = rig(
          circuitOf({ x: input(t), r: output(rounded), f: output(truncated) }, ({ x, r, f }) => {
            r.set(x.round(frac));
            f.set(x.trunc(frac));
          }),
        );
        for (const { n } of values) {
          dut.poke('x', n);
          const half = drop === 0 ? 0n : 1n << BigInt(drop - 1);
          assert.is(dut.peek('r'), (n + half) >> BigInt(drop));
          assert.is(dut.peek('f'), n >> BigInt(drop));
          assert.ok(dut.peek('r') >= rounded.min && dut.peek('r') <= rounded.max);
        }
      },
    ),
    { numRuns: 80 },
  );
});

fixedPoint('sat clamps to any range, wrap keeps the bits, extend keeps the value', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(type, type)
        .map(([a, b]): [FixedType, FixedType] => [a, fixedRange(a.frac, b.min, b.max, b.signed)])
        .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), fc.array(numberIn(a), { minLength: 6 }))),
      ([from, to, values]) => {
        const bits = bitsOf(to);
        const full = fixedRange(
          to.frac,
          to.signed ? -(1n << BigInt(bits - 1)) : 0n,
          (1n << BigInt(to.signed ? bits - 1 : bits)) - 1n,
          to.signed,
        );
        const dut = rig(
          circuitOf({ x: input(from), s: output(to), w: output(full) }, ({ x, s, w }) => {
            s.set(x.sat(to));
            w.set(x.wrap(to));
          }),
        );
        for (const { n } of values) {
          dut.poke('x', n);
          assert.is(dut.peek('s'), n < to.min ? to.min : n > to.max ? to.max : n, `sat ${n} to ${to.min}..${to.max}`);
          assert.is(dut.peek('w'), to.signed ? BigInt.asIntN(bits, n) : BigInt.asUintN(bits, n));
        }
      },
    ),
    { numRuns: 120 },
  );
});

fixedPoint('constants are the nearest in the fraction bits of the other operand', () => {
  const q = fixed({ int: 4, frac: 4 });
  const dut = rig(
    circuitOf({ x: input(q), y: output(fixedRange(4, -108n, 147n, true)) }, ({ x, y }) => y.set(x.add(1.26))),
  );
  dut.poke('x', -128);
  assert.is(dut.peek('y'), -108n);
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, '1', undefined])
    assert.equal(
      codesOf(() => circuitOf({ x: input(q), z: output(bool) }, ({ x, z }) => z.set(x.lt(wrong as number)))),
      ['HW012'],
    );
});

fixedPoint('a constant is within 1 % of what is written, of itself or of a unit, or it is an error', () => {
  const beside = (frac: number, use: (x: Fixed) => unknown) =>
    codesOf(() =>
      circuitOf({ x: input(fixed({ int: 8, frac })), z: output(bool) }, ({ x, z }) => {
        use(x);
        z.set(false);
      }),
    );
  fc.assert(
    fc.property(fc.integer({ min: -4, max: 40 }), fc.double({ min: -100, max: 100, noNaN: true }), (frac, value) => {
      const unit = 2 ** -frac;
      const off = Math.abs(Math.round(value / unit) * unit - value);
      const want = off > 0.01 * Math.max(Math.abs(value), unit) ? ['HW015'] : [];
      for (const op of ['add', 'sub', 'mul', 'lt', 'eq', 'max'])
        assert.equal(
          beside(frac, x => call(x, op, value)),
          want,
          `${value} beside ${frac} fraction bits`,
        );
    }),
    { numRuns: 200 },
  );
  // What a calculation of coefficients leaves behind is 0, as it was meant.
  assert.equal(
    beside(15, x => x.mul(Math.sin(Math.PI))),
    [],
  );
  assert.equal(
    beside(7, x => x.mul(Number.MAX_VALUE)),
    ['HW010'],
  );
});

fixedPoint('a constant is rounded to a type that is written with it, and not silently to one that is given', () => {
  const q = fixed({ int: 4, frac: 2 });
  const pair = bundle({ a: q, b: vec(q, 2) });
  const drive = (a: number, b: readonly number[]) =>
    codesOf(() => circuitOf({ p: output(pair) }, ({ p }) => p.set({ a, b })));
  assert.equal(drive(0.25, [0, 1]), []);
  assert.equal(drive(0.1, [0.1, 0.2]), ['HW015', 'HW015', 'HW015']);
  assert.equal(
    codesOf(() =>
      circuitOf({ y: output(q), p: output(pair), v: output(vec(q, 2)) }, ({ y, p, v }) => {
        y.set(lit(q, 0.1));
        p.set(lit(pair, { a: 0.1, b: [0.1, 0.2] }));
        v.set(vecOf(q, [0.1, 0.2]));
        reg(q, { init: 0.1 }).set(wire(q, 0.1));
      }),
    ),
    [],
  );
  for (const choose of [
    (x: Fixed, c: Bool) => c.mux(x, 0.1),
    (x: Fixed, c: Bool) => mux(c, 0.1, x),
    (x: Fixed, c: Bool) => select(c.asUInt(), [x, 0.1]),
  ])
    assert.equal(
      codesOf(() => circuitOf({ x: input(q), c: input(bool), y: output(q) }, ({ x, c, y }) => y.set(choose(x, c)))),
      ['HW015'],
    );
});

fixedPoint('shifts are exact: of the range to the left, into the fraction to the right', () => {
  fc.assert(
    fc.property(
      type.chain(t =>
        fc.tuple(fc.constant(t), fc.integer({ min: 0, max: 9 }), fc.array(numberIn(t), { minLength: 3 })),
      ),
      ([t, n, values]) => {
        const up = fixedRange(t.frac, t.min << BigInt(n), t.max << BigInt(n), t.signed);
        const down = fixedRange(t.frac + n, t.min, t.max, t.signed);
        const factor = fixedRange(0, 0n, 1n << BigInt(n), true);
        const dut = rig(
          circuitOf(
            { x: input(t), l: output(up), r: output(down), m: output(bool), f: output(bool) },
            ({ x, l, r, m, f }) => {
              l.set(x.shl(n));
              r.set(x.shr(n));
              // The value of a product does not depend on whether its constant factor is a power of two.
              m.set(x.mul(lit(factor, 2 ** n)).eq(x.shl(n)));
              f.set(x.shr(n).shl(n).eq(x));
            },
          ),
        );
        for (const { n: value } of values) {
          dut.poke('x', value);
          assert.is(dut.peek('l'), value << BigInt(n));
          assert.is(dut.peek('r'), value);
          assert.is(dut.peek('m'), 1n);
          assert.is(dut.peek('f'), 1n);
        }
      },
    ),
    { numRuns: 60 },
  );
  assert.equal(
    codesOf(() => circuitOf({ x: input(fixed({ int: 1, frac: 7 })), z: output(bool) }, ({ x }) => x.shl(-1))),
    ['HW002'],
  );
});

fixedPoint('a product by a power of two is wiring', () => {
  const q = fixed({ int: 2, frac: 6 });
  const text = (factor: number) => {
    const [file] = verilog(
      circuitOf({ x: input(q), y: output(fixedRange(12, -128n * 128n, 127n * 128n, true)) }, ({ x, y }) =>
        y.set(x.mul(factor).sat(y.type)),
      ),
    ).files;
    return file!.text;
  };
  for (const factor of [2, 1, 0.5, 2 ** -6]) assert.not.match(text(factor), /\* /);
  assert.match(text(1.5), /\* /);
});

fixedPoint('more fraction bits by extend, sat and wrap: no value changes', () => {
  const coarse = fixed({ int: 4, frac: 2 });
  const fine = fixed({ int: 4, frac: 5 });
  const dut = rig(
    circuitOf({ x: input(coarse), e: output(fine), s: output(fixed({ int: 2, frac: 4 })), w: output(fine) }, io => {
      io.e.set(io.x.extend(fine));
      io.s.set(io.x.sat(io.s.type));
      io.w.set(io.x.wrap(fine));
    }),
  );
  dut.poke('x', -13n);
  assert.equal([dut.peek('e'), dut.peek('s'), dut.peek('w')], [-104n, -32n, -104n]);
  const [text] = errorsOf(() => circuitOf({ x: input(coarse), y: output(fine) }, ({ x, y }) => y.set(x)));
  assert.match(text!, /^HW012 .*\.extend\(type\)/);
});

fixedPoint('conversions keep the bits or the value', () => {
  fc.assert(
    fc.property(
      type.chain(t => fc.tuple(fc.constant(t), numberIn(t))),
      ([t, { n }]) => {
        const signedBits = bitsOf(fixedRange(0, rangeOf(t).min, rangeOf(t).max, true));
        const dut = rig(
          circuitOf({ x: input(t), s: output(sint(signedBits)), u: output(uint(bitsOf(t))), b: output(bool) }, io => {
            io.s.set(io.x.asSInt());
            io.u.set(io.x.asUInt());
            const back = io.x.asSInt().asFixed(io.x.frac);
            assert.instance(back, Fixed);
            io.b.set(back.eq(io.x));
          }),
        );
        dut.poke('x', n);
        assert.is(dut.peek('s'), n);
        assert.is(dut.peek('u'), BigInt.asUintN(bitsOf(t), n));
        assert.is(dut.peek('b'), 1n);
      },
    ),
    { numRuns: 60 },
  );
});

fixedPoint('losing bits without saying so is an error that shows the way', () => {
  const q = fixed({ int: 2, frac: 6 });
  const wide = errorsOf(() => circuitOf({ x: input(q), y: output(q) }, ({ x, y }) => y.set(x.add(x))));
  assert.match(wide[0]!, /^HW014 .*\.sat\(type\)/);
  const fine = errorsOf(() =>
    circuitOf({ x: input(q), y: output(fixed({ int: 2, frac: 4 })) }, ({ x, y }) => y.set(x)),
  );
  assert.match(fine[0]!, /^HW012 .*\.round\(/);
  assert.equal(
    codesOf(() => circuitOf({ x: input(q), y: output(q) }, ({ x, y }) => y.set(x.sat(fixed({ int: 2, frac: 4 }))))),
    ['HW012'],
  );
  assert.equal(
    codesOf(() => circuitOf({ x: input(q), y: output(q) }, ({ x, y }) => y.set(x.round(7)))),
    ['HW002'],
  );
  assert.equal(
    codesOf(() => fixed({ int: 0, frac: 0 })),
    ['HW002'],
  );
  assert.equal(
    codesOf(() => fixed({ int: 4.5, frac: 3.5 })),
    ['HW002'],
  );
});

fixedPoint.run();
