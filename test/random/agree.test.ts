import fc from 'fast-check';
import { test } from 'uvu';
import { differenceOf, differences, programOf } from './agree.js';
import { isRecipe, type Recipe, recipes } from './recipe.js';
import { shrink } from './shrink.js';

/**
 * Designs written in the language at random: the interpreter, the compiled simulator and the Verilog as Yosys reads it
 * agree. The seed is fixed, so that a change is judged by
 * itself; `GRACE_SEED=random` takes another and prints it, `GRACE_RUNS` makes a run longer.
 */
const runs = Number(process.env.GRACE_RUNS ?? 300);
const wish = process.env.GRACE_SEED ?? '1';
const seed = wish === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wish);
const batch = 25;

test(`${runs} random designs mean the same in every back end (GRACE_SEED=${seed})`, async () => {
  const samples = fc.sample(recipes, { numRuns: runs, seed });
  for (let i = 0; i < runs; i += batch) {
    const found = await differences(samples.slice(i, i + batch));
    const first = found.findIndex(difference => difference !== undefined);
    if (first >= 0) await fail(samples[i + first]!, i + first, found[first]!);
  }
});

/** Finds a simpler design that differs in the same way, and fails with its program. */
async function fail(recipe: Recipe, position: number, difference: string): Promise<never> {
  const [kind] = difference.split(':');
  const simplest = await shrink(
    recipe,
    async candidate => isRecipe(candidate) && (await differenceOf(candidate))?.split(':')[0] === kind,
    60_000,
  );
  throw new Error(`GRACE_SEED=${seed}, design ${position}: ${await differenceOf(simplest)}\n\n${programOf(simplest)}`);
}

test.run();
