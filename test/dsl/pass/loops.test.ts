import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interpret } from '../../../backend-sim/interpret/index.js';
import type { Design, Module, Node, Stmt } from '../../../dsl/ir/index.js';
import { parseDesign } from '../../../dsl/ir/text/index.js';
import { checkLoops } from '../../../dsl/pass/check-loops.js';
import { verify } from '../../../dsl/pass/index.js';
import { fit, type Loose } from '../ir/random-module.js';
import { randomNode } from '../ir/random-node.js';
import { tape, tapes } from '../ir/tape.js';

const loops = suite('combinational loops');

/** A module around some lines; %0 is an input of 8 bits, %1 of 1 bit, %2 a wire. */
const around = (wire: string, ...lines: string[]): Design =>
  parseDesign(`design top
module low {
  port in x = %0 : uint<8>
  port out first = %1 : uint<4>
  port out second = %2 : uint<4>
  %0 = input : uint<8>, name x port
  %1 = output : uint<4>, name first port
  %2 = output : uint<4>, name second port
  %3 = slice %0 from 0 : uint<4>
  %4 = slice %0 from 4 : uint<4>
  set %1 = %3
  set %2 = %4
}
module top {
  domain clk, clock clk rising
  port in x = %0 : uint<8>
  port in c = %1 : bool<1>
  %0 = input : uint<8>, name x port
  %1 = input : bool<1>, name c port
  %2 = wire : ${wire}, name w hint
  ${lines.join('\n  ')}
}`);

const found = (design: Design): number => {
  assert.equal(verify.check(design), []);
  return checkLoops.check(design).length;
};

const free: Record<string, Design> = {
  'bit 0 of a word feeds its bit 1': around(
    'uint<2>',
    '%3 = slice %2 from 0 : bool<1>',
    '%4 = not %3 : bool<1>',
    '%5 = cat %4, %1 : uint<2>',
    'set %2 = %5',
  ),
  'low bits of a sum feed its high operands': around(
    'uint<8>',
    '%3 = slice %2 from 0 : uint<4>',
    '%4 = const 0 : uint<4>',
    '%5 = cat %3, %4 : uint<8>',
    '%6 = add %0, %5 : uint<8>',
    'set %2 = %6',
  ),
  'low bits of a product feed its high operands': around(
    'uint<16>',
    '%3 = slice %2 from 0 : uint<4>',
    '%4 = const 0 : uint<4>',
    '%5 = cat %3, %4 : uint<8>',
    '%6 = mulu %0, %5 : uint<16>',
    'set %2 = %6',
  ),
  'a shift to the left feeds only higher bits': around(
    'uint<8>',
    '%3 = slice %2 from 0 : uint<4>',
    '%4 = const 0 : uint<4>',
    '%5 = cat %3, %4 : uint<8>',
    '%6 = shl %5, %1 : uint<8>',
    '%7 = slice %6 from 4 : uint<4>',
    '%8 = slice %0 from 0 : uint<4>',
    '%9 = cat %7, %8 : uint<8>',
    'set %2 = %9',
  ),
  'a shift to the right feeds only lower bits': around(
    'uint<8>',
    '%3 = shrs %0, %1 : uint<8>',
    '%4 = shru %2, %1 : uint<8>',
    '%5 = slice %4 from 7 : bool<1>',
    '%6 = slice %0 from 0 : uint<7>',
    '%7 = cat %1, %6 : uint<8>',
    '%8 = slice %7 from 7 : bool<1>',
    '%9 = slice %4 from 4 : uint<3>',
    '%10 = slice %0 from 3 : uint<4>',
    '%11 = cat %8, %10, %9 : uint<8>',
    'set %2 = %11',
  ),
  'lanes of a vector form a chain': around(
    'uint<8>[3]',
    '%3 = pick %2 from 0 : uint<8>[2]',
    '%4 = not %3 : uint<8>[2]',
    '%5 = pack %0, %4 : uint<8>[3]',
    'set %2 = %5',
  ),
  'lanes are set one by one': around(
    'uint<8>[2]',
    '%3 = pick %2 from 0 : uint<8>',
    '%4 = not %3 : uint<8>',
    'set %2[0] = %0',
    'if %1 {',
    '  set %2[1] = %4',
    '} else {',
    '  set %2[1] = %0',
    '}',
  ),
  'a vector cut into other lanes': around(
    'uint<8>[2]',
    '%3 = reshape %2 : uint<4>[4]',
    '%4 = pick %3 from 0 : uint<4>[2]',
    '%5 = reshape %4 : uint<8>',
    '%6 = pack %0, %5 : uint<8>[2]',
    'set %2 = %6',
  ),
  'a sign that is not its own': around(
    'uint<8>',
    '%3 = slice %2 from 0 : uint<4>',
    '%4 = sext %3 : uint<7>',
    '%5 = slice %4 from 3 : uint<4>',
    '%6 = slice %0 from 0 : uint<4>',
    '%7 = cat %5, %6 : uint<8>',
    '%8 = mux %1, %7, %7 : uint<8>',
    'set %2 = %8',
  ),
  'a child whose outputs depend on different bits': around(
    'uint<8>',
    'instance u : low, inputs { x: %2 }, outputs { first: %3, second: %4 }, domains {}',
    '%3 = inst of 0 port first : uint<4>',
    '%4 = inst of 0 port second : uint<4>',
    '%5 = slice %0 from 0 : uint<4>',
    '%6 = cat %3, %5 : uint<8>',
    'set %2 = %6',
  ),
  'a register in between': around(
    'uint<8>',
    '%3 = reg : uint<8>',
    '%4 = add %2, %3 : uint<8>',
    'register %3, domain clk',
    'set %3 = %4',
    'set %2 = %3',
  ),
  'a memory that is read at the clock edge': around(
    'uint<8>',
    'memory m : uint<8>, depth 256, style auto',
    'reads %3, under old, domain clk',
    '%3 = read %2 of 0 : uint<8>',
    'set %2 = %3',
  ),
};

