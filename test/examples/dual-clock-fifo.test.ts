import fc from 'fast-check';
import { domain } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { verilog } from 'grace-hdl/verilog';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dualClockFifo } from '../../examples/dual-clock-fifo.js';

const queue = suite('examples/dual-clock-fifo');
const [write, read] = [domain({ name: 'wr' }), domain({ name: 'rd' })];
const depth = fc.constantFrom(2, 4, 16);
const clock = fc.record({ period: fc.integer({ min: 2, max: 60 }), phase: fc.nat(30) });
const stall = fc.constantFrom(0, 0.3, 0.9);

queue('loses nothing, doubles nothing and keeps the order, whatever the clocks', () => {
  fc.assert(
    fc.property(depth, clock, clock, stall, stall, fc.nat(), (words, wr, rd, source, sink, seed) => {
      const sim = simulate(dualClockFifo({ width: 16, depth: words, write, read }), { clocks: { wr, rd }, seed });
      const sent = Array.from({ length: 60 }, (_, i) => i * 1031);
      const options = { expect: { to: sent.length }, stall: { from: random(source), to: random(sink) } };
      const { data } = sim.transfer({ from: sent }, options);
      assert.equal([...data.to], sent);
    }),
    { numRuns: 40 },
  );
});

queue('takes as many as it holds when nobody reads', () => {
  for (const words of [2, 8]) {
    const sim = simulate(dualClockFifo({ width: 16, depth: words, write, read }));
    sim.poke('from.valid', true);
    let taken = 0;
    for (let cycle = 0; cycle < 40; cycle++) {
      if (sim.peek('from.ready')) taken++;
      sim.step();
    }
    assert.is(taken, words);
  }
});

queue('its synchronisers are marked for the vendor tool', () => {
  const { files } = verilog(dualClockFifo({ width: 16, depth: 4, write, read }));
  const text = files.find(({ name }) => name === 'synchroniser.v')!.text;
  assert.is(text.match(/\(\* ASYNC_REG = "TRUE" \*\)\s+reg /g)?.length, 2);
});

queue.run();
