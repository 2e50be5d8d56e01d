import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  asBits,
  bitsOf,
  bool,
  bundle,
  enumOf,
  fixed,
  fromBits,
  i8,
  input,
  mux,
  output,
  sint,
  type Type,
  u8,
  uint,
  vec,
  when,
} from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rigOf } from '../rig.js';

const bundles = suite('bundle');
const pixel = bundle({ red: u8, green: u8, blue: u8 });

bundles('fields are signals; a port of a bundle is one port for each', () => {
  const dut = rigOf({ a: input(pixel), y: output(pixel), sum: output(uint(10)) }, ({ a, y, sum }) => {
    y.set({ ...a, red: 0, blue: a.red });
    sum.set(a.red.add(a.green).add(a.blue));
  });
  for (const [name, value] of [
    ['a_red', 10],
    ['a_green', 20],
    ['a_blue', 30],
  ] as const)
    dut.poke(name, value);
  assert.equal([dut.peek('y_red'), dut.peek('y_green'), dut.peek('y_blue')], [0n, 20n, 10n]);
  assert.is(dut.peek('sum'), 60n);
});

bundles('fields are driven one by one, all at once, from another bundle, and nested', () => {
  const pair = bundle({ left: pixel, flag: bool, list: vec(u8, 2) });
  const dut = rigOf({ a: input(pixel), y: output(pair) }, ({ a, y }) => {
    y.set({ left: a, flag: true, list: [a.red, 5] });
    when(a.red.eq(1), () => {
      y.left.green.set(99);
      y.list.at(1).set(a.blue);
    });
  });
  dut.poke('a_red', 1);
  dut.poke('a_blue', 3);
  assert.equal(
    [dut.peek('y_left_red'), dut.peek('y_left_green'), dut.peek('y_left_blue'), dut.peek('y_flag')],
    [1n, 99n, 3n, 1n],
  );
  assert.equal(dut.lanes('y_list'), [1n, 3n]);
});

bundles('a copy with other fields holds just those', () => {
  const dut = rigOf(
    { a: input(pixel), c: input(bool), y: output(pixel), bits: output(uint(24)) },
    ({ a, c, y, bits }) => {
      const grey = { ...a, green: a.red };
      bits.set(asBits(mux(c, a, a)));
      y.set(grey);
    },
  );
  dut.poke('a_red', 1);
  dut.poke('a_green', 2);
  assert.is(dut.peek('y_green'), 1n);
  assert.is(dut.peek('bits'), 0x000201n);
});

bundles('every field, no other, and each of its type', () => {
  const set = (value: unknown) =>
    errorsOf(() =>
      circuitOf({ y: output(pixel), v: input(vec(u8, 3)) }, io =>
        (io.y as { set(x: unknown): void }).set(value === 'v' ? io.v : value),
      ),
    );
  assert.equal(set({ red: 1, green: 2, blue: 3 }), []);
  assert.match(set({ red: 1, green: 2 })[0]!, /^HW012 the fields blue are missing/);
  assert.match(set({ red: 1, green: 2, blue: 3, alpha: 4 })[0]!, /^HW012 the fields alpha are not there/);
  assert.match(set({ red: 1, green: 2, blue: 300 })[0]!, /^HW010/);
  assert.match(set(7)[0]!, /^HW012 7 where \{ red: UInt<8>, .* is needed/);
  assert.match(set('v')[0]!, /^HW012 Vec<UInt<8>, 3> where/);
  assert.match(set(undefined)[0]!, /^HW012 undefined where/);
  assert.equal(
    codesOf(() => bundle({})),
    ['HW002'],
  );
  assert.equal(
    codesOf(() => circuitOf({ a: input(bundle({ set: u8 })) }, () => {})),
    ['HW026'],
  );
});

const scalar = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(w => uint(w)),
  fc.integer({ min: 1, max: 40 }).map(w => sint(w)),
  fc.constantFrom(bool, enumOf('a', 'b', 'c'), fixed({ int: 3, frac: 5 })),
);
const { anyType } = fc.letrec<{ anyType: Type }>(tie => ({
  anyType: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.tuple(tie('anyType'), fc.integer({ min: 1, max: 4 })).map(([element, n]) => vec(element, n)),
    fc
      .array(tie('anyType'), { minLength: 1, maxLength: 3 })
      .map(fields => bundle(Object.fromEntries(fields.map((f, i) => [`f${i}`, f])))),
  ),
}));

bundles('asBits and fromBits turn any type into bits and back', () => {
  fc.assert(
    fc.property(
      anyType.chain(type =>
        fc.tuple(fc.constant(type), fc.bigInt({ min: 0n, max: (1n << BigInt(bitsOf(type))) - 1n })),
      ),
      ([type, bits]) => {
        const n = bitsOf(type);
        const dut = rigOf({ a: input(uint(n)), y: output(uint(n)), v: output(type) }, io => {
          const { a, y, v } = io as unknown as { a: never; y: { set(x: unknown): void }; v: { set(x: unknown): void } };
          y.set(asBits(fromBits(type, a)));
          v.set(fromBits(type, a));
        });
        dut.poke('a', bits);
        assert.is(dut.peek('y'), bits);
      },
    ),
    { numRuns: 100 },
  );
});

bundles('the first field and element 0 are the lowest bits', () => {
  const type = bundle({ low: i8, rest: vec(u8, 2), top: bool });
  const dut = rigOf({ a: input(type), y: output(uint(25)) }, ({ a, y }) => y.set(asBits(a)));
  dut.poke('a_low', -1);
  dut.poke('a_rest', [0x12, 0x34]);
  dut.poke('a_top', 1);
  assert.is(dut.peek('y'), 0x13412ffn);
});

bundles('a default for all fields and then another value for one is no second driver; two for all are', () => {
  const ports = { a: input(pixel), y: output(pixel) };
  const dut = rigOf(ports, ({ a, y }) => {
    y.set(a);
    y.red.set(7);
  });
  dut.poke('a_green', 20);
  assert.equal([dut.peek('y_red'), dut.peek('y_green')], [7n, 20n]);
  const twice = codesOf(() =>
    circuitOf(ports, ({ a, y }) => {
      y.set(a);
      y.set({ red: 1, green: 2, blue: 3 });
    }),
  );
  assert.equal([...new Set(twice)], ['HW021']);
});

bundles('fromBits takes just the bits of the type', () => {
  assert.equal(
    codesOf(() => circuitOf({ a: input(u8), y: output(pixel) }, ({ a, y }) => y.set(fromBits(pixel, a)))),
    ['HW014'],
  );
});

bundles.run();
