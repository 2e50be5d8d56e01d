import fc from 'fast-check';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { segmentTable, sevenSegment } from '../../examples/seven-segment.js';

const display = suite('examples/seven-segment');

display('shows every digit for its time, from the lowest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.nat(0xffffff), (digits, hold, n) => {
      const value = n % 16 ** digits;
      const sim = simulate(sevenSegment({ digits, hold }));
      sim.poke('value', value);
      for (let cycle = 0; cycle < 2 * digits * hold; cycle++) {
        const digit = Math.floor(cycle / hold) % digits;
        assert.is(sim.peek('digit_on'), 1 << digit);
        assert.is(sim.peek('segments'), segmentTable[(value >>> (4 * digit)) & 15]);
        sim.step();
      }
    }),
    { numRuns: 25 },
  );
});

display('is dark when blank', () => {
  const sim = simulate(sevenSegment({ digits: 4, hold: 2 }));
  sim.poke('blank', true);
  sim.step(3);
  assert.is(sim.peek('digit_on'), 0);
});

display.run();
