import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bool,
  bundle,
  enumOf,
  fixed,
  i8,
  input,
  mux,
  output,
  priority,
  select,
  u8,
  uint,
  vec,
} from '../../../dsl/index.js';
import { circuitOf, codesOf, rigOf } from '../rig.js';

const choose = suite('mux, select, priority');

choose('mux takes signals, constants on either side, and any type', () => {
  const state = enumOf('idle', 'run');
  const pair = bundle({ x: u8, y: i8 });
  const dut = rigOf(
    {
      c: input(bool),
      a: input(u8),
      v: input(vec(u8, 2)),
      p: input(pair),
      s: input(state),
      f: input(fixed({ int: 4, frac: 4 })),
      y0: output(u8),
      y1: output(u8),
      y2: output(vec(u8, 2)),
      y3: output(pair),
      y4: output(state),
      y5: output(fixed({ int: 4, frac: 4 })),
      y6: output(bool),
    },
    io => {
      io.y0.set(mux(io.c, io.a, 7));
      io.y1.set(mux(io.c, 7, io.a));
      io.y2.set(mux(io.c, io.v, io.v.slice(0)));
      io.y3.set(io.c.mux(io.p, io.p));
      io.y4.set(mux(io.c, io.s, 'run'));
      io.y5.set(mux(io.c, io.f, 1.5));
      io.y6.set(mux(true, io.c, false));
    },
  );
  dut.poke('a', 1);
  dut.poke('v', [2, 3]);
  dut.poke('p_y', -4);
  dut.poke('f', 24);
  for (const c of [0, 1]) {
    dut.poke('c', c);
    assert.equal(
      [dut.peek('y0'), dut.peek('y1'), dut.peek('y4'), dut.peek('y6')],
      c ? [1n, 7n, 0n, 1n] : [7n, 1n, 1n, 0n],
    );
    assert.equal([dut.lanes('y2'), dut.peek('y3_y'), dut.peek('y5')], [[2n, 3n], -4n, 24n]);
  }
});

choose('select takes the value with that number, 0 beyond the last', () => {
  const dut = rigOf({ i: input(uint(2)), a: input(u8), y: output(u8) }, ({ i, a, y }) => y.set(select(i, [10, a, 30])));
  dut.poke('a', 20);
  assert.equal(
    [0, 1, 2, 3].map(i => {
      dut.poke('i', i);
      return dut.peek('y');
    }),
    [10n, 20n, 30n, 0n],
  );
});

choose('priority takes the first whose condition holds', () => {
  const dut = rigOf({ c0: input(bool), c1: input(bool), a: input(u8), y: output(u8) }, ({ c0, c1, a, y }) =>
    y.set(
      priority(
        [
          [c0, 1],
          [c1, a],
        ],
        a.addWrap(1),
      ),
    ),
  );
  dut.poke('a', 20);
  for (const [c0, c1, want] of [
    [1, 1, 1n],
    [0, 1, 20n],
    [0, 0, 21n],
    [1, 0, 1n],
  ] as const) {
    dut.poke('c0', c0);
    dut.poke('c1', c1);
    assert.is(dut.peek('y'), want);
  }
});

choose('both sides have one type', () => {
  const error = (body: (io: { c: never; a: never; b: never; s: never }) => unknown) =>
    codesOf(() =>
      circuitOf({ c: input(bool), a: input(u8), b: input(uint(9)), s: input(i8) }, io => void body(io as never)),
    );
  assert.equal(
    error(({ c, a, b }) => mux(c, a, b)),
    ['HW014'],
  );
  assert.equal(
    error(({ c, a, s }) => mux(c, a, s)),
    ['HW013'],
  );
  assert.equal(
    error(({ c, a }) => mux(c, a, 256)),
    ['HW010'],
  );
  assert.equal(
    error(({ c }) => mux(c, 1, 2 as never)),
    ['HW012'],
  );
  assert.equal(
    error(({ b }) => select(b, [1, 2])),
    ['HW012'],
  );
  assert.equal(
    error(({ a, c }) => mux(a, c, c)),
    ['HW012'],
  );
});

choose.run();
