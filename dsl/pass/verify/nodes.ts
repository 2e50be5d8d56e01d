import type { Module, Node, Op } from '../../ir/index.js';
import { ops } from '../../ir/index.js';
import type { Fault } from './fault.js';

/** What is wrong with an operator's arguments, in a few words; undefined when nothing is. */
type Rule = (node: Node, args: readonly Node[]) => string | undefined;

const need = (holds: boolean, note: string): string | undefined => (holds ? undefined : note);

const count = (n: number, args: readonly Node[]) => need(args.length === n, `takes ${n} arguments, has ${args.length}`);

const lanesAre = (node: Node, args: readonly Node[]) =>
  need(
    args.every(arg => arg.lanes === node.lanes),
    'arguments of other lanes',
  );

const source: Rule = (_node, args) => count(0, args);

const bitwise =
  (n: number): Rule =>
  (node, args) =>
    count(n, args) ??
    lanesAre(node, args) ??
    need(
      args.every(arg => arg.width === node.width),
      'arguments of another width',
    );

const product: Rule = (node, args) =>
  count(2, args) ??
  lanesAre(node, args) ??
  need(node.width === args[0]!.width + args[1]!.width, 'width is not the sum of widths');

const comparison: Rule = (node, args) =>
  count(2, args) ??
  lanesAre(node, args) ??
  need(node.width === 1, 'is not 1 bit') ??
  need(args[0]!.width === args[1]!.width, 'arguments of different widths');

const shift: Rule = (node, args) =>
  count(2, args) ??
  lanesAre(node, args.slice(0, 1)) ??
  need(args[0]!.width === node.width, 'value of another width') ??
  need(args[1]!.lanes === 1 || args[1]!.lanes === node.lanes, 'amount of other lanes');

const reduction: Rule = (node, args) =>
  count(1, args) ?? lanesAre(node, args) ?? need(node.width === 1, 'is not 1 bit');

const extension: Rule = (node, args) =>
  count(1, args) ?? lanesAre(node, args) ?? need(node.width > args[0]!.width, 'does not grow');

const rules: Readonly<Record<Op, Rule>> = {
  const: (node, args) =>
    count(0, args) ??
    need(node.value?.length === node.lanes, 'has not one value per lane') ??
    need(
      node.value!.every(value => value >= 0n && value < 1n << BigInt(node.width)),
      'value does not fit its width',
    ),
  input: source,
  output: source,
  wire: source,
  reg: source,
  inst: source,
  read: (node, args) =>
    need(args.length === 1 || args.length === 2, 'takes 1 or 2 arguments') ??
    need(node.lanes === 1 && args.every(arg => arg.lanes === 1), 'has lanes') ??
    need(args.length === 1 || args[1]!.width === 1, 'enable is not 1 bit'),
  and: bitwise(2),
  or: bitwise(2),
  xor: bitwise(2),
  not: bitwise(1),
  add: bitwise(2),
  sub: bitwise(2),
  mulu: product,
  muls: product,
  eq: comparison,
  ne: comparison,
  ltu: comparison,
  lts: comparison,
  leu: comparison,
  les: comparison,
  shl: shift,
  shru: shift,
  shrs: shift,
  redand: reduction,
  redor: reduction,
  redxor: reduction,
  slice: (node, args) =>
    count(1, args) ??
    lanesAre(node, args) ??
    need(
      node.from !== undefined && node.from >= 0 && node.from + node.width <= args[0]!.width,
      'bits outside its argument',
    ),
  cat: (node, args) =>
    need(args.length > 0, 'takes arguments') ??
    lanesAre(node, args) ??
    need(node.width === args.reduce((sum, arg) => sum + arg.width, 0), 'width is not the sum of widths'),
  zext: extension,
  sext: extension,
  mux: (node, args) =>
    count(3, args) ??
    lanesAre(node, args.slice(1)) ??
    need(
      args[0]!.width === 1 && (args[0]!.lanes === 1 || args[0]!.lanes === node.lanes),
      'condition of another shape',
    ) ??
    need(args[1]!.width === node.width && args[2]!.width === node.width, 'arguments of another width'),
  splat: (node, args) =>
    count(1, args) ?? need(args[0]!.lanes === 1 && args[0]!.width === node.width, 'argument of another shape'),
  pick: (node, args) =>
    count(1, args) ??
    need(args[0]!.width === node.width, 'argument of another width') ??
    need(
      node.from !== undefined && node.from >= 0 && node.from + node.lanes <= args[0]!.lanes,
      'lanes outside its argument',
    ),
  pack: (node, args) =>
    need(args.length > 0 && args.every(arg => arg.width === node.width), 'arguments of another width') ??
    need(node.lanes === args.reduce((sum, arg) => sum + arg.lanes, 0), 'lanes are not the sum of lanes'),
  index: (node, args) =>
    count(2, args) ??
    need(node.lanes === 1 && args[1]!.lanes === 1, 'has lanes') ??
    need(args[0]!.width === node.width, 'argument of another width'),
  reshape: (node, args) =>
    count(1, args) ?? need(node.width * node.lanes === args[0]!.width * args[0]!.lanes, 'does not keep its bits'),
};

export function nodeFaults({ nodes, memories, instances }: Module): Fault[] {
  return nodes.flatMap((node, position) => {
    const note =
      need(node.id === position, `stands at ${position}, and has the id ${node.id}`) ??
      need(Object.hasOwn(ops, node.op), `unknown operator ${node.op}`) ??
      need(isCount(node.width) && isCount(node.lanes), 'needs at least 1 bit and 1 lane') ??
      need(
        node.args.every(arg => arg < position && arg >= 0 && isCount(arg + 1)),
        'an argument does not come before it',
      ) ??
      need(node.op !== 'read' || memories[node.of!] !== undefined, 'reads no memory') ??
      need(node.op !== 'inst' || instances[node.of!] !== undefined, 'belongs to no instance') ??
      need(node.nameLevel !== 'port' || node.op === 'input' || node.op === 'output', 'has the name of a port') ??
      rules[node.op](
        node,
        node.args.map(arg => nodes[arg]!),
      );
    return note === undefined ? [] : { note: `${node.op} ${note}`, node: position };
  });
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
