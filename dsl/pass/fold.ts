import { type Design, evaluate, isSource, type Module, type Node, type NodeId } from '../ir/index.js';
import { become } from './fold/contents.js';
import { identity } from './fold/identity.js';
import { pruned } from './fold/prune.js';
import type { Transform } from './pass.js';
import { redirect } from './rewrite.js';
import { printed } from './statements.js';
import { withName } from './with-name.js';

/**
 * What is known while the hardware is built is computed now: operators on constants, operators that give back one
 * of their arguments, bits of bits. Memories are never looked into, so a table that is asked to be block RAM stays one.
 */
export const fold: Transform = {
  name: 'fold',
  describe: 'compute what is constant, and drop operators that change nothing',
  run: (design: Design): Design => ({ ...design, modules: design.modules.map(foldModule) }),
};

function foldModule(module: Module): Module {
  const nodes = [...module.nodes];
  const replace = Int32Array.from(nodes, node => node.id);
  const shown = printed(module.body);
  let changed = false;
  for (const before of module.nodes) {
    const { id } = before;
    if (isSource(before.op)) continue;
    const args = before.args.map(arg => replace[arg]!);
    const node = args.every((arg, i) => arg === before.args[i]) ? before : { ...before, args };
    nodes[id] = node;
    if (node.op === 'read') continue;
    const result = simplest(node, nodes);
    if (result === undefined) continue;
    const other = typeof result === 'number' ? nodes[result]! : undefined;
    const named = other && withName(other, node, shown);
    if (named && !shown.has(id) && (node.nameLevel !== 'name' || named.name === node.name)) {
      replace[id] = named.id;
      nodes[named.id] = named;
    } else if (!other) nodes[id] = result as Node;
    // A name that is kept for good needs a bearer, and a value that is printed keeps its format: only a constant moves in.
    else if (other.op === 'const') nodes[id] = { ...become(node, 'const', []), value: other.value! };
    else continue;
    changed = true;
  }
  const body = pruned(module.body, id => constantOf(nodes[replace[id]!]!));
  return changed || body !== module.body ? redirect(module, nodes, replace, body) : module;
}

const constantOf = (node: Node): bigint | undefined => (node.op === 'const' ? node.value![0] : undefined);

/** Folds until nothing is gained: what comes out of one rule may be what another waits for. */
function simplest(node: Node, nodes: readonly Node[]): NodeId | Node | undefined {
  const result = folded(node, nodes);
  if (typeof result !== 'object' || result.op === 'const') return result;
  return simplest(result, nodes) ?? result;
}

/** Another node that has the same value, or simpler contents for this one; undefined when there is nothing to gain. */
function folded(node: Node, nodes: readonly Node[]): NodeId | Node | undefined {
  const args = node.args.map(arg => nodes[arg]!);
  if (args.every(arg => arg.op === 'const')) {
    const value = evaluate(
      node,
      args.map(arg => arg.value!),
      args.map(arg => arg.width),
    );
    return { ...become(node, 'const', []), value };
  }
  return identity(node, args, id => nodes[id]!);
}
