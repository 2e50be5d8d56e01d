import type { Module, Node, NodeId, Op } from '../ir/index.js';

const infix: Partial<Record<Op, string>> = {
  and: '&',
  or: '|',
  xor: '^',
  add: '+',
  sub: '-',
  mulu: '*',
  muls: '*',
  eq: '==',
  ne: '!=',
  ltu: '<',
  lts: '<',
  leu: '<=',
  les: '<=',
  shl: '<<',
  shru: '>>',
  shrs: '>>',
};

/** Longer expressions say less than 'an expression'. */
const longest = 48;

/** A value in words of the user: its name, or else what computes it, as `count == 3`. */
export function describe(module: Module, id: NodeId): string {
  const text = expression(module, id, 3);
  return text.length <= longest ? text : kind(module.nodes[id]!);
}

/** `state is run`, `en is 0`: a value in words, as its format reads it. */
export function valueText(node: Node, value: bigint): string {
  const { format, width } = node;
  if (format.kind === 'enum') return format.cases[Number(value)] ?? String(value);
  if (format.kind === 'sint') return String(BigInt.asIntN(width, value));
  return String(value);
}

function expression(module: Module, id: NodeId, depth: number): string {
  const node = module.nodes[id]!;
  if (node.name !== undefined) return node.name;
  const { op, args } = node;
  if (op === 'const') return node.value!.map(value => valueText(node, value)).join(', ');
  if (depth === 0) return '...';
  const arg = (i: number): string => expression(module, args[i]!, depth - 1);
  const inner = (i: number): string =>
    infix[module.nodes[args[i]!]!.op] && depth > 1 && !module.nodes[args[i]!]!.name ? `(${arg(i)})` : arg(i);
  const against = comparedCase(module, node);
  if (against) return `${inner(0)} ${infix[op]} ${against}`;
  if (infix[op]) return `${inner(0)} ${infix[op]} ${inner(1)}`;
  switch (op) {
    case 'not':
      return `!${inner(0)}`;
    case 'slice':
      return `${inner(0)}[${node.width === 1 ? node.from : `${node.from! + node.width - 1}:${node.from}`}]`;
    case 'pick':
      return `${inner(0)}[${node.from}]`;
    case 'index':
      return `${inner(0)}[${arg(1)}]`;
    case 'zext':
    case 'sext':
    case 'splat':
    case 'reshape':
      return arg(0);
    case 'mux':
      return `${inner(0)} ? ${inner(1)} : ${inner(2)}`;
    case 'inst':
      return `${module.instances[node.of!]!.name}.${node.port}`;
    default:
      return kind(node);
  }
}

/** The case that a comparison of an enum with a constant is about. */
function comparedCase(module: Module, { op, args }: Node): string | undefined {
  if (op !== 'eq' && op !== 'ne') return undefined;
  const [left, right] = args.map(id => module.nodes[id]!);
  return right!.op === 'const' && right!.name === undefined && left!.format.kind === 'enum'
    ? valueText(left!, right!.value![0]!)
    : undefined;
}

const kinds: Partial<Record<Op, string>> = {
  reg: 'a register',
  wire: 'a wire',
  output: 'an output',
  input: 'an input',
  read: 'a memory read',
  inst: 'an output of an instance',
  const: 'a constant',
};

const kind = ({ op }: Node): string => kinds[op] ?? `the result of ${op}`;
