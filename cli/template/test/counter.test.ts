import { simulate } from 'grace-hdl/sim';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { counter } from '../src/counter.js';

test('counts to its limit and round again', () => {
  const sim = simulate(counter({ limit: 4 }));
  sim.poke('enable', true);
  const seen = [];
  for (let cycle = 0; cycle < 7; cycle++) {
    seen.push(sim.peek('count'));
    sim.step();
  }
  assert.equal(seen, [0, 1, 2, 3, 4, 0, 1]);
});

test('holds while it is not enabled', () => {
  const sim = simulate(counter({ limit: 4 }));
  sim.step(3);
  assert.is(sim.peek('count'), 0);
});

test.run();
