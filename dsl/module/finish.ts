import type { Design, Instance, Module } from '../ir/index.js';
import type { Built, Scope } from '../scope/scope.js';
import { variantNames } from './variant-names.js';

/** All that was built for a top module, as IR. Children come before the parents that use them. */
export function finish(built: readonly Built[], top: Built): Design {
  const names = variantNames(built);
  return { top: names.get(top)!, modules: built.map(item => moduleOf(item, names)) };
}

function moduleOf(built: Built, names: ReadonlyMap<Built, string>): Module {
  const { scope, options } = built;
  const { nodes, body, ports, registers, memories, streams, loc } = scope;
  return {
    name: names.get(built)!,
    domains: [...scope.domains.values()],
    ports,
    nodes,
    body,
    registers,
    memories: uniquelyNamed(memories),
    instances: instancesOf(scope, names),
    streams,
    ...(options.extern && {
      extern: { verilog: options.extern.verilog, parameters: options.extern.parameters(built.params as never) },
    }),
    ...(options.synchroniser && { synchroniser: true }),
    loc,
  };
}

/** Instances get their names, `u_child` where the user gave none, and the wires to their inputs are named after them. */
function instancesOf(scope: Scope, names: ReadonlyMap<Built, string>): Instance[] {
  const drafts = uniquelyNamed(
    scope.instances.map(draft => ({ ...draft, name: draft.name ?? `u_${draft.child.base}` })),
  );
  return drafts.map(({ name, child, inputs, outputs, domains, loc }) => {
    for (const [port, id] of [...Object.entries(inputs), ...Object.entries(outputs)]) {
      const node = scope.nodes[id]!;
      if (node.name === undefined) Object.assign(node, { name: `${name}_${port}`, nameLevel: 'hint' });
    }
    return { name, module: names.get(child)!, inputs, outputs, domains, loc };
  });
}

/** Names that occur several times get `_0`, `_1` ... in the order in which they were made. */
function uniquelyNamed<T extends { readonly name: string }>(items: readonly T[]): T[] {
  const count = new Map<string, number>();
  for (const { name } of items) count.set(name, (count.get(name) ?? 0) + 1);
  const taken = new Set(items.map(item => item.name));
  const next = new Map<string, number>();
  return items.map(item => {
    if (count.get(item.name) === 1) return item;
    let name: string;
    do {
      const i = next.get(item.name) ?? 0;
      next.set(item.name, i + 1);
      name = `${item.name}_${i}`;
    } while (taken.has(name));
    return { ...item, name };
  });
}
