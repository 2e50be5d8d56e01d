import * as fc from 'fast-check';
import { test } from 'uvu';
import { verilog } from '../../backend-verilog/index.js';
import { printDesign } from '../../dsl/ir/text/index.js';
import { randomDesign } from '../dsl/ir/random-design.js';
import { tape, tapes } from '../dsl/ir/tape.js';
import { firstDifference } from './reread/compare.js';
import { reread } from './reread/reread.js';
import { prefixed, randomRun } from './stimulus.js';

const designs = Number(process.env.DESIGNS ?? 150);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const cycles = 12;
/** One stimulus for all, so that shrinking a design does not change it. */
const noise = fc.sample(fc.nat(0xffff), { numRuns: 4000, seed: 1 });

/** What differs between the oracle and the re-read Verilog, by design. */
async function differences(all: readonly (readonly number[])[]): Promise<(string | undefined)[]> {
  const drafts = all.map((numbers, i) => prefixed(randomDesign(numbers), `d${i}_`));
  const machines = await reread(drafts.map(design => ({ top: design.top, files: verilog(design).files })));
  return drafts.map((design, i) => {
    const steps = randomRun(design, tape(noise), cycles);
    return firstDifference(machines[i]!, steps);
  });
}

test(`random designs mean the same in Verilog (SEED=${seed})`, async () => {
  const samples = fc.sample(tapes(900), { numRuns: designs, seed });
  for (let i = 0; i < samples.length; i += 25) {
    const batch = samples.slice(i, i + 25);
    const found = (await differences(batch)).findIndex(difference => difference !== undefined);
    if (found < 0) continue;
    await fc.assert(
      fc.asyncProperty(tapes(900), async numbers => {
        const [difference] = await differences([numbers]);
        if (!difference) return;
        const design = randomDesign(numbers);
        throw new Error(`${difference}\n${printDesign(design)}\n${verilog(design, { split: 'one' }).files[0]!.text}`);
      }),
      { examples: [[batch[found]!]], seed, numRuns: 1, includeErrorInReport: true },
    );
    throw new Error(`design ${i + found} differs, but not alone`);
  }
});

test.run();
