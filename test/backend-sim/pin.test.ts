import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../backend-sim/index.js';
import { bool, i8, input, module, output, reg, u8, uint } from '../../dsl/index.js';

const adder = module(
  'adder',
  () => ({ a: input(u8), go: input(bool), low: input(i8), sum: output(uint(9)), big: output(uint(40)) }),
  io => {
    const total = reg(uint(9), { init: 0 });
    total.set(io.go.mux(io.a.add(1), total));
    io.sum.set(total);
    io.big.set(total.extend(40));
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

test('what is no plain number of 32 bits has no pin', () => {
  const sim = simulate(adder());
  assert.is(sim.pin('low'), undefined);
  assert.is(sim.pin('big'), undefined);
  assert.throws(() => sim.pin('summ'), /Did you mean/);
});

test.run();
