import { moduleOf, type NodeId } from '../../dsl/ir/index.js';
import { type Expr, literal, ref, unary } from '../rtl/expr.js';
import { identifier } from '../rtl/identifier.js';
import type { Connection } from '../rtl/item.js';
import { unwrap } from './root.js';
import { highest, netName, type Placed, type Scope } from './scope.js';
import { value } from './value.js';

/** Instances with their pins in the order of the child's header. */
export function lowerInstances(scope: Scope): Placed[] {
  return scope.module.instances.map((instance, index) => {
    const child = moduleOf(scope.design, instance.module);
    const name = scope.instanceNames[index]!;
    const pins = new Map<string, Omit<Connection, 'port'>>();
    const feed = (pin: string, from: Expr): unknown => pins.set(pin, { dir: 'input', value: from });
    for (const domain of child.domains) {
      const outer = scope.module.domains.find(
        ({ name: own }) => own === (instance.domains[domain.name] ?? domain.name),
      );
      if (!outer) throw new Error(`domain '${domain.name}' of ${instance.name} has no clock in '${scope.module.name}'`);
      const clock = ref(identifier(outer.clock));
      feed(domain.clock, outer.edge === domain.edge ? clock : unary('~', clock));
      if (domain.reset) feed(domain.reset.port, resetPin(domain.reset.activeLow, outer.reset));
    }
    for (const port of child.ports) {
      const width = port.width * port.lanes;
      if (port.dir === 'in') {
        const given = instance.inputs[port.name];
        feed(port.name, given === undefined ? literal(width, 0n) : connected(scope, given));
        continue;
      }
      const node = instance.outputs[port.name];
      const used = node !== undefined && scope.plan.net[node];
      // Linters want every pin connected, and take the name as a promise that nobody reads it.
      const net = used ? netName(scope, node) : scope.names.take(`${name}_${port.name}_unused`);
      scope.declarations.push({ kind: 'net', type: 'wire', name: net, width });
      pins.set(port.name, { dir: 'output', value: ref(net) });
    }
    const at = highest(Object.values(instance.inputs));
    return {
      at,
      items: [
        {
          kind: 'instance',
          module: child.extern?.verilog ?? child.name,
          name,
          parameters: Object.entries(child.extern?.parameters ?? {}).map(([key, given]) => ({
            name: key,
            value: given,
          })),
          connections: [...pins].map(([pin, connection]) => ({ port: identifier(pin), ...connection })),
          loc: instance.loc,
        },
      ],
    };
  });
}

/** A pin takes its value as an assignment does; Yosys 0.55 stops at a cast to unsigned there. */
const connected = (scope: Scope, id: NodeId): Expr => unwrap(value(scope, id));

/** The child's reset, turned to its polarity; inactive when this module has none. */
function resetPin(activeLow: boolean, outer: { readonly port: string; readonly activeLow: boolean } | undefined): Expr {
  if (!outer) return literal(1, activeLow ? 1n : 0n);
  const pin = ref(identifier(outer.port));
  return outer.activeLow === activeLow ? pin : unary('!', pin);
}
