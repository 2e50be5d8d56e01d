import type { Instance, Module, NodeId, Port } from '../../ir/index.js';
import type { Analysis } from '../analyse/analysis.js';

/** Domain by node for those that have one of their own: what their value changes with. */
export type Sources = ReadonlyMap<NodeId, string>;

/**
 * The domain of a port. One without a domain belongs to the only domain of its module; with several or none it
 * follows its surroundings, and into a synchroniser anything may go.
 */
export function portDomain(module: Module, port: Port): string | undefined {
  if (port.domain !== undefined) return port.domain;
  if (module.domains.length !== 1 || (module.synchroniser && port.dir === 'in')) return undefined;
  return module.domains[0]!.name;
}

/** The same, for a port of an instance, as a domain of the parent. */
export function instancePortDomain(child: Module, instance: Instance, port: Port): string | undefined {
  const inner = portDomain(child, port);
  return inner === undefined ? undefined : instance.domains[inner];
}

/** Registers, synchronous reads, input ports and the outputs of instances with a clock. */
export function sourcesOf({ module, child }: Analysis): Sources {
  const sources = new Map<NodeId, string>();
  const put = (node: NodeId, domain: string | undefined): void =>
    void (domain !== undefined && sources.set(node, domain));
  for (const { node, domain } of module.registers) put(node, domain);
  for (const { reads } of module.memories) for (const { node, domain } of reads) put(node, domain);
  for (const port of module.ports) if (port.dir === 'in') put(port.node, portDomain(module, port));
  for (const [i, instance] of module.instances.entries()) {
    const inner = child(i).module;
    for (const port of inner.ports) {
      const node = instance.outputs[port.name];
      if (port.dir === 'out' && node !== undefined) put(node, instancePortDomain(inner, instance, port));
    }
  }
  return sources;
}
