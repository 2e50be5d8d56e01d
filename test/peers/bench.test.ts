import { type Circuit, designOf } from 'grace-hdl';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designs } from '../../bench/designs.js';
import { icarus } from '../../bench/icarus.js';
import { sourceOf } from '../../bench/peer-source.js';
import { runVerilator } from './verilator.js';

const peers = suite('peers/bench');
/** Of those without a peer by hand, `accelerator.test.ts` has the lock step. */
const own = designs.filter(({ peer }) => peer);

/** Enough for a few turns, drains and rounds of the program, and for the end of a picture. */
const cyclesOf = (name: string): number => (name === 'conv' ? 11_000 : 1_000);

/** The checksum after each cycle that follows the reset, the first one before it. */
function checksums(circuit: Circuit, cycles: number): bigint[] {
  const sim = simulate<unknown>(circuit);
  sim.reset(2);
  return Array.from({ length: cycles + 1 }, (_, cycle) => {
    if (cycle > 0) sim.step();
    return BigInt(sim.peek('checksum') as number);
  });
}

const runs = await Promise.all(
  own.map(async design => {
    const circuit = await design.circuit();
    return { design, circuit, ours: checksums(circuit, cyclesOf(design.name)) };
  }),
);

for (const { design, ours } of runs)
  peers(`${design.name}: the hand-written Verilog ends with the checksum of the design`, async () => {
    assert.is.not(ours.at(-1), 0n);
    const { files, module } = await sourceOf(design, 'hand-written');
    // The first run clocks once more than asked, so that both are cycles after the reset.
    assert.is(BigInt(icarus(files, module, cyclesOf(design.name) - 1).checksum), ours.at(-1));
  });

peers('the emitted Verilog has the checksum of the design in every cycle', () => {
  const benches = runs.map(({ circuit, ours }) => {
    const reset = { inputs: { rst: 1n }, outputs: {}, clocks: ['clk'] };
    const cycles = ours.map(checksum => ({ inputs: { rst: 0n }, outputs: { checksum }, clocks: ['clk'] }));
    return { design: circuit[designOf], vectors: [reset, reset, ...cycles] };
  });
  for (const [i, said] of runVerilator(benches, '-O3').entries())
    assert.match(said, /PASS/, `${own[i]!.name}: ${said}`);
});

peers.run();
