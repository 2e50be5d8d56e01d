import * as fc from 'fast-check';
import { type Circuit, designOf } from 'grace-hdl';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { engines } from '../../backend-sim/engine.js';
import { randomRun } from '../backend-verilog/stimulus.js';
import { tape } from '../dsl/ir/tape.js';
import { runIcarus } from './icarus.js';
import { lintBy } from './lint.js';
import { runVerilator } from './verilator.js';

const noise = fc.sample(fc.nat(0xffff), { numRuns: 20_000, seed: Number(process.env.SEED ?? 1) });

/** For each design: no peer has anything to say against its Verilog, and each gives what the simulator gives. */
export function lockStep(suite: Test, circuits: Readonly<Record<string, Circuit>>, cycles: number): void {
  const benches = Object.values(circuits).map(circuit => {
    const design = circuit[designOf];
    return { design, vectors: randomRun(design, tape(noise), cycles, engines.wasm) };
  });
  let built: string[] | undefined;
  const agrees = (said: string): void => assert.ok(said.includes(`PASS: ${cycles} cycles`), said || 'ended early');

  for (const [i, name] of Object.keys(circuits).entries()) {
    const { design, vectors } = benches[i]!;
    for (const peer of ['icarus', 'verilator'] as const)
      suite(`${name}: ${peer} has nothing to say against the Verilog`, () => {
        assert.is(lintBy(peer, design), '');
      });
    suite(`${name}: icarus gives what the simulator gives, in every cycle`, () => {
      agrees(runIcarus(design, vectors));
    });
    suite(`${name}: verilator gives what the simulator gives, in every cycle`, () => {
      built ??= runVerilator(benches);
      agrees(built[i]!);
    });
  }
}
