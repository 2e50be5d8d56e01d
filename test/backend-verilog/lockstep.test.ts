import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { randomDesign } from '../dsl/ir/random-design.js';
import { tape, tapes } from '../dsl/ir/tape.js';
import { hasPeer, runBench } from './lockstep.js';
import { prefixed, randomRun } from './stimulus.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const noise = fc.sample(fc.nat(0xffff), { numRuns: 4000, seed: 1 });
const samples = (count: number) => fc.sample(tapes(900), { numRuns: count, seed }).map(randomDesign);

const icarus = suite('icarus');
if (hasPeer('icarus'))
  icarus(`random designs run the same in Icarus Verilog (SEED=${seed})`, () => {
    samples(Number(process.env.DESIGNS ?? 20)).forEach((design, i) => {
      const steps = randomRun(design, tape(noise), 12);
      const said = runBench('icarus', prefixed(design, 'd_'), steps, { checks: false });
      assert.ok(/^PASS: 12 cycles$/m.test(said), `design ${i}: ${said}`);
    });
  });

icarus.run();
