import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../../dsl/error/index.js';
import { parseDesign } from '../../../dsl/ir/text/index.js';
import { verify } from '../../../dsl/pass/index.js';
import { compileDesign } from '../../../dsl/pass/pipeline.js';
import { golden } from '../../golden.js';

const rules = suite('rules of the IR');

const good = `design top
module child {
  domain clk, clock clk rising
  port in a = %0 : uint<8>
  port out b = %1 : uint<8>
  %0 = input : uint<8>, name a port
  %1 = output : uint<8>, name b port
  set %1 = %0
}
module top {
  domain clk, clock clk rising
  port in x = %0 : uint<8>
  port in c = %1 : bool<1>
  port in v = %2 : uint<8>[4]
  memory m : uint<8>, depth 4, style auto, init 1 2
  reads %3, under old, domain clk
  writes clk, parts 2
  instance u : child, inputs { a: %0 }, outputs { b: %4 }, domains { clk: clk }
  %0 = input : uint<8>, name x port
  %1 = input : bool<1>, name c port
  %2 = input : uint<8>[4], name v port
  %3 = read %0, %1 of 0 : uint<8>
  %4 = inst of 0 port b : uint<8>
  %5 = reg : uint<8>
  %6 = wire : uint<8>[4]
  %7 = add %0, %4 : uint<8>
  %8 = muls %0, %7 : uint<16>
  %9 = slice %8 from 8 : uint<8>
  %10 = mux %1, %7, %9 : uint<8>
  %11 = cat %1, %10 : uint<9>
  %12 = pick %2 from 3 : uint<8>
  %13 = const 3 : uint<2>
  register %5, domain clk, init 9, reset
  set %5 = %12
  set %6 = %2
  set %6[2] = %10
  case %9 {
    when 1 2 {
      write 0 port 0 [%0] = %9 mask %13
    }
  }
  if %1 {
    assert %1 "c", domain clk
  }
  print "{}" %11, domain clk
}`;

const faults = (text: string): string[] => verify.check(parseDesign(text)).map(({ message }) => message!);

rules('a good design has no fault', () => assert.equal(faults(good), []));

/** What is broken, and what is said about it. */
const broken: readonly (readonly [from: string, to: string, message: string])[] = [
  ['design top', 'design tip', 'there is no top module tip'],
  ['%7 = add %0, %4 : uint<8>', '%7 = add %0, %4 : uint<9>', 'add arguments of another width'],
  ['%7 = add %0, %4 : uint<8>', '%7 = add %0, %2 : uint<8>', 'add arguments of other lanes'],
  ['%7 = add %0, %4', '%7 = add %0, %9', 'add an argument does not come before it'],
  ['%7 = add %0, %4', '%7 = add %0', 'add takes 2 arguments, has 1'],
  ['%8 = muls %0, %7 : uint<16>', '%8 = muls %0, %7 : uint<15>', 'muls width is not the sum of widths'],
  ['from 8 : uint<8>', 'from 9 : uint<8>', 'slice bits outside its argument'],
  ['%10 = mux %1', '%10 = mux %0', 'mux condition of another shape'],
  ['%11 = cat %1, %10 : uint<9>', '%11 = cat %1, %10 : uint<8>', 'cat width is not the sum of widths'],
  ['from 3 : uint<8>', 'from 4 : uint<8>', 'pick lanes outside its argument'],
  ['const 3 : uint<2>', 'const 4 : uint<2>', 'const value does not fit its width'],
  ['const 3 : uint<2>', 'const 3 1 : uint<2>', 'const has not one value per lane'],
  ['%3 = read %0, %1', '%3 = read %0, %0', 'read enable is not 1 bit'],
  ['port in x = %0', 'port in x = %5', 'port x is no input node'],
  ['register %5', 'register %6', 'a register is no reg node'],
  ['init 9, reset', 'init 256, reset', 'init has another shape'],
  ['%5, domain clk', '%5, domain clock', "a register is in a domain 'clock' that its module does not have"],
  ['depth 4, style auto, init 1 2', 'depth 1, style auto, init 1 2', 'init of m does not fit'],
  ['parts 2', 'parts 3', '3 parts do not divide the 8 bits of m'],
  ['under old, domain clk', 'under old', 'an asynchronous read of m has an enable'],
  ['inputs { a: %0 }', 'inputs { z: %0 }', 'child has no input z'],
  ['inputs { a: %0 }', 'inputs { a: %1 }', 'a of u gets another shape'],
  ['domains { clk: clk }', 'domains {}', 'u has no clock for its domain clk'],
  ['u : child', 'u : other', 'u is a other, which does not come before it'],
  ['set %5 = %12', 'set %7 = %12', 'set of something that cannot be set'],
  ['set %5 = %12', 'set %5 = %8', 'set from a value of another width'],
  ['set %6[2] = %10', 'set %6[4] = %10', 'set of lanes that are not there'],
  ['set %6[2] = %10', 'set %6[%9] = %2', 'an index sets one lane'],
  ['when 1 2', 'when 1 256', 'an arm that can never match'],
  ['when 1 2', 'when 1 1', 'a value stands in two arms'],
  ['write 0 port 0', 'write 0 port 1', 'no write port 0.1'],
  ['mask %13', 'mask %1', 'mask has not one bit for each part'],
  ['if %1', 'if %0', 'a condition is not 1 bit'],
  ['print "{}"', 'print "{} {}"', 'print has not one {} for each argument'],
];

for (const [from, to, message] of broken) {
  rules(`${to.trim()}: ${message}`, () => {
    assert.ok(good.includes(from));
    const text = good.replace(from, to);
    assert.ok(faults(text).includes(message), faults(text).join('\n'));
  });
}

rules('a malformed design is reported as a mistake of the library', () => {
  const text = good.replace('%7 = add %0, %4 : uint<8>', '%7 = add %0, %4 : uint<9> @ "/home/me/conv.ts":3:1');
  golden('error/HW099.txt', `${format(verify.check(parseDesign(text)), { cwd: '/home/me' })}\n`);
  assert.throws(() => compileDesign(parseDesign(text)), /^error HW099: malformed design/);
});

rules.run();
