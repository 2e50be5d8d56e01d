import type { Module, Node, NodeId } from '../../dsl/ir/index.js';
import { createNames, joinName, legal, type Names, portName } from './names.js';
import type { Plan } from './plan.js';

/** All names of one module, before anything is printed. */
export interface NetNames {
  readonly names: Names;
  readonly nets: ReadonlyMap<NodeId, string>;
  readonly memories: readonly string[];
  readonly instances: readonly string[];
}

/** Every pin of a module in the order of its header: clocks and resets, then the declared ports. */
export function pinNames(module: Module): string[] {
  const clocks = module.domains.flatMap(({ clock, reset }) => (reset ? [clock, reset.port] : [clock]));
  return [...new Set(clocks), ...module.ports.map(port => port.name)];
}

/**
 * Gives names in order of their claim to them: pins, names that the user gave, memories and instances, hints,
 * and last what is named after its operands. A later claim can never rename an earlier one.
 *
 * @param below names within the modules below this one: an instance that bore one would be hidden there.
 */
export function nameNets(module: Module, plan: Plan, below: ReadonlySet<string>): NetNames {
  const names = createNames(pinNames(module));
  const nets = new Map<NodeId, string>();
  for (const port of module.ports) nets.set(port.node, portName(port.name));
  const claim = (node: Node, wanted: string): void => {
    nets.set(node.id, names.take(wanted, node.op === 'reg' ? 'reg' : undefined));
  };
  const open = module.nodes.filter(node => plan.net[node.id] && !nets.has(node.id));
  for (const node of open) if (node.name && node.nameLevel !== 'hint') claim(node, node.name);
  const memories = module.memories.map(({ name }) => names.take(name, 'mem'));
  const instances = module.instances.map(({ name }) => names.take(name, 'inst', below));
  for (const node of open) if (node.name && node.nameLevel === 'hint') claim(node, node.name);
  for (const node of open) if (!nets.has(node.id)) claim(node, derived(module, plan, nets, node));
  return { names, nets, memories, instances };
}

const verbs: Partial<Record<Node['op'], string>> = {
  add: 'sum',
  sub: 'diff',
  mulu: 'product',
  muls: 'product',
  not: 'not',
  redand: 'all',
  redor: 'any',
  redxor: 'parity',
  cat: 'cat',
  pack: 'lanes',
  mux: 'mux',
};
const infixes: Partial<Record<Node['op'], string>> = {
  and: 'and',
  or: 'or',
  xor: 'xor',
  eq: 'eq',
  ne: 'ne',
  ltu: 'lt',
  lts: 'lt',
  leu: 'le',
  les: 'le',
  shl: 'shl',
  shru: 'shr',
  shrs: 'shr',
  index: 'at',
};

/** A name made of what the node computes: `sum_acc_bias`, `count_eq_9`. */
function derived(module: Module, plan: Plan, nets: ReadonlyMap<NodeId, string>, node: Node): string {
  const label = (id: NodeId, depth: number): string => {
    const name = nets.get(id);
    if (name) return legal(name.trim().replace(/^\\/, ''));
    const known = plan.constants[id];
    if (known) return known.length === 1 ? String(known[0]) : 'values';
    return depth === 0 ? module.nodes[id]!.op : describe(module.nodes[id]!, depth - 1);
  };
  /** Of a sum of sums only the first operand: `sum_a_c` for a + b + c. */
  const first = (id: NodeId, op: Node['op']): NodeId => {
    const arg = module.nodes[id]!;
    const through = arg.op === op || arg.op === 'sext' || arg.op === 'zext';
    return through && (arg.op === op || module.nodes[arg.args[0]!]!.op === op) ? first(arg.args[0]!, op) : id;
  };
  const describe = (n: Node, depth: number): string => {
    const args = n.args.map((arg, i) => label(i === 0 ? first(arg, n.op) : arg, depth));
    const infix = infixes[n.op];
    if (infix) return joinName([args[0]!, infix, args[1]!]);
    if (n.op === 'slice') return joinName([args[0]!, String(n.from! + n.width - 1), String(n.from!)]);
    if (n.op === 'pick') return joinName([args[0]!, String(n.from!)]);
    if (n.op === 'zext' || n.op === 'sext' || n.op === 'splat' || n.op === 'reshape') return args[0]!;
    return joinName([verbs[n.op] ?? n.op, ...args.slice(0, 3)]);
  };
  if (plan.constants[node.id]) return 'values';
  switch (node.op) {
    case 'read':
      return `${module.memories[node.of!]!.name}_data`;
    case 'inst':
      return `${module.instances[node.of!]!.name}_${node.port!}`;
    case 'reg':
      return 'state';
    case 'wire':
      return 'wire';
    case 'reshape':
      return joinName([label(node.args[0]!, 2), 'cut']);
    case 'zext':
    case 'sext':
      return joinName([label(node.args[0]!, 2), 'wide']);
    case 'splat':
      return joinName([label(node.args[0]!, 2), 'copies']);
    default:
      return describe(node, 2);
  }
}
