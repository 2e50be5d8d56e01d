import type { Vector } from '../../backend-verilog/index.js';

const write = { we: 1n, waddr: 3n, wdata: 0x123456789n, raddr: 3n, fast_rst: 0n, slow_rst_n: 1n };

/** A word written through one clock of `dualClock` and read through the other; not every output is looked at. */
export const dualClockVectors: readonly Vector[] = [
  { inputs: write, outputs: { rdata: 0n }, clocks: ['fast_clk'] },
  { inputs: { we: 0n }, outputs: { rdata: 0n }, clocks: ['slow_clk'] },
  { inputs: {}, outputs: { rdata: 0x123456789n }, clocks: ['fast_clk', 'slow_clk'] },
  { inputs: { raddr: 4n }, outputs: {}, clocks: [] },
];
