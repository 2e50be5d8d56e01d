import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import { verilog } from '../../../backend-verilog/index.js';
import { designOf, i8, u8 } from '../../../dsl/index.js';
import { firstDifference } from '../../backend-verilog/reread/compare.js';
import { reread } from '../../backend-verilog/reread/reread.js';
import { prefixed, randomRun } from '../../backend-verilog/stimulus.js';
import { tape } from '../ir/tape.js';
import { type ArraySpec, arrayOf } from './rig.js';

const test = suite('macArray in every back end');

const plain = { rows: 5, cols: 4, value: i8, weight: i8, dataflow: 'weight' } as const;
const constants = [5, 4, 3, 2, 1].map(n => [n, -n, 127, -128]);
const specs: Readonly<Record<string, ArraySpec>> = {
  plain,
  folded: { ...plain, fold: 4 },
  packed: { ...plain, value: u8, packed: true },
  'packed and folded': { ...plain, fold: 2, packed: true },
  constants: { ...plain, constants },
  'packed constants in turns': { ...plain, fold: 2, packed: true, constants },
  'sums stay': { ...plain, dataflow: 'output', terms: 7 },
  'sums go round': { ...plain, value: u8, dataflow: 'output', fold: 2, terms: 7 },
};
const cycles = 80;
const noise = fc.sample(fc.nat(0xffff), { numRuns: 8000, seed: 9 });

test('the oracle, the compiled simulator and the re-read Verilog agree', async () => {
  const designs = Object.values(specs).map((spec, i) => prefixed(arrayOf(spec)[designOf], `d${i}_`));
  const machines = await reread(designs.map(design => ({ top: design.top, files: verilog(design).files })));
  for (const [i, name] of Object.keys(specs).entries()) {
    const design = designs[i]!;
    const expected = randomRun(design, tape(noise), cycles);
    assert.equal(randomRun(design, tape(noise), cycles, compile), expected, name);
    assert.is(firstDifference(machines[i]!, expected), undefined, name);
  }
});

test('registers are named after the stream, and by what they hold', () => {
  const [file] = verilog(arrayOf({ ...plain, rows: 2, cols: 2 })).files;
  for (const name of ['room', 'values', 'next_1', 'weights_1', 'x_1', 'products_1', 'sums_0'])
    assert.match(file!.text, new RegExp(`reg \\[?[^;]*\\bx_sums_${name} =`), name);
});

test.run();
