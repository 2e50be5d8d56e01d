import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designOf } from '../../dsl/index.js';
import { dualClock } from '../backend-verilog/designs.js';
import { dualClockVectors } from '../backend-verilog/dual-clock-vectors.js';
import { runIcarus } from './icarus.js';

const bench = suite('peers/testbench');

bench('passes where the outputs are right', () => {
  assert.match(runIcarus(dualClock[designOf], dualClockVectors), /^PASS: 4 cycles$/m);
});
bench('tells what differs where they are wrong', () => {
  const wrong = dualClockVectors.map((vector, i) => (i === 2 ? { ...vector, outputs: { rdata: 5n } } : vector));
  const said = runIcarus(dualClock[designOf], wrong);
  assert.match(said, /cycle 2: rdata is 123456789, expected 000000005/);
  assert.match(said, /^FAIL: 1 differences$/m);
});

bench.run();
