import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { verilog } from '../../backend-verilog/index.js';
import { lint } from '../../backend-verilog/yosys/lint.js';
import { designOf } from '../../dsl/ir/index.js';
import { vectorsOf } from '../random/agree.js';
import { build } from '../random/design.js';
import { recipes } from '../random/recipe.js';
import { runIcarus } from './icarus.js';
import { lintBy } from './lint.js';
import { runVerilator } from './verilator.js';

/**
 * Designs written in the language at random: Icarus and Verilator see what the interpreter sees, and no tool has
 * anything to say against the Verilog. The seed is fixed, so that a change is judged by
 * itself; `GRACE_SEED=random` takes another and prints it, `GRACE_RUNS` makes a run longer.
 */
const runs = Number(process.env.GRACE_RUNS ?? 50);
const wish = process.env.GRACE_SEED ?? '5';
const seed = wish === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wish);

const random = suite(`peers/random GRACE_SEED=${seed}`);
const programs = fc.sample(recipes, { numRuns: runs, seed }).map(build);
const benches = programs.map(({ circuit }) => {
  const design = circuit[designOf];
  return { design, vectors: vectorsOf(design) };
});

/** Fails with the program of the design. */
const holds = (i: number, said: string, wanted: boolean): void =>
  assert.ok(wanted, `design ${i}: ${said}\n\n${programs[i]!.text}`);

random('Icarus has nothing to say, and gives what the interpreter gives', () => {
  for (const [i, { design, vectors }] of benches.entries()) {
    const warnings = lintBy('icarus', design);
    holds(i, warnings, warnings === '');
    const said = runIcarus(design, vectors);
    holds(i, said, said.includes('PASS'));
  }
});

random('Verilator has nothing to say', () => {
  for (const [i, { design }] of benches.entries()) {
    const warnings = lintBy('verilator', design);
    holds(i, warnings, warnings === '');
  }
});

random('Verilator gives what the interpreter gives', () => {
  for (const [i, said] of runVerilator(benches).entries()) holds(i, said, said.includes('PASS'));
});

random('Yosys finds nothing wrong', async () => {
  for (const [i, { design }] of benches.entries()) {
    const found = await lint(verilog(design).files);
    holds(i, found.join('\n'), found.length === 0);
  }
});

random.run();
