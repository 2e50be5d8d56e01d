import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as e from '../../backend-verilog/rtl/expr.js';
import { layout, printExpr } from '../../backend-verilog/rtl/print-expr.js';

const [a, b, c] = [e.ref('a'), e.ref('b'), e.ref('c')];
const printing = suite('expressions');

const cases: readonly (readonly [e.Expr, string])[] = [
  [e.binary('-', a, e.binary('-', b, c)), 'a - (b - c)'],
  [e.binary('-', e.binary('-', a, b), c), 'a - b - c'],
  [e.binary('+', a, e.binary('*', b, c)), 'a + b * c'],
  [e.binary('&', a, e.binary('&', b, c)), 'a & b & c'],
  [e.binary('&', a, e.binary('==', b, c)), 'a & (b == c)'],
  [e.binary('&&', a, e.binary('==', b, c)), 'a && b == c'],
  [e.binary('||', a, e.binary('&&', b, c)), 'a || (b && c)'],
  [e.binary('<<', e.binary('+', a, b), c), '(a + b) << c'],
  [e.binary('&', a, e.unary('&', b)), 'a & (&b)'],
  [e.unary('~', e.unary('|', a)), '~(|a)'],
  [e.unary('!', e.binary('&&', a, b)), '!(a && b)'],
  [e.ternary(a, e.ternary(b, a, c), e.ternary(c, a, b)), 'a ? (b ? a : c) : c ? a : b'],
  [e.ternary(e.binary('&&', a, b), a, c), '(a && b) ? a : c'],
  [e.literal(8, 200n), "8'd200"],
  [e.literal(32, 0xdeadbeefn), "32'hdeadbeef"],
  [e.literal(8, 0xfdn, true), "-8'sd3"],
  // 8'sd128 alone would be -128, and the minus in front of it +128 in a wider product.
  [e.literal(8, 0x80n, true), "8'sh80"],
  [e.select('v', 7, 0), 'v[7:0]'],
  [e.select('v', 3, 3), 'v[3]'],
  [e.part('v', e.binary('*', e.ref('i'), e.int(8)), 8), 'v[i*8 +: 8]'],
  [e.concat([a, e.concat([b, c])]), '{a, b, c}'],
  [e.repeat(1, a), 'a'],
];
for (const [expr, text] of cases) printing(text, () => assert.is(printExpr(expr), text));

printing('what a wider surrounding could change is closed in braces', () => {
  assert.is(printExpr(e.closed(e.binary('+', a, b))), '{a + b}');
  assert.is(printExpr(e.closed(e.binary('<', a, b))), 'a < b');
});

printing('long choices and conditions take a line each', () => {
  const long = e.ref('a_signal_with_a_name_of_some_length');
  const chain = [1, 2, 3].reduce<e.Expr>((rest, i) => e.ternary(e.ref(`${'cond'.repeat(5)}_${i}`), long, rest), long);
  const lines = layout('assign y = ', chain).split('\n');
  assert.is(lines.length, 4);
  assert.match(lines[1]!, /^ {4}: cond/);
});

printing.run();
