import * as fc from 'fast-check';
import { type Circuit, designOf } from 'grace-hdl';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { engines } from '../../backend-sim/engine.js';
import { randomRun } from '../backend-verilog/stimulus.js';
import { tape } from '../dsl/ir/tape.js';
import { runIcarus } from './icarus.js';
import { lintBy } from './lint.js';
import { type Bench, runVerilator } from './verilator.js';

const noise = fc.sample(fc.nat(0xffff), { numRuns: 20_000, seed: Number(process.env.SEED ?? 1) });

/** `sameSteps` with random inputs. */
export function lockStep(suite: Test, circuits: Readonly<Record<string, Circuit>>, cycles: number): void {
  const benches = Object.entries(circuits).map(([name, circuit]): [string, Bench] => {
    const design = circuit[designOf];
    return [name, { design, vectors: randomRun(design, tape(noise), cycles, engines.wasm) }];
  });
  sameSteps(suite, Object.fromEntries(benches));
}

/** For each bench: no peer has anything to say against its Verilog, and each gives what the simulator gave. */
export function sameSteps(suite: Test, benches: Readonly<Record<string, Bench>>): void {
  let built: string[] | undefined;

  for (const [i, name] of Object.keys(benches).entries()) {
    const { design, vectors } = benches[name]!;
    const agrees = (said: string): void =>
      assert.ok(said.includes(`PASS: ${vectors.length} cycles`), said || 'ended early');
    for (const peer of ['icarus', 'verilator'] as const)
      suite(`${name}: ${peer} has nothing to say against the Verilog`, () => {
        assert.is(lintBy(peer, design), '');
      });
    suite(`${name}: icarus gives what the simulator gives, in every cycle`, () => {
      agrees(runIcarus(design, vectors));
    });
    suite(`${name}: verilator gives what the simulator gives, in every cycle`, () => {
      built ??= runVerilator(Object.values(benches));
      agrees(built[i]!);
    });
  }
}
