import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, enumOf, i8, input, match, output, reg, states, u8, uint, when, wire } from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rigOf } from '../rig.js';

const conditions = suite('when, match, states');

conditions('the branch that applies acts, and of several assignments the last', () => {
  const dut = rigOf({ a: input(u8), y: output(u8), z: output(u8) }, ({ a, y, z }) => {
    y.set(0);
    when(a.lt(10), () => y.set(1))
      .elseWhen(a.lt(20), () => y.set(2))
      .elseWhen(a.eq(25), () => {})
      .otherwise(() => {
        y.set(3);
        when(a.gt(200), () => y.set(4));
      });
    z.set(7);
    when(a.bit(0), () => z.set(8));
    when(a.bit(1), () => z.set(9));
  });
  for (let a = 0; a < 256; a++) {
    dut.poke('a', a);
    assert.is(dut.peek('y'), BigInt(a < 10 ? 1 : a < 20 ? 2 : a === 25 ? 0 : a > 200 ? 4 : 3));
    assert.is(dut.peek('z'), BigInt(a & 2 ? 9 : a & 1 ? 8 : 7));
  }
});

conditions('a random tree of conditions acts like the same tree in TypeScript', () => {
  interface Tree {
    readonly bit: number;
    readonly value: number;
    readonly then: readonly Tree[];
    readonly rest: readonly Tree[];
  }
  const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
    tree: fc.record({
      bit: fc.integer({ min: 0, max: 4 }),
      value: fc.integer({ min: 0, max: 255 }),
      then: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
      rest: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
    }),
  }));
  const run = (trees: readonly Tree[], a: number, start: number): number =>
    trees.reduce((y, t) => (a & (1 << t.bit) ? run(t.then, a, t.value) : run(t.rest, a, y)), start);
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), trees => {
      const dut = rigOf({ a: input(uint(4)), y: output(u8) }, ({ a, y }) => {
        const build = (list: readonly Tree[]): void => {
          for (const t of list)
            when(t.bit === 4 ? false : a.bit(t.bit), () => {
              y.set(t.value);
              build(t.then);
            }).otherwise(() => build(t.rest));
        };
        y.set(5);
        build(trees);
      });
      for (let a = 0; a < 16; a++) {
        dut.poke('a', a);
        assert.is(dut.peek('y'), BigInt(run(trees, a, 5)));
      }
    }),
    { numRuns: 60 },
  );
});

conditions('match on an enum, a number, a signed number', () => {
  const colour = enumOf('red', 'green', 'blue');
  const dut = rigOf(
    { c: input(colour), n: input(u8), s: input(i8), y: output(uint(2)), m: output(u8), k: output(u8) },
    ({ c, n, s, y, m, k }) => {
      match(c, { red: () => y.set(1), blue: () => y.set(3), green: () => y.set(2) });
      m.set(0);
      match(n, { 3: () => m.set(30), 250: () => m.set(25) });
      match(s, { [-3]: () => k.set(1), 3: () => k.set(2), default: () => k.set(3) });
    },
  );
  for (const [c, y] of [
    [0, 1n],
    [1, 2n],
    [2, 3n],
  ] as const) {
    dut.poke('c', c);
    assert.is(dut.peek('y'), y);
  }
  for (const [n, m] of [
    [3, 30n],
    [250, 25n],
    [4, 0n],
  ] as const) {
    dut.poke('n', n);
    assert.is(dut.peek('m'), m);
  }
  for (const [s, k] of [
    [-3, 1n],
    [3, 2n],
    [0, 3n],
  ] as const) {
    dut.poke('s', s);
    assert.is(dut.peek('k'), k);
  }
});

conditions('a missing case, one that is none, and a number that cannot occur are errors', () => {
  const on = (type: 'c' | 'n' | 's', arms: object) =>
    errorsOf(() =>
      circuitOf({ c: input(enumOf('red', 'green')), n: input(u8), s: input(i8) }, io =>
        match(io[type] as never, arms as never),
      ),
    );
  assert.match(on('c', { red() {} })[0]!, /^HW027 no arm for green \| add green: \(\) => \{\}/);
  assert.equal(on('c', { red() {}, default() {} }), []);
  assert.match(on('c', { red() {}, green() {}, pink() {} })[0]!, /^HW027 pink is no case/);
  assert.match(on('n', { 256() {} })[0]!, /^HW010 case 256 does not fit UInt<8>/);
  assert.match(on('s', { 128() {} })[0]!, /^HW010/);
  assert.match(on('n', { 1.5() {} })[0]!, /^HW010 case 1\.5 is not a whole number/);
});

conditions('a branch follows only the last one', () => {
  const twice = codesOf(() =>
    circuitOf({ c: input(bool), y: output(bool) }, ({ c, y }) => {
      y.set(c);
      const first = when(c, () => {});
      first.otherwise(() => {});
      first.elseWhen(c, () => {});
    }),
  );
  assert.equal(twice, ['HW012']);
});

conditions('a state machine starts in its first state, and goes where its states say', () => {
  const dut = rigOf(
    { go: input(bool), busy: output(bool), done: output(bool), n: output(uint(2)) },
    ({ go, busy, done, n }) => {
      const count = reg(uint(2), { init: 0 });
      const machine = states({
        idle: s => when(go, () => s.go('run')),
        run: s => {
          count.set(count.addWrap(1));
          when(count.eq(2), () => s.go('last'));
        },
        last: s => s.go('idle'),
      });
      busy.set(machine.is('run'));
      done.set(machine.state.eq('last'));
      n.set(count);
    },
  );
  const trace = Array.from({ length: 7 }, (_, cycle) => {
    dut.poke('go', cycle === 1 ? 1 : 0);
    const now = `${dut.peek('busy')}${dut.peek('done')}${dut.peek('n')}`;
    dut.step();
    return now;
  });
  assert.equal(trace, ['000', '000', '100', '101', '102', '013', '003']);
  assert.equal(
    codesOf(() => circuitOf({}, () => void states({}))),
    ['HW002'],
  );
});

conditions('a wire with a default has it wherever it was declared', () => {
  const dut = rigOf({ c: input(bool), a: input(u8), y: output(u8) }, ({ c, a, y }) => {
    y.set(0);
    when(c, () => {
      const w = wire(u8, 3);
      when(a.bit(0), () => w.set(a));
      y.set(w);
    });
  });
  dut.poke('c', 1);
  dut.poke('a', 5);
  assert.is(dut.peek('y'), 5n);
  dut.poke('a', 4);
  assert.is(dut.peek('y'), 3n);
});

conditions.run();
