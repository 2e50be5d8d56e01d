import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../backend-sim/compile/index.js';
import { verilog } from '../../backend-verilog/index.js';
import { designOf } from '../../dsl/index.js';
import { tape } from '../dsl/ir/tape.js';
import { catalogue } from '../dsl/stream/catalogue.js';
import { firstDifference } from './reread/compare.js';
import { reread } from './reread/reread.js';
import { prefixed, randomRun } from './stimulus.js';

const streams = suite('Verilog of streams');

const cycles = 60;
/** Both sides do as they like, rules or no rules; that is no reason for two meanings. */
const noise = fc.sample(fc.nat(0xffff), { numRuns: 6000, seed: 3 });

streams('the oracle, the compiled simulator and the re-read Verilog agree on every combinator', async () => {
  const designs = catalogue.map(({ circuit }, i) => prefixed(circuit[designOf], `d${i}_`));
  const machines = await reread(designs.map(design => ({ top: design.top, files: verilog(design).files })));
  for (const [i, { name }] of catalogue.entries()) {
    const design = designs[i]!;
    const expected = randomRun(design, tape(noise), cycles);
    assert.equal(randomRun(design, tape(noise), cycles, compile), expected, name);
    assert.is(firstDifference(machines[i]!, expected), undefined, name);
  }
});

streams.run();
