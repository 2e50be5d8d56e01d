import type { Module, NodeId } from '../../dsl/ir/index.js';
import { identifier } from '../rtl/identifier.js';
import type { RtlPort } from '../rtl/item.js';
import { interfaceAttributes } from './axi.js';

/** The header: clocks and resets in the order of the domains, then the ports as declared. */
export function lowerPorts(module: Module, procedural: ReadonlySet<NodeId>): RtlPort[] {
  const attributes = interfaceAttributes(module);
  const clocks = new Set(module.domains.flatMap(({ clock, reset }) => (reset ? [clock, reset.port] : [clock])));
  const pins = [...clocks].map(
    (name): RtlPort => ({
      dir: 'input',
      type: 'wire',
      name: identifier(name),
      width: 1,
      attributes: attributes.get(name) ?? [],
    }),
  );
  const ports = module.ports.map(
    (port): RtlPort => ({
      dir: port.dir === 'in' ? 'input' : 'output',
      type: procedural.has(port.node) ? 'reg' : 'wire',
      name: identifier(port.name),
      width: port.width * port.lanes,
      attributes: attributes.get(port.name) ?? [],
      loc: port.loc,
    }),
  );
  return [...pins, ...ports];
}
