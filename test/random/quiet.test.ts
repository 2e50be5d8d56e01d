import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../backend-sim/compile/index.js';
import { interpret } from '../../backend-sim/interpret/index.js';
import { designOf } from '../../dsl/index.js';
import { quietSteps, sizes } from '../backend-sim/quiet-steps.js';
import { tape } from '../dsl/ir/tape.js';
import { build } from './design.js';
import { recipes } from './recipe.js';

/** As `agree.test.ts`, but what is done to the designs is rare, and the parts of them that rest are skipped. */
const runs = Number(process.env.GRACE_RUNS ?? 60);
const seed = Number(process.env.GRACE_SEED ?? 1);
const noise = fc.sample(fc.nat(0xffff), { numRuns: 6000, seed });

test(`${runs} random designs in parts that sleep mean the same (GRACE_SEED=${seed})`, () => {
  for (const [i, recipe] of fc.sample(recipes, { numRuns: runs, seed }).entries()) {
    const { circuit, text } = build(recipe);
    const design = circuit[designOf];
    const parts = compile(design, { partitions: 'always', clusters: sizes[i % sizes.length]! });
    assert.equal(quietSteps(parts, tape(noise)), quietSteps(interpret(design), tape(noise)), `design ${i}\n${text}`);
  }
});

test.run();
