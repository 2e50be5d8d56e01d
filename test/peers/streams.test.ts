import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engines } from '../../backend-sim/engine.js';
import { designOf } from '../../dsl/index.js';
import { lintBy, type Peer, runBench } from '../backend-verilog/lockstep.js';
import { randomRun } from '../backend-verilog/stimulus.js';
import { tape } from '../dsl/ir/tape.js';
import { zoo } from '../dsl/stream/zoo.js';

const streams = suite('peers/streams');
const peers: readonly Peer[] = ['icarus', 'verilator'];
const noise = fc.sample(fc.nat(0xffff), { numRuns: 20_000, seed: Number(process.env.SEED ?? 1) });
const cycles = 200;

for (const [name, circuit] of Object.entries(zoo)) {
  const design = circuit[designOf];
  for (const peer of peers) {
    streams(`${name}: ${peer} has nothing to say against the Verilog`, () => {
      assert.is(lintBy(peer, design), '');
    });
    streams(`${name}: ${peer} gives what the simulator gives, in every cycle`, () => {
      const vectors = randomRun(design, tape(noise), cycles, engines.wasm);
      const said = runBench(peer, design, vectors, { checks: false });
      assert.ok(said.includes(`PASS: ${cycles} cycles`), said);
    });
  }
}

streams.run();
