import type { Diagnostic } from '../error/diagnostic.js';
import type { Loc, Module, NodeId, Port } from '../ir/index.js';
import { analyse } from './analyse/analysis.js';
import type { Check } from './pass.js';
import { list } from './phrase.js';

/**
 * HW025. One error for each instance, with all the inputs that it lacks: those that are in no table, and those whose
 * wire nothing drives, as the language leaves an input that the parent never sets.
 */
export const checkConnections: Check = {
  name: 'check-connections',
  describe: 'every input of every instance is connected',
  check: design =>
    analyse(design).flatMap(({ module, effects, child }) =>
      module.instances.flatMap((instance, i): Diagnostic[] => {
        const inner = child(i).module;
        const isOpen = (feeding: NodeId | undefined): boolean =>
          feeding === undefined || (module.nodes[feeding]!.op === 'wire' && !effects.drives.has(feeding));
        const open = inner.ports.filter(port => port.dir === 'in' && isOpen(instance.inputs[port.name]));
        if (open.length === 0) return [];
        const things = new Map(open.map(port => thingOf(inner, port)).map(thing => [thing.label, thing]));
        const labels = list([...things.keys()]);
        return [
          {
            code: 'HW025',
            message: `nothing is connected to ${labels} of ${instance.name}`,
            spans: [
              { loc: instance.loc, note: `this ${inner.name} lacks ${labels}` },
              ...[...things.values()].slice(0, 3).map(({ loc, label }) => ({ loc, note: `${label} is declared here` })),
            ],
            module: module.name,
            where: module.loc,
            help: `connect it: ${[...things.values()][0]!.connect(instance.name)}`,
          },
        ];
      }),
    ),
};

/** What a user connects: a stream as a whole, any other port by itself. */
interface Thing {
  readonly label: string;
  readonly loc: Loc | undefined;
  readonly connect: (instance: string) => string;
}

function thingOf(module: Module, { node, name, path, loc }: Port): Thing {
  const stream = module.streams.find(({ valid, ready, last, payload }) =>
    [valid, ready, last, ...payload.map(part => part.node)].includes(node),
  );
  if (!stream || stream.dir === 'inner') {
    return { label: name, loc, connect: instance => `${instance}.${path.join('.')}.set(...)` };
  }
  const connect = (instance: string): string =>
    stream.dir === 'in' ? `stream.into(${instance}.${stream.name})` : `${instance}.${stream.name}.into(...)`;
  return { label: `stream ${stream.name}`, loc, connect };
}
