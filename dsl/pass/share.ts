import { type Design, type Format, isSource, type Module, type Node } from '../ir/index.js';
import type { Transform } from './pass.js';
import { redirect } from './rewrite.js';

/**
 * Of two nodes that compute the same, readers take the first. A node that is named for good always stays, and later
 * unnamed copies give way to it. Memory reads are ports, and ports are counted by the user: they are never shared.
 */
export const share: Transform = {
  name: 'share',
  describe: 'compute the same thing once, unless both have names that are kept',
  run: (design: Design): Design => ({ ...design, modules: design.modules.map(shareModule) }),
};

function shareModule(module: Module): Module {
  const replace = Int32Array.from(module.nodes, node => node.id);
  const first = new Map<string, number>();
  let shared = false;
  for (const node of module.nodes) {
    if ((isSource(node.op) && node.op !== 'const') || node.op === 'read') continue;
    const key = keyOf(node, replace);
    const other = first.get(key);
    if (other === undefined) first.set(key, node.id);
    else if (node.nameLevel !== 'name' && !wantsAnother(node, module.nodes[other]!)) {
      replace[node.id] = other;
      shared = true;
    }
  }
  return shared ? redirect(module, withNames(module, replace), replace) : module;
}

/** Both have names, and not the same: the library calls what it makes again by the same hint, as `x_fire`. */
const wantsAnother = (node: Node, first: Node): boolean =>
  node.name !== undefined && first.name !== undefined && node.name !== first.name;

/** Equal for nodes of equal value. The format takes part: it tells how the value is printed. */
function keyOf({ op, width, lanes, args, value, from, format }: Node, replace: Int32Array): string {
  const a = args.length > 0 ? replace[args[0]!] : '';
  const b = args.length > 1 ? replace[args[1]!] : '';
  let key = `${op} ${width} ${lanes} ${formatKey(format)} ${a} ${b}`;
  for (let i = 2; i < args.length; i++) key += ` ${replace[args[i]!]}`;
  if (from !== undefined) key += ` from ${from}`;
  return value ? `${key} = ${value.join(' ')}` : key;
}

function formatKey(format: Format): string {
  switch (format.kind) {
    case 'fixed':
      return `fixed ${format.signed} ${format.frac}`;
    case 'enum':
      return `enum ${format.name} ${format.cases.join(' ')}`;
    default:
      return format.kind;
  }
}

/** The first of several takes the name that another had, when it has none itself. */
function withNames(module: Module, replace: Int32Array): readonly Node[] {
  const nodes = [...module.nodes];
  for (const node of module.nodes) {
    const kept = nodes[replace[node.id]!]!;
    if (kept.name !== undefined || node.name === undefined || kept.op === 'const') continue;
    nodes[kept.id] = { ...kept, name: node.name, nameLevel: 'hint' };
  }
  return nodes;
}
