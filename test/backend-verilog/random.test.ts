import * as fc from 'fast-check';
import { test } from 'uvu';
import { verilog } from '../../backend-verilog/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { printDesign } from '../../dsl/ir/text/index.js';
import { randomDesign } from '../dsl/ir/random-design.js';
import { tape, tapes } from '../dsl/ir/tape.js';
import { randomMemory } from './random-memory.js';
import { firstDifference } from './reread/compare.js';
import { reread } from './reread/reread.js';
import { prefixed, randomRun } from './stimulus.js';

const count = Number(process.env.DESIGNS ?? 75);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const cycles = 12;
/** One stimulus for all, so that shrinking a design does not change it. */
const noise = fc.sample(fc.nat(0xffff), { numRuns: 4000, seed: 1 });

type Make = (numbers: readonly number[]) => Design;

/** What differs between the oracle and the re-read Verilog, by design. */
async function differences(make: Make, all: readonly (readonly number[])[]): Promise<(string | undefined)[]> {
  const drafts = all.map((numbers, i) => prefixed(make(numbers), `d${i}_`));
  const machines = await reread(drafts.map(design => ({ top: design.top, files: verilog(design).files })));
  return drafts.map((design, i) => firstDifference(machines[i]!, randomRun(design, tape(noise), cycles)));
}

/** Many designs in each run of Yosys; the first that differs is shrunk alone, and shown with its Verilog. */
async function agree(make: Make, length: number): Promise<void> {
  const samples = fc.sample(tapes(length), { numRuns: count, seed });
  for (let i = 0; i < samples.length; i += 25) {
    const batch = samples.slice(i, i + 25);
    const found = (await differences(make, batch)).findIndex(difference => difference !== undefined);
    if (found < 0) continue;
    await fc.assert(
      fc.asyncProperty(tapes(length), async numbers => {
        const [difference] = await differences(make, [numbers]);
        if (!difference) return;
        const design = make(numbers);
        throw new Error(`${difference}\n${printDesign(design)}\n${verilog(design, { split: 'one' }).files[0]!.text}`);
      }),
      { examples: [[batch[found]!]], seed, numRuns: 1, includeErrorInReport: true },
    );
    throw new Error(`design ${i + found} differs, but not alone`);
  }
}

test(`random designs mean the same in Verilog (SEED=${seed})`, () => agree(randomDesign, 900));
test(`random memories mean the same in Verilog (SEED=${seed})`, () =>
  agree(numbers => randomMemory(tape(numbers)), 300));

test.run();
