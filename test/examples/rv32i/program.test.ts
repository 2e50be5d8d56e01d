import { crc32 as crc32OfZip } from 'node:zlib';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assemble } from '../../../examples/rv32i/assembler/assemble.js';
import { model as modelOf } from '../../../examples/rv32i/model.js';
import { crc32 } from '../../../examples/rv32i/program/crc32.js';
import { fibonacci } from '../../../examples/rv32i/program/fibonacci.js';
import { sieve } from '../../../examples/rv32i/program/sieve.js';
import { sort } from '../../../examples/rv32i/program/sort.js';
import { workload } from '../../../examples/rv32i/program/workload.js';
import { machine } from './run.js';

const programs = suite('examples/rv32i/program');
const words = 1024;
const run = machine(words);
const a0 = 10;

programs('fibonacci', () => {
  for (const [n, value] of [
    [0, 0],
    [1, 1],
    [10, 55],
    [47, 2971215073],
  ] as const)
    assert.is(run(fibonacci(n), 10_000).register(a0), value);
});

programs('sort', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 20 }), values => {
      const { memory, register } = run(sort(values), 10_000);
      const from = register(a0) / 4;
      const sorted = memory().slice(from, from + values.length);
      assert.equal(
        sorted.map(word => word | 0),
        values.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 15 },
  );
});

programs('crc32', () => {
  const bytes = new TextEncoder().encode('123456789');
  assert.is(run(crc32(bytes), 10_000).register(a0), 0xcbf43926);
  assert.is(run(crc32(bytes.subarray(0, 5)), 10_000).register(a0), crc32Of(bytes.subarray(0, 5)));
});

programs('sieve', () => {
  assert.is(run(sieve(100), 10_000).register(a0), 25);
});

programs('one round of the benchmark, instruction by instruction as the model', () => {
  const model = modelOf(workload(1), words);
  const expected = model.run();
  const { steps, halted, cycles } = run(workload(1), expected.length + 1);
  assert.ok(halted);
  assert.equal(steps, expected);
  assert.ok(cycles < 1.5 * steps.length, `${cycles} cycles for ${steps.length} instructions`);
});

programs('ecall, ebreak and a word that is no instruction stop the core', () => {
  for (const end of ['ecall', 'ebreak', '.word 0', '.word 0xffffffff']) {
    const { halted, register, steps } = run(assemble(`li a0, 7\n${end}\nli a0, 8`), 100);
    assert.ok(halted);
    assert.is(register(a0), 7);
    assert.is(steps.length, 2);
  }
});

programs('a load is used at once, and a result two cycles in a row', () => {
  const source = `
    la   a1, data
    lw   a0, 0(a1)
    add  a0, a0, a0     # waits for the load
    add  a2, a0, a0     # forwarded
    add  a0, a2, a0     # one forwarded, one from the registers
    sw   a0, 4(a1)
    lw   a3, 4(a1)
    beq  a3, a0, good   # waits, then jumps
    li   a0, 0
    good: ecall
    data: .word 7, 0`;
  assert.is(run(assemble(source), 100).register(a0), 42);
});

programs.run();

const crc32Of = (bytes: Uint8Array): number => crc32OfZip(bytes);
