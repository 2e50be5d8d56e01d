import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { verilog } from '../../../backend-verilog/index.js';
import { designOf } from '../../../dsl/index.js';
import { reread } from '../../backend-verilog/reread/reread.js';
import { exercise } from './exercise.js';
import { probe, type Running } from './probe.js';
import { maps, traffics } from './random-map.js';

const registers = suite('register files');

function simulated(circuit: ReturnType<typeof probe>, engine: 'wasm' | 'interpreter'): Running {
  const sim = simulate(circuit, { engine, history: 0 });
  return {
    write: values => {
      for (const [port, value] of Object.entries(values)) sim.poke(port, value);
    },
    read: port => BigInt(sim.peekBig(port) as bigint | boolean),
    edge: () => sim.step(),
  };
}

registers('do what their description says, cycle by cycle, whatever the bus and the hardware do', () => {
  fc.assert(
    fc.property(maps, traffics, fc.boolean(), (map, traffic, errors) => {
      const found = exercise(simulated(probe(map, errors), 'wasm'), map, errors, traffic, 60);
      assert.is(found, undefined);
    }),
    { numRuns: 45, seed: 1 },
  );
});

registers('are the same in the interpreter and in Verilog as Yosys reads it', async () => {
  const chosen = fc.sample(fc.tuple(maps, traffics), { numRuns: 6, seed: 2 });
  const circuits = chosen.map(([map], i) => probe(map, true, `probe${i}`));
  const machines = await reread(
    circuits.map(circuit => ({ top: circuit[designOf].top, files: verilog(circuit).files })),
  );
  for (const [i, [map, traffic]] of chosen.entries()) {
    assert.is(exercise(simulated(circuits[i]!, 'interpreter'), map, true, traffic, 60), undefined);
    const machine = machines[i]!;
    machine.write({ clk: 0n, rst: 0n });
    const dut: Running = {
      write: values => machine.write(values),
      read: port => machine.read(port),
      edge: () => {
        machine.write({ clk: 1n });
        machine.write({ clk: 0n });
      },
    };
    assert.is(exercise(dut, map, true, traffic, 60), undefined);
  }
});

registers.run();
