import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assemble } from '../../../examples/rv32i/assembler/assemble.js';

const assembler = suite('examples/rv32i/assembler');

/** Words as the GNU assembler gives them. */
const known: readonly [string, number][] = [
  ['add a0, a1, a2', 0x00c58533],
  ['sub s0, s1, t6', 0x41f48433],
  ['sra x1, x2, x3', 0x403150b3],
  ['sltu x5, x0, x6', 0x006032b3],
  ['addi a0, a0, -1', 0xfff50513],
  ['andi t0, t1, 255', 0x0ff37293],
  ['slli a0, a0, 31', 0x01f51513],
  ['srai a0, a0, 4', 0x40455513],
  ['lw ra, 12(sp)', 0x00c12083],
  ['lbu t0, -1(a1)', 0xfff5c283],
  ['lh t0, (a1)', 0x00059283],
  ['sw ra, 12(sp)', 0x00112623],
  ['sb a0, -3(gp)', 0xfea18ea3],
  ['beq x1, x2, 16', 0x00208863],
  ['bltu a0, a1, -4', 0xfeb56ee3],
  ['bge a0, a1, 4094', 0x7eb55fe3],
  ['lui a0, 0x12345', 0x12345537],
  ['auipc sp, 1', 0x00001117],
  ['jal ra, 2048', 0x001000ef],
  ['jal x0, -8', 0xff9ff06f],
  ['jalr x0, ra, 0', 0x00008067],
  ['fence', 0x0ff0000f],
  ['ecall', 0x00000073],
  ['ebreak', 0x00100073],
];

for (const [line, word] of known)
  assembler(line, () => {
    assert.is(assemble(line)[0]!.toString(16), word.toString(16));
  });

assembler('places labels, comments and data', () => {
  const words = assemble(`
    start: j end        # over the data
    data:  .word 1, 0xffffffff, -2
    end:   la a0, data
  `);
  assert.equal([...words], [0x0100006f, 1, 0xffffffff, 0xfffffffe, 0x00000537, 0x00450513]);
});

assembler('builds every constant from one or two instructions', () => {
  assert.is(assemble('li a0, -2048').length, 1);
  assert.is(assemble('li a0, 0x12345000').length, 1);
  assert.equal([...assemble('li a0, 0x12345fff')], [0x12346537, 0xfff50513]);
  assert.equal([...assemble('li a0, 0xffffffff')], [0xfff00513]);
});

for (const [line, message] of [
  ['frob a0', /no instruction 'frob'.*frob a0/],
  ['add a0, a1, b2', /no register 'b2'/],
  ['addi a0, a0, 2048', /immediate 2048 does not fit 12 bits/],
  ['beq a0, a1, nowhere', /no number or label 'nowhere'/],
  ['beq a0, a1, 4096', /4096 does not fit 13 bits/],
  ['lw a0, a1', /'a1' is no address/],
  ['slli a0, a0, 32', /shift by 32/],
  ['x: nop\nx: nop', /label x stands twice/],
] as const)
  assembler(`refuses ${line.replace('\n', '; ')}`, () => {
    assert.throws(() => assemble(line), message);
  });

assembler.run();
