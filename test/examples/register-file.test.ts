import fc from 'fast-check';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { registerFile } from '../../examples/register-file.js';

const registers = suite('examples/register-file');
const index = fc.nat(15);
const access = fc.record({ a: index, b: index, enable: fc.boolean(), index, value: fc.nat(0xffff) });

registers('reads what was written before, and 0 from number 0', () => {
  fc.assert(
    fc.property(fc.array(access, { maxLength: 80 }), accesses => {
      const sim = simulate(registerFile({ width: 16, depth: 16 }));
      const expected = Array<number>(16).fill(0);
      for (const { a, b, ...write } of accesses) {
        sim.poke('write', write);
        sim.io.a.index.poke(a);
        sim.io.b.index.poke(b);
        assert.is(sim.io.a.value.peek(), expected[a]);
        assert.is(sim.io.b.value.peek(), expected[b]);
        sim.step();
        if (write.enable && write.index !== 0) expected[write.index] = write.value;
      }
    }),
    { numRuns: 30 },
  );
});

registers.run();
