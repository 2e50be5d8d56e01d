import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Circuit, designOf } from '../../dsl/index.js';
import * as designs from '../backend-verilog/designs.js';
import { randomMemory } from '../backend-verilog/random-memory.js';
import { randomRun } from '../backend-verilog/stimulus.js';
import { tape, tapes } from '../dsl/ir/tape.js';
import { runIcarus } from './icarus.js';
import { lintBy } from './lint.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const noise = fc.sample(fc.nat(0xffff), { numRuns: 4000, seed: 1 });
const templates = suite('peers/templates');

for (const circuit of Object.values<Circuit>(designs))
  templates(`${circuit[designOf].top}: nobody has anything to say against it`, () => {
    assert.is(lintBy('icarus', circuit[designOf]), '');
    assert.is(lintBy('verilator', circuit[designOf]), '');
  });

templates(`random memories run the same in Icarus Verilog (SEED=${seed})`, () => {
  fc.sample(tapes(300), { numRuns: 60, seed }).forEach((numbers, i) => {
    const design = randomMemory(tape(numbers));
    const said = runIcarus(design, randomRun(design, tape(noise), 12));
    assert.ok(said.includes('PASS: 12 cycles'), `memory ${i}: ${said}`);
  });
});

templates.run();
