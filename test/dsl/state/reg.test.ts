import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, bundle, delay, enumOf, fixed, i8, input, output, reg, u8, vec, when } from '../../../dsl/index.js';
import { circuitOf, codesOf, rigOf } from '../rig.js';

const registers = suite('reg, delay');

registers('a register holds until it is set, and shows the value one edge later', () => {
  const dut = rigOf({ en: input(bool), d: input(u8), q: output(u8), r: output(u8) }, ({ en, d, q, r }) => {
    const held = reg(u8, { init: 5 });
    when(en, () => held.set(d));
    q.set(held);
    const enabled = reg(u8, { init: 5, enable: en });
    enabled.set(d);
    r.set(enabled);
  });
  const model = [];
  let value = 5n;
  for (const [en, d] of [
    [0, 1],
    [1, 2],
    [0, 3],
    [1, 4],
    [1, 5],
  ] as const) {
    dut.poke('en', en);
    dut.poke('d', d);
    model.push([dut.peek('q'), dut.peek('r'), value]);
    dut.step();
    if (en) value = BigInt(d);
  }
  for (const [q, r, want] of model) assert.equal([q, r], [want, want]);
});

registers('an enable holds every way of setting, also of a part', () => {
  const dut = rigOf({ en: input(bool), i: input(u8), q: output(vec(u8, 2)) }, ({ en, i, q }) => {
    const v = reg(vec(u8, 2), { init: [1, 2], enable: en });
    v.at(0).set(i);
    v.at(i).set(9);
    q.set(v);
  });
  dut.poke('i', 1);
  dut.poke('en', 0);
  dut.step();
  assert.equal(dut.lanes('q'), [1n, 2n]);
  dut.poke('en', 1);
  dut.step();
  assert.equal(dut.lanes('q'), [1n, 9n]);
});

registers('initial values of every type', () => {
  const type = bundle({
    a: i8,
    e: enumOf('x', 'y', 'z'),
    f: fixed({ int: 2, frac: 2, signed: false }),
    v: vec(vec(u8, 2), 2),
    b: bool,
  });
  const dut = rigOf({ q: output(type) }, ({ q }) => {
    q.set(
      reg(type, {
        init: {
          a: -7,
          e: 'z',
          f: 1.75,
          v: [
            [1, 2],
            [3, 4],
          ],
          b: 1,
        },
      }),
    );
  });
  assert.equal([dut.peek('q_a'), dut.peek('q_e'), dut.peek('q_f'), dut.peek('q_b')], [-7n, 2n, 7n, 1n]);
  assert.equal(dut.lanes('q_v'), [1n, 2n, 3n, 4n]);
});

registers('an initial value that does not fit is an error', () => {
  const init = (type: Parameters<typeof reg>[0], value: unknown) =>
    codesOf(() => circuitOf({}, () => void reg(type, { init: value as never })));
  assert.equal(init(u8, 256), ['HW010']);
  assert.equal(init(i8, -129), ['HW010']);
  assert.equal(init(vec(u8, 2), [1]), ['HW012']);
  assert.equal(init(vec(u8, 2), [1, 256]), ['HW010']);
  assert.equal(init(bundle({ a: u8, b: u8 }), { a: 1 }), ['HW012']);
  assert.equal(init(enumOf('a', 'b'), 'c'), ['HW012']);
  assert.equal(init(u8, '1'), ['HW012']);
});

registers('delay keeps every type for as many cycles, in every branch', () => {
  const pair = bundle({ x: u8, y: vec(bool, 2) });
  const dut = rigOf(
    { c: input(bool), a: input(u8), p: input(pair), y: output(u8), z: output(u8), q: output(pair), w: output(u8) },
    ({ c, a, p, y, z, q, w }) => {
      y.set(delay(a, 3));
      q.set(delay(p));
      w.set(delay(a, 0));
      z.set(0);
      when(c, () => z.set(delay(a, 2, { init: 99 })));
    },
  );
  dut.poke('c', 1);
  const seen: bigint[][] = [];
  for (let cycle = 0; cycle < 6; cycle++) {
    dut.poke('a', cycle + 10);
    dut.poke('p_x', cycle);
    dut.poke('c', cycle >= 4 || cycle === 0 ? 1 : 0);
    seen.push([dut.peek('y'), dut.peek('z'), dut.peek('q_x'), dut.peek('w')]);
    dut.step();
  }
  assert.equal(
    seen.map(([y]) => y),
    [0n, 0n, 0n, 10n, 11n, 12n],
  );
  // Its stages move also where the branch is not taken.
  assert.equal(
    seen.map(([, z]) => z),
    [99n, 0n, 0n, 0n, 12n, 13n],
  );
  assert.equal(
    seen.map(([, , x]) => x),
    [0n, 0n, 1n, 2n, 3n, 4n],
  );
  assert.equal(
    seen.map(([, , , w]) => w),
    [10n, 11n, 12n, 13n, 14n, 15n],
  );
  assert.equal(
    codesOf(() => circuitOf({ a: input(u8) }, ({ a }) => void delay(a, -1))),
    ['HW002'],
  );
});

registers.run();
