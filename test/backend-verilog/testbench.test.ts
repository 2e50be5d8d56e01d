import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testbench, type Vector } from '../../backend-verilog/index.js';
import { designOf } from '../../dsl/index.js';
import { golden } from '../golden.js';
import { dualClock } from './designs.js';
import { hasPeer, runBench } from './lockstep.js';

const write = { we: 1n, waddr: 3n, wdata: 0x123456789n, raddr: 3n, fast_rst: 0n, slow_rst_n: 1n };
const vectors: Vector[] = [
  { inputs: write, outputs: { rdata: 0n }, clocks: ['fast_clk'] },
  { inputs: { we: 0n }, outputs: { rdata: 0n }, clocks: ['slow_clk'] },
  { inputs: {}, outputs: { rdata: 0x123456789n }, clocks: ['fast_clk', 'slow_clk'] },
  { inputs: { raddr: 4n }, outputs: {}, clocks: [] },
];

const bench = suite('testbench');
bench('prints as expected', () => {
  for (const { name, text } of testbench(dualClock, vectors)) golden(`verilog/bench/${name}`, text);
});
if (hasPeer('icarus')) {
  bench('passes where the outputs are right', () => {
    assert.match(runBench('icarus', dualClock[designOf], vectors), /^PASS: 4 cycles$/m);
  });
  bench('tells what differs where they are wrong', () => {
    const wrong = vectors.map((vector, i) => (i === 2 ? { ...vector, outputs: { rdata: 5n } } : vector));
    const said = runBench('icarus', dualClock[designOf], wrong);
    assert.match(said, /cycle 2: rdata is 123456789, expected 000000005/);
    assert.match(said, /^FAIL: 1 differences$/m);
  });
}
bench.run();
