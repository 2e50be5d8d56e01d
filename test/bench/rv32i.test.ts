import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { benchProgram } from '../../bench/designs/rv32i.js';

const peer = suite('bench/rv32i');

peer('the hand-written Verilog holds the words of the program', () => {
  const path = fileURLToPath(new URL('../../bench/verilog/rv32i.v', import.meta.url));
  const words = [...readFileSync(path, 'utf8').matchAll(/ram\[\d+\] = 32'h([0-9a-f]{8});/g)].map(match => match[1]);
  assert.equal(
    words,
    Array.from(benchProgram, word => word.toString(16).padStart(8, '0')),
  );
});

peer.run();
