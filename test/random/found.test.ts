import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../backend-sim/compile/index.js';
import { verilog } from '../../backend-verilog/index.js';
import { lint } from '../../backend-verilog/yosys/lint.js';
import {
  bool,
  check,
  designOf,
  domain,
  inDomain,
  input,
  lit,
  match,
  mem,
  module,
  output,
  reg,
  u8,
  uint,
  vec,
  when,
} from '../../dsl/index.js';
import { tape } from '../dsl/ir/tape.js';
import { circuitOf } from '../dsl/rig.js';
import { differs, record } from './record.js';

/** What random designs have found once, as small as they came out. */
const noise = fc.sample(fc.nat(0xffff), { numRuns: 500, seed: 1 });

test('two partial assignments that follow each other in a branch keep what was there before it', () => {
  const circuit = circuitOf({ a: input(uint(2)), b: input(uint(1)), y: output(vec(u8, 2)) }, ({ a, b, y }) => {
    y.set([1, 2]);
    when(a.bit(0), () => {
      match(a, { 1: () => when(b.bit(0), () => y.at(0).set(3)) });
      match(a, { 3: () => match(b, { 0: () => y.at(1).set(4) }) });
      y.at(a).set(5);
    });
  });
  const design = circuit[designOf];
  assert.is(differs(compile(design), record(design, tape(noise), 40)), undefined);
});

test('a check under an asynchronous reset waits for it as the registers do', () => {
  const guarded = module(
    'guarded',
    () => ({ a: input(bool), q: output(bool) }),
    ({ a, q }) => {
      const r = reg(bool, { init: false });
      r.set(a);
      q.set(r);
      check.assert(a.or(r.not()), 'never falls');
    },
  );
  const circuit = inDomain(domain({ reset: 'async', activeLow: true }), () => guarded());
  const { text } = verilog(circuit).files[0]!;
  assert.is(text.match(/always @\(posedge clk or negedge rst_n\)/g)?.length, 2, text);
});

test('a memory at constant addresses, also beyond its end, raises no warning', async () => {
  const circuit = circuitOf({ q: output(u8), far: output(u8) }, ({ q, far }) => {
    const words = mem(u8, 3, { init: [1, 2, 3] });
    const at = (address: number) => lit(uint(2), address);
    words.write(at(1), 7);
    q.set(words.readSync(at(1)));
    far.set(words.readSync(at(3)));
  });
  assert.equal(await lint(verilog(circuit).files), []);
});

test.run();