const looped: Record<string, Design> = {
  'a word feeds itself': around('uint<8>', '%3 = xor %2, %0 : uint<8>', 'set %2 = %3'),
  'the top bit of a sum feeds its low operand': around(
    'uint<8>',
    '%3 = slice %2 from 7 : bool<1>',
    '%4 = zext %3 : uint<8>',
    '%5 = add %0, %4 : uint<8>',
    'set %2 = %5',
  ),
  'a condition depends on what it sets': around(
    'uint<8>',
    '%3 = redor %2 : bool<1>',
    'set %2 = %0',
    'if %3 {',
    '  set %2 = %0',
    '}',
  ),
  'a case depends on what it sets': around(
    'uint<8>',
    'set %2 = %0',
    'case %2 {',
    '  when 3 {',
    '    set %2 = %0',
    '  }',
    '}',
  ),
  'an index depends on what it sets': around(
    'uint<8>[4]',
    '%3 = pick %2 from 1 : uint<8>',
    '%4 = splat %0 : uint<8>[4]',
    'set %2 = %4',
    'set %2[%3] = %0',
  ),
  'a comparison of all bits': around(
    'uint<8>',
    '%3 = ltu %2, %0 : bool<1>',
    '%4 = slice %0 from 1 : uint<7>',
    '%5 = cat %4, %3 : uint<8>',
    'set %2 = %5',
  ),
  'a child whose output depends on that bit': around(
    'uint<8>',
    'instance u : low, inputs { x: %2 }, outputs { first: %3, second: %4 }, domains {}',
    '%3 = inst of 0 port first : uint<4>',
    '%4 = inst of 0 port second : uint<4>',
    '%5 = slice %0 from 0 : uint<4>',
    '%6 = cat %5, %3 : uint<8>',
    'set %2 = %6',
  ),
  'a memory that is read at once': around(
    'uint<8>',
    'memory m : uint<8>, depth 256, style auto',
    'reads %3, under old',
    '%3 = read %2 of 0 : uint<8>',
    'set %2 = %3',
  ),
};

for (const [name, design] of Object.entries(free)) loops(`none: ${name}`, () => assert.is(found(design), 0));
for (const [name, design] of Object.entries(looped)) loops(`one: ${name}`, () => assert.is(found(design), 1));

/** Wires that are set from anything, also from what depends on them. */
function tangle(numbers: readonly number[]): Design {
  const t = tape(numbers);
  const nodes: Node[] = [];
  const add = (node: Loose): number => nodes.push({ id: nodes.length, ...node, format: { kind: 'uint' } }) - 1;
  const draft = { t, nodes, add };
  const input = add({ op: 'input', width: 8, lanes: 1, args: [], name: 'x', nameLevel: 'port' });
  const before = [input];
  for (let i = t.below(4); i > 0; i--) before.push(randomNode(draft, before));
  const wires = Array.from({ length: 1 + t.below(3) }, () =>
    add({ op: 'wire', width: t.pick([1, 4, 8]), lanes: t.pick([1, 1, 3]), args: [] }),
  );
  const pool = [...before, ...wires];
  for (let i = t.below(12); i > 0; i--) pool.push(randomNode(draft, pool));
  const body = wires.flatMap((target): Stmt[] => {
    const { width, lanes } = nodes[target]!;
    const some = (w: number, n: number): number => fit(draft, t.oneIn(3) ? pool : before, w, n);
    const set = (): Stmt => ({ kind: 'set', target, value: some(width, lanes) });
    const then = lanes > 1 ? { ...set(), value: some(width, 1), lane: t.below(lanes) } : set();
    return t.oneIn(2) ? [set(), { kind: 'if', cond: some(1, 1), then: [then], else: [] }] : [set()];
  });
  const port = {
    name: 'x',
    path: ['x'],
    dir: 'in',
    width: 8,
    lanes: 1,
    format: { kind: 'uint' },
    node: input,
  } as const;
  const tables = { domains: [], registers: [], memories: [], instances: [], streams: [] };
  const module: Module = { name: 'top', ports: [port], nodes, body, ...tables };
  return { top: 'top', modules: [module] };
}

loops('a tangle without a loop settles, whatever goes in', () => {
  let settled = 0;
  fc.assert(
    fc.property(tapes(150), fc.array(fc.nat(255), { minLength: 3, maxLength: 3 }), (numbers, inputs) => {
      const design = tangle(numbers);
      if (found(design) > 0) return;
      const machine = interpret(design);
      const x = machine.signals.findIndex(signal => signal.path[0] === 'x');
      for (const value of inputs) {
        machine.write(x, [BigInt(value)]);
        machine.read(x);
      }
      settled++;
    }),
    { numRuns: 400 },
  );
  assert.ok(settled > 50, `only ${settled} designs had no loop`);
});

loops.run();
