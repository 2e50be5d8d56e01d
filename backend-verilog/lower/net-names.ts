import type { Module, Node, NodeId } from '../../dsl/ir/index.js';
import { identifier } from '../rtl/identifier.js';
import { derivedNames } from './derived-name.js';
import { createNames, type Names } from './names.js';
import type { Plan } from './plan.js';

/** All names of one module, before anything is printed. */
export interface NetNames {
  readonly names: Names;
  readonly nets: ReadonlyMap<NodeId, string>;
  readonly memories: readonly string[];
  readonly instances: readonly string[];
}

/** Tried behind a name that is taken. */
const roles: Partial<Record<Node['op'], string>> = { reg: 'reg', pack: 'lanes' };

/** Every pin of a module in the order of its header: clocks and resets, then the declared ports. */
function pinNames(module: Module): string[] {
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
  for (const port of module.ports) nets.set(port.node, identifier(port.name));
  const claim = (node: Node, wanted: string): void => {
    nets.set(node.id, names.take(wanted, roles[node.op]));
  };
  const open = module.nodes.filter(node => plan.net[node.id] && !nets.has(node.id));
  for (const node of open) if (node.name && node.nameLevel !== 'hint') claim(node, node.name);
  const memories = module.memories.map(({ name }) => names.take(name, 'mem'));
  const instances = module.instances.map(({ name }) => names.take(name, 'inst', below));
  for (const node of open) if (node.name && node.nameLevel === 'hint') claim(node, node.name);
  const derived = derivedNames(module, plan, nets);
  for (const node of open) if (!nets.has(node.id)) claim(node, derived.of(node));
  return { names, nets, memories, instances };
}
