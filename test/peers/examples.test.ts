import * as fc from 'fast-check';
import { designOf } from 'grace-hdl';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engines } from '../../backend-sim/engine.js';
import { lintBy, type Peer, runBench } from '../backend-verilog/lockstep.js';
import { randomRun } from '../backend-verilog/stimulus.js';
import { tape } from '../dsl/ir/tape.js';
import { allExamples } from '../examples/all.js';

const examples = suite('peers/examples');
const peers: readonly Peer[] = ['icarus', 'verilator'];
const seed = Number(process.env.SEED ?? 1);
const noise = fc.sample(fc.nat(0xffff), { numRuns: 20_000, seed });
const cycles = 100;

for (const { name, circuit } of await allExamples()) {
  const design = circuit[designOf];
  for (const peer of peers) {
    examples(`${name}: ${peer} has nothing to say against the Verilog`, () => {
      assert.is(lintBy(peer, design), '');
    });
    examples(`${name}: ${peer} gives what the simulator gives, in every cycle`, () => {
      const vectors = randomRun(design, tape(noise), cycles, engines.wasm);
      const said = runBench(peer, design, vectors, { checks: false });
      assert.ok(said.includes(`PASS: ${cycles} cycles`), said);
    });
  }
}

examples.run();
