import fc from 'fast-check';
import { axiLiteBench } from 'grace-hdl/engines';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import timer from '../../examples/timer/timer.js';
import { TimerRegisters } from '../golden/registers/timer.js';

const timing = suite('examples/timer');

const start = () => simulate(timer);

/** The timer with its software: the class that is made from its description, on the bus of the simulation. */
function bench(
  body: (
    timer: TimerRegisters,
    wait: (cycles: number) => Promise<void>,
    sim: ReturnType<typeof start>,
  ) => Promise<void>,
): Promise<void> {
  const sim = start();
  return sim.process(p => body(new TimerRegisters(axiLiteBench(p, 's_axi')), cycles => p.tick(cycles), sim));
}

timing('says who it is', () =>
  bench(async ({ id, top }) => {
    assert.equal(await id.readFields(), { value: 0x713e0001 });
    assert.equal(await top.readFields(), { value: 0xffff });
  }),
);

timing('holds its outputs for as long as software says', async () => {
  const settings = fc.record({
    cycles: fc.integer({ min: 0, max: 3 }),
    top: fc.integer({ min: 0, max: 12 }),
    duty: fc.tuple(fc.nat(14), fc.nat(14)),
  });
  await fc.assert(
    fc.asyncProperty(settings, async ({ cycles, top, duty }) => {
      await bench(async (timer, wait, sim) => {
        await timer.prescale.writeFields({ cycles });
        await timer.top.writeFields({ value: top });
        for (const [i, value] of duty.entries()) await timer.duty[i]!.writeFields({ value });
        await timer.control.writeFields({ enable: true });
        const round = (top + 1) * (cycles + 1);
        const high = [0, 0];
        for (let cycle = 0; cycle < 2 * round; cycle++) {
          for (const i of [0, 1]) if (sim.peek('pwm')[i]) high[i]!++;
          await wait(1);
        }
        assert.equal(
          high,
          duty.map(value => 2 * (cycles + 1) * Math.min(value, top + 1)),
        );
      });
    }),
    { numRuns: 25, seed: 1 },
  );
});

timing('stops after one round when asked to, and interrupts until software has seen it', () =>
  bench(async ({ control, top, count, irq_enable, irq_status, irq_pending }, wait, sim) => {
    await top.writeFields({ value: 20 });
    await irq_enable.writeFields({ done: true });
    await control.writeFields({ enable: true, mode: 'once' });
    assert.is(sim.peek('irq'), false);
    await wait(30);
    assert.is(sim.peek('irq'), true);
    assert.equal(await control.readFields(), { enable: false, mode: 'once' });
    assert.equal(await count.readFields(), { value: 0 });
    assert.equal(await irq_status.readFields(), { done: true, match: false });
    assert.equal(await irq_pending.readFields(), { done: true, match: false });
    await irq_status.writeFields({ done: true });
    await wait(1);
    assert.is(sim.peek('irq'), false);
  }),
);

timing('counts rounds since the last read, and loses none', () =>
  bench(async ({ control, top, rounds }, wait, sim) => {
    await top.writeFields({ value: 2 });
    await control.writeFields({ enable: true });
    const from = sim.cycle;
    let sum = 0;
    for (let i = 0; i < 20; i++) {
      sum += (await rounds.readFields()).number;
      await wait(i % 5);
    }
    await control.writeFields({ enable: false });
    const ran = sim.cycle - from;
    sum += (await rounds.readFields()).number;
    assert.is(sum, Math.floor(ran / 3));
    assert.ok(ran > 80);
  }),
);

timing.run();
