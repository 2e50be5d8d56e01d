import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assemble } from '../../../examples/rv32i/assembler/assemble.js';
import * as code from '../../../examples/rv32i/assembler/encode.js';
import { model as modelOf } from '../../../examples/rv32i/model.js';
import { machine } from './run.js';

const random = suite('examples/rv32i/random');
const words = 512;
const run = machine(words);

/** x0 to x7 only, so that instructions often need each other's results. x30 and x31 belong to the frame. */
const register = fc.nat(7).map(n => `x${n}`);
const immediate = fc.integer({ min: -2048, max: 2047 });
const of = (ops: Readonly<Record<string, unknown>>) => fc.constantFrom(...Object.keys(ops));
const line = (...parts: readonly fc.Arbitrary<string | number>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map(([name, ...operands]) => `${name} ${operands.join(', ')}`);

/** An address within the 256 bytes at x31, of any alignment. */
const place = fc.integer({ min: -128, max: 127 }).map(offset => `${offset}(x31)`);
/** Over zero to three instructions. */
const ahead = fc.nat(3).map(skipped => 4 * (skipped + 1));

/** Bit 0 of the sum is dropped. */
const jumpToRegister = fc
  .tuple(register, ahead, fc.nat(1))
  .map(([rd, to, odd]) => `auipc x29, 0\njalr ${rd}, x29, ${to + 4 + odd}`);

const instruction = fc.oneof(
  { arbitrary: line(of(code.registerOps), register, register, register), weight: 4 },
  { arbitrary: line(of(code.immediateOps), register, register, immediate), weight: 4 },
  { arbitrary: line(of(code.shiftOps), register, register, fc.nat(31)), weight: 2 },
  { arbitrary: line(fc.constantFrom('lui', 'auipc'), register, fc.nat(0xfffff)), weight: 1 },
  { arbitrary: line(of(code.loadOps), register, place), weight: 4 },
  { arbitrary: line(of(code.storeOps), register, place), weight: 4 },
  { arbitrary: line(of(code.branchOps), register, register, ahead), weight: 3 },
  { arbitrary: line(fc.constant('jal'), register, ahead), weight: 1 },
  { arbitrary: jumpToRegister, weight: 1 },
  { arbitrary: fc.constant('fence'), weight: 1 },
);

/** Runs the body a few times, so that jumps over parts of it leave something to find. */
const frame = (seeds: readonly number[], body: readonly string[]): string => `
  li x31, 0x600
  li x30, 3
  ${seeds.map((seed, i) => `li x${i + 1}, ${seed}`).join('\n')}
  again: ${body.join('\n')}
  nop\nnop\nnop\nnop
  addi x30, x30, -1
  bnez x30, again
  ecall`;

random('programs retire the same instructions with the same results, and leave the same memory', () => {
  const seeds = fc.array(fc.integer(), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(seeds, fc.array(instruction, { minLength: 1, maxLength: 60 }), (values, body) => {
      const program = assemble(frame(values, body));
      const model = modelOf(program, words);
      const expected = [];
      while (!model.halted && expected.length < 600) expected.push(model.step());
      const { steps, halted, register, memory } = run(program, expected.length);
      assert.equal(steps, expected);
      if (!model.halted) return;
      assert.ok(halted);
      for (let i = 0; i < 32; i++) assert.is(register(i) | 0, model.registers[i]);
      memory().forEach((word, i) => {
        assert.is(word, model.memory.getUint32(4 * i, true), `word ${i}`);
      });
    }),
    { numRuns: 1000 },
  );
});

random('a program that is cut off while it stores leaves nothing in the next one', () => {
  const next = assemble(frame([1, 2, 3, 4, 5, 6, 7], ['add x1, x2, x3']));
  for (const limit of [50, 51, 52, 53]) {
    run(assemble('li x1, -1\nagain: sw x1, 24(x0)\nsw x1, 24(x0)\nj again'), limit);
    const { halted, memory } = run(next, 100);
    assert.ok(halted);
    assert.is(memory()[6]! | 0, next[6]! | 0);
  }
});

random.run();
