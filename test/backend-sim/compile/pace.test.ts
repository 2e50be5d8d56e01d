import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { paced } from '../../../backend-sim/compile/pace.js';

/** Two ways that take so long per cycle on a clock of their own, and how many cycles each has run. */
function ways(plainTime: number, gatedTime: number, patience = 0) {
  let now = 0;
  const times = { plain: plainTime, gated: gatedTime };
  const cycles = { plain: 0, gated: 0 };
  let made = 0;
  const way = (name: 'plain' | 'gated') => (count: number) => {
    now += count * times[name];
    cycles[name] += count;
    return count;
  };
  const gated = () => {
    made++;
    return way('gated');
  };
  const run = paced({ plain: way('plain'), gated, clock: () => now, patience });
  const runFor = (count: number, slice = 1000): void => {
    for (let left = count; left > 0; ) left -= run(Math.min(slice, left));
  };
  return { runFor, times, cycles, made: () => made };
}

test('the quicker way runs nearly all cycles', () => {
  for (const slice of [1, 100, 16384]) {
    const idle = ways(10, 1);
    idle.runFor(2_000_000, slice);
    assert.ok(idle.cycles.gated > 0.95 * 2_000_000, `${idle.cycles.gated}`);
    const busy = ways(10, 13);
    busy.runFor(2_000_000, slice);
    assert.ok(busy.cycles.gated < 0.02 * 2_000_000, `${busy.cycles.gated}`);
    assert.is(busy.made(), 1);
  }
});

test('every cycle asked for is run once', () => {
  const { runFor, cycles } = ways(3, 2);
  runFor(123_456, 777);
  assert.is(cycles.plain + cycles.gated, 123_456);
});

test('a design that falls asleep, or wakes, changes the way', () => {
  const { runFor, times, cycles } = ways(10, 13);
  runFor(1_000_000);
  times.gated = 1;
  const before = cycles.gated;
  runFor(5_000_000);
  assert.ok(cycles.gated - before > 0.8 * 5_000_000);
  times.gated = 13;
  const asleep = cycles.gated;
  runFor(5_000_000);
  assert.ok(cycles.gated - asleep < 0.2 * 5_000_000);
});

test('the other way is not made for a short run', () => {
  const { runFor, made } = ways(1, 0.1, 50_000);
  runFor(40_000);
  assert.is(made(), 0);
  runFor(40_000);
  assert.is(made(), 1);
});

test('where there is no other way the one goes on', () => {
  let cycles = 0;
  const run = paced({
    plain: count => {
      cycles += count;
      return count;
    },
    gated: () => undefined,
    clock: () => cycles,
    patience: 0,
  });
  for (let i = 0; i < 100; i++) assert.is(run(500), 500);
  assert.is(cycles, 50_000);
});

test.run();
