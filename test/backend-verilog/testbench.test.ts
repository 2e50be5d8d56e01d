import { suite } from 'uvu';
import { testbench } from '../../backend-verilog/index.js';
import { golden } from '../golden.js';
import { dualClock } from './designs.js';
import { dualClockVectors } from './dual-clock-vectors.js';

const bench = suite('testbench');
bench('prints as expected', () => {
  for (const { name, text } of testbench(dualClock, dualClockVectors)) golden(`verilog/bench/${name}`, text);
});
bench.run();
