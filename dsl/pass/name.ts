import type { Design, Instance, Memory, Module, Node } from '../ir/index.js';
import { type Claim, settle } from './name/claims.js';
import type { Transform } from './pass.js';

/**
 * Makes names unique in their module and legal in Verilog. Ports, clocks and resets keep theirs to the letter; then
 * come the names that the user gave, memories and instances, and at last hints: who comes later gives way. Values
 * without a name keep none: what has to be declared in Verilog is known to its printer, which names it by its operands.
 */
export const name: Transform = {
  name: 'name',
  describe: 'make the names of each module unique, and legal in Verilog',
  run: (design: Design): Design => ({ ...design, modules: design.modules.map(nameModule) }),
};

function nameModule(module: Module): Module {
  const taken = new Set([
    ...module.ports.map(port => port.name),
    ...module.domains.flatMap(({ clock, reset }) => (reset ? [clock, reset.port] : [clock])),
  ]);
  const nodes = [...module.nodes];
  const settleNodes = (wants: (node: Node) => boolean): void => {
    const found = nodes.filter(node => node.name !== undefined && wants(node));
    for (const [i, given] of settle(found.map(claimOf), taken).entries()) {
      const node = found[i]!;
      if (given !== node.name) nodes[node.id] = { ...node, name: given };
    }
  };
  settleNodes(({ nameLevel }) => nameLevel === 'name');
  const things = [
    ...module.memories.map(({ name: wanted }) => ({ wanted, role: 'mem' })),
    ...module.instances.map(({ name: wanted }) => ({ wanted, role: 'inst' })),
  ];
  const names = settle(things, taken);
  const renamed = <T extends Memory | Instance>(things: readonly T[], first: number): readonly T[] =>
    things.map((thing, i) => (thing.name === names[first + i] ? thing : { ...thing, name: names[first + i]! }));
  settleNodes(({ nameLevel }) => nameLevel === 'hint' || nameLevel === undefined);
  return {
    ...module,
    nodes,
    memories: renamed(module.memories, 0),
    instances: renamed(module.instances, module.memories.length),
  };
}

function claimOf({ name: wanted, op }: Node): Claim {
  return { wanted: wanted!, role: op === 'reg' || op === 'wire' ? op : 'value' };
}
