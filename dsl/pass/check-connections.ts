import type { Diagnostic } from '../error/diagnostic.js';
import type { NodeId } from '../ir/index.js';
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
        const names = open.map(port => port.name);
        return [
          {
            code: 'HW025',
            message: `${instance.name} has no value at its input${names.length > 1 ? 's' : ''} ${list(names)}`,
            spans: [
              { loc: instance.loc, note: `this ${inner.name} lacks ${list(names)}` },
              ...open.slice(0, 3).map(port => ({ loc: port.loc, note: `${port.name} is declared here` })),
            ],
            module: module.name,
            where: module.loc,
            help: `connect it: ${instance.name}.${open[0]!.path.join('.')}.set(...)`,
          },
        ];
      }),
    ),
};
