import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../backend-sim/index.js';
import { bool, i8, input, module, output, reg, u8, uint } from '../../dsl/index.js';

const adder = module(
  'adder',
  () => ({
    ...{ a: input(u8), go: input(bool), low: input(i8), wide: input(uint(75)), half: input(uint(40)) },
    ...{ sum: output(uint(9)), echo: output(uint(75)), other: output(uint(40)) },
  }),
  io => {
    const total = reg(uint(9), { init: 0 });
    total.set(io.go.mux(io.a.add(1), total));
    io.sum.set(total);
    io.echo.set(io.wide);
    io.other.set(io.half);
  },
);

test('a pin reads and writes as peek and poke do', () => {
  for (const engine of ['wasm', 'interpreter'] as const) {
    const sim = simulate(adder(), { engine });
    const [a, go, sum] = ['a', 'go', 'sum'].map(name => sim.pin(name)!);
    a!.write(255);
    go!.write(1);
    assert.is(sum!.read(), 0);
    sim.step();
    assert.is(sum!.read(), 256);
    assert.is(sim.peek('go'), true);
    sim.poke('a', 7);
    assert.is(a!.read(), 7);
    sim.step();
    assert.is(sum!.read(), Number(sim.peek('sum')));
    go!.write(0);
    sim.step(3);
    assert.is(sum!.read(), 8);
  }
});

test('what is wider is read and written in words of 32 bits', () => {
  const all = 2n ** 75n - 1n;
  for (const engine of ['wasm', 'interpreter'] as const) {
    const sim = simulate(adder(), { engine });
    const [wide, echo, half, other] = ['wide', 'echo', 'half', 'other'].map(name => sim.pin(name)!);
    sim.poke('wide', all);
    wide!.write(0x12345678, 1);
    assert.is(sim.peekBig('echo'), all ^ (0xedcba987n << 32n));
    assert.equal(
      [0, 1, 2].map(word => echo!.read(word)),
      [0xffffffff, 0x12345678, 0x7ff],
    );
    wide!.write(0xffff_f000, 2);
    assert.is(echo!.read(2), 0);
    half!.write(0xffff_ff55, 1);
    half!.write(0x80000001);
    assert.equal([other!.read(), other!.read(1)], [0x80000001, 0x55]);
    sim.step(2);
    assert.is(sim.peekBig('echo'), 0x12345678_ffffffffn);
  }
});

test('what pins have written is there in the waves of the last cycles', () => {
  const sim = simulate(adder());
  const [half, a] = [sim.pin('half')!, sim.pin('a')!];
  for (let cycle = 0; cycle < 4; cycle++) {
    half.write(cycle, 1);
    a.write(16 + cycle);
    sim.step();
  }
  assert.match(
    sim.waves({ only: ['half', 'a'], width: 100 }),
    /a .*16.*17.*18.*19(?:.|\n)*half .*0.*(100000000|4294967296)/,
  );
});

test('what is no plain number has no pin', () => {
  const sim = simulate(adder());
  assert.is(sim.pin('low'), undefined);
  assert.throws(() => sim.pin('summ'), /Did you mean/);
});

test.run();
