import * as fc from 'fast-check';
import { domain } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dualClockFifo } from '../../../examples/dual-clock-fifo.js';

const clocks = suite('streams of several clocks');

const fifo = () => dualClockFifo({ width: 8, depth: 4, write: domain({ name: 'wr' }), read: domain({ name: 'rd' }) });

const clock = fc.record({ period: fc.integer({ min: 2, max: 20 }), phase: fc.integer({ min: 0, max: 9 }) });

clocks('what goes in at one pace comes out at another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(255), { maxLength: 30 }),
      fc.constantFrom('wasm' as const, 'interpreter' as const),
      clock,
      clock,
      fc.integer(),
      (data, engine, wr, rd, seed) => {
        const sim = simulate(fifo(), { engine, seed, clocks: { wr, rd } });
        const { to } = sim.run({ from: data }, { expect: { to: data.length }, stall: random(0.3) });
        assert.equal([...to], data);
      },
    ),
    { numRuns: 30 },
  );
});

clocks('a stream that waits counts the cycles of its own clock', () => {
  const sim = simulate(fifo(), { clocks: { wr: { period: 10 }, rd: { period: 100 } } });
  assert.throws(
    () => sim.run({ from: [1, 2] }, { expect: { to: 3 }, timeout: 400 }),
    (error: Error) => {
      const since = Number(/to: 2 of 3 received, valid=0 ready=1 since cycle (\d+)/.exec(error.message)?.[1]);
      assert.ok(since > 2 && since < 12, error.message);
      return true;
    },
  );
});

clocks('strands send by one clock and receive by the other', async () => {
  const sim = simulate(fifo(), { clocks: { wr: { period: 7 }, rd: { period: 16, phase: 5 } } });
  const data = [1, 2, 3, 4, 5, 6, 7];
  const seen = await sim.process(async p => {
    p.fork(async strand => {
      for (const value of data) await strand.send('from', value, { clock: 'wr' });
    });
    const values = [];
    for (const _ of data) values.push(await p.receive('to', { clock: 'rd', timeout: 50 }));
    return values;
  });
  assert.equal(seen, data);
});

clocks.run();
