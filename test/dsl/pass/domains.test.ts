import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDesign } from '../../../dsl/ir/text/index.js';
import { checkDomains } from '../../../dsl/pass/check-domains.js';
import { verify } from '../../../dsl/pass/index.js';

const domains = suite('clock domains');

/** Children with a clock, without one, and made for crossings; then a top with two clocks around some lines. */
const around = (...lines: string[]) =>
  parseDesign(`design top
module clocked {
  domain own, clock clk rising
  port in x = %0 : uint<8>
  port out y = %1 : uint<8>
  %0 = input : uint<8>, name x port
  %1 = output : uint<8>, name y port
  %2 = reg : uint<8>, name held name
  register %2, domain own
  set %2 = %0
  set %1 = %2
}
module through {
  port in x = %0 : uint<8>
  port in other = %1 : uint<8>
  port out y = %2 : uint<8>
  %0 = input : uint<8>, name x port
  %1 = input : uint<8>, name other port
  %2 = output : uint<8>, name y port
  set %2 = %0
}
module sync {
  domain own, clock clk rising
  synchroniser
  port in x = %0 : uint<8>
  port out y = %1 : uint<8>, domain own
  %0 = input : uint<8>, name x port
  %1 = output : uint<8>, name y port
  %2 = reg : uint<8>, name held name
  register %2, domain own
  set %2 = %0
  set %1 = %2
}
module several {
  domain p, clock p_clk rising
  domain q, clock q_clk rising
  port in x = %0 : uint<8>
  port out y = %1 : uint<8>
  %0 = input : uint<8>, name x port
  %1 = output : uint<8>, name y port
  %2 = reg : uint<8>, name held name
  register %2, domain q
  set %2 = %0
  set %1 = %2
}
module top {
  domain a, clock a_clk rising
  domain b, clock b_clk rising
  port in xa = %0 : uint<8>, domain a
  port in xb = %1 : uint<8>, domain b
  port in free = %2 : uint<8>
  %0 = input : uint<8>, name xa port
  %1 = input : uint<8>, name xb port
  %2 = input : uint<8>, name free port
  %3 = reg : uint<8>, name qa name
  %4 = reg : uint<8>, name qb name
  register %3, domain a
  register %4, domain b
  ${lines.join('\n  ')}
}`);

const messages = (...lines: string[]): string[] => {
  const design = around(...lines);
  assert.equal(verify.check(design), []);
  return checkDomains.check(design).map(({ message }) => message!);
};

const none = (name: string, ...lines: string[]): void =>
  domains(`none: ${name}`, () => assert.equal(messages(...lines), []));

const one = (name: string, message: string, ...lines: string[]): void =>
  domains(`one: ${name}`, () => assert.equal(messages(...lines), [message]));

none('each register follows its own clock', 'set %3 = %0', 'set %4 = %1');
none('an input without a domain follows nobody', 'set %3 = %2', 'set %4 = %2');
none('a mixture that nobody takes', '%5 = wire : uint<8>', '%6 = xor %3, %4 : uint<8>', 'set %5 = %6');
none(
  'through a synchroniser',
  'instance u : sync, inputs { x: %3 }, outputs { y: %5 }, domains { own: b }',
  '%5 = inst of 0 port y : uint<8>',
  'set %4 = %5',
);
none(
  'through logic of which the foreign input does not matter',
  'instance u : through, inputs { x: %3, other: %4 }, outputs { y: %5 }, domains {}',
  '%5 = inst of 0 port y : uint<8>',
  'set %3 = %5',
);
none(
  'a child under the right clock',
  'instance u : clocked, inputs { x: %4 }, outputs { y: %5 }, domains { own: b }',
  '%5 = inst of 0 port y : uint<8>',
  'set %4 = %5',
);

none(
  'ports without a domain, of a child with two clocks',
  'instance u : several, inputs { x: %4 }, outputs { y: %5 }, domains { p: a, q: b }',
  '%5 = inst of 0 port y : uint<8>',
  'set %4 = %5',
);

one('a value', 'qa of domain a reaches qb of domain b', 'set %4 = %3');
one('an input port', 'xa of domain a reaches qb of domain b', 'set %4 = %0');
one('a condition', 'qa of domain a reaches qb of domain b', '%5 = redor %3 : bool<1>', 'if %5 {', '  set %4 = %1', '}');
one('a mixture', 'qa of domain a reaches qb of domain b', '%5 = add %4, %3 : uint<8>, name sum hint', 'set %4 = %5');
one(
  'an output port',
  'qa of domain a reaches y of domain b',
  'port out y = %5 : uint<8>, domain b',
  '%5 = output : uint<8>, name y port',
  'set %5 = %3',
);
one(
  'an input of a child',
  'qa of domain a reaches x of u of domain b',
  'instance u : clocked, inputs { x: %3 }, outputs {}, domains { own: b }',
);
one(
  'an output of a child',
  'u.y of domain b reaches qa of domain a',
  'instance u : clocked, inputs { x: %4 }, outputs { y: %5 }, domains { own: b }',
  '%5 = inst of 0 port y : uint<8>',
  'set %3 = %5',
);
one(
  'a port without a domain that a register takes inside',
  'qa of domain a reaches x of u of domain b',
  'instance u : several, inputs { x: %3 }, outputs {}, domains { p: a, q: b }',
);
one(
  'a port without a domain that a register drives inside',
  'u.y of domain b reaches qa of domain a',
  'instance u : several, inputs { x: %4 }, outputs { y: %5 }, domains { p: a, q: b }',
  '%5 = inst of 0 port y : uint<8>',
  'set %3 = %5',
);
one(
  'logic in a child',
  'qa of domain a reaches qb of domain b',
  'instance u : through, inputs { x: %3, other: %4 }, outputs { y: %5 }, domains {}',
  '%5 = inst of 0 port y : uint<8>',
  'set %4 = %5',
);
one(
  'an address that is read at the other edge',
  'qa of domain a reaches a read of m of domain b',
  'memory m : uint<8>, depth 256, style auto',
  'reads %5, under old, domain b',
  '%5 = read %3 of 0 : uint<8>',
);
one(
  'a write',
  'qa of domain a reaches a write to m of domain b',
  'memory m : uint<8>, depth 256, style auto',
  'writes b, parts 1',
  'write 0 port 0 [%4] = %3',
);
one(
  'words that are written under the other clock',
  'm_data of domain a reaches qb of domain b',
  'memory m : uint<8>, depth 256, style auto',
  'reads %5, under old',
  'writes a, parts 1',
  '%5 = read %4 of 0 : uint<8>, name m_data hint',
  'write 0 port 0 [%3] = %3',
  'set %4 = %5',
);
one(
  'a check',
  'qa of domain a reaches this assert of domain b',
  '%5 = redor %3 : bool<1>',
  'assert %5 "not 0", domain b',
);

domains.run();
