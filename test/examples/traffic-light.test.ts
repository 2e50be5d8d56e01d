import fc from 'fast-check';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trafficLight } from '../../examples/traffic-light.js';

const crossing = suite('examples/traffic-light');
const times = fc.record({
  green: fc.integer({ min: 1, max: 9 }),
  amber: fc.integer({ min: 1, max: 4 }),
  walk: fc.integer({ min: 1, max: 6 }),
});

crossing('one press gives one walk phase, and every phase its time', () => {
  const sim = simulate(trafficLight({ green: 4, amber: 2, walk: 3 }));
  sim.step(10);
  sim.poke('button', true);
  sim.step();
  sim.poke('button', false);
  const seen: string[] = [];
  for (let cycle = 0; cycle < 13; cycle++) {
    seen.push(sim.peek('cars'));
    assert.is(sim.peek('walk'), sim.peek('cars') === 'red');
    sim.step();
  }
  const phases = ['green', 'amber', 'amber', 'red', 'red', 'red', 'redAmber', 'redAmber'];
  assert.equal(seen, [...phases, ...Array(5).fill('green')]);
});

crossing('cars have green for their time, whatever is pressed when', () => {
  fc.assert(
    fc.property(times, fc.array(fc.boolean(), { maxLength: 120 }), (spec, presses) => {
      const sim = simulate(trafficLight(spec));
      let green = 0;
      let walks = 0;
      for (const pressed of presses) {
        sim.poke('button', pressed);
        const cars = sim.peek('cars');
        if (cars === 'green') green++;
        else {
          assert.ok(green === 0 || green >= spec.green, `green lasted ${green} cycles`);
          green = 0;
        }
        if (sim.peek('walk')) walks++;
        sim.step();
      }
      if (!presses.includes(true)) assert.is(walks, 0);
    }),
    { numRuns: 40 },
  );
});

crossing('its cover statement is reached', () => {
  const sim = simulate(trafficLight({ green: 2, amber: 1, walk: 1 }));
  sim.step(20);
  assert.ok(sim.coverage().every(({ hits }) => hits > 0));
});

crossing.run();
