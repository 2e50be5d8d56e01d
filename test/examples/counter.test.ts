import fc from 'fast-check';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counter } from '../../examples/counter.js';

const counting = suite('examples/counter');

const command = fc.record({
  enable: fc.boolean(),
  down: fc.boolean(),
  load: fc.boolean(),
  value: fc.nat(0xffff),
});

counting('counts up and down modulo its width, and loads', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.array(command, { maxLength: 60 }), (width, commands) => {
      const sim = simulate(counter({ width }));
      const modulus = 2 ** width;
      let expected = 0;
      for (const { enable, down, load, value } of commands) {
        sim.poke('enable', enable);
        sim.poke('down', down);
        sim.poke('load', load);
        sim.poke('value', value % modulus);
        assert.is(sim.peek('count'), expected);
        sim.step();
        if (load) expected = value % modulus;
        else if (enable) expected = (expected + (down ? modulus - 1 : 1)) % modulus;
      }
    }),
    { numRuns: 30 },
  );
});

counting('starts again after a reset', () => {
  const sim = simulate(counter({ width: 8 }));
  sim.poke('enable', true);
  sim.step(5);
  sim.reset();
  assert.is(sim.peek('count'), 0);
});

counting.run();
