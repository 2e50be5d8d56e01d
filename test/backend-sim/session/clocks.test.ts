import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clocksOf } from '../../../backend-sim/session/clocks.js';
import type { Domain } from '../../../dsl/ir/index.js';

const clocks = suite('clocks');

const rising = (name: string): Domain => ({ name, clock: `${name}_clk`, edge: 'rising' });

const option = fc.record({ period: fc.integer({ min: 1, max: 12 }), phase: fc.integer({ min: 0, max: 5 }) });

clocks('every domain has its edges at its times, all in one order', () => {
  fc.assert(
    fc.property(fc.array(option, { minLength: 1, maxLength: 4 }), options => {
      const domains = options.map((_, i) => rising(`d${i}`));
      const queue = clocksOf(domains, Object.fromEntries(options.map((each, i) => [`d${i}`, each])));
      const seen: number[][] = domains.map(() => []);
      let before = 0;
      for (let i = 0; i < 40; i++) {
        const { since, time, mask } = queue.next();
        assert.is(since, before);
        assert.ok(time > before && mask !== 0);
        domains.forEach((_, domain) => {
          if ((mask >>> domain) & 1) seen[domain]!.push(time);
        });
        queue.pass(1);
        assert.is(queue.time(), time);
        before = time;
      }
      options.forEach(({ period, phase }, domain) => {
        const expected = seen[domain]!.map((_, k) => 1000 * (phase + period / 2 + k * period));
        assert.equal(seen[domain], expected);
        assert.is(queue.edges(domain), expected.length);
      });
    }),
    { numRuns: 60 },
  );
});

clocks('clocks of one period and phase need no queue', () => {
  assert.is(clocksOf([rising('a'), rising('b')]).together, 3);
  assert.is(clocksOf([rising('a'), rising('b')], { b: { period: 11 } }).together, undefined);
  assert.is(clocksOf([rising('a'), rising('b')], { b: { period: 10, phase: 1 } }).together, undefined);
  assert.is(clocksOf([]).together, 0);
});

clocks('both edges of one clock take turns, and run at one pace', () => {
  const both: Domain[] = [
    { name: 'up', clock: 'clk', edge: 'rising' },
    { name: 'down', clock: 'clk', edge: 'falling' },
  ];
  const queue = clocksOf(both, { down: { period: 8 } });
  const masks = Array.from({ length: 4 }, () => {
    const { time, mask } = queue.next();
    queue.pass(1);
    return [time, mask];
  });
  assert.equal(masks, [
    [4000, 1],
    [8000, 2],
    [12000, 1],
    [16000, 2],
  ]);
  assert.equal(queue.pins, [{ name: 'clk', period: 8000, rise: 4000 }]);
});

clocks('what was saved comes back', () => {
  const queue = clocksOf([rising('a'), rising('b')], { b: { period: 3 } });
  for (let i = 0; i < 5; i++) queue.pass(1);
  const saved = queue.save();
  const then = queue.next();
  for (let i = 0; i < 5; i++) queue.pass(1);
  queue.load(saved);
  assert.equal(queue.next(), then);
});

clocks('a period has to be positive', () => {
  assert.throws(() => clocksOf([rising('a')], { a: { period: 0 } }), /'a' has period 0/);
  assert.throws(() => clocksOf([rising('a')], { b: { period: 1 } }), /no clock domain 'b'.*'a'/);
});

clocks.run();
