import type { Instance, NodeId } from '../../ir/index.js';
import type { Analysis } from '../analyse/analysis.js';
import type { Border } from './border.js';

/** What a node's value changes with. */
export interface Source {
  readonly domains: readonly string[];
  /** Whether that is all; else the value also changes with what it depends on within the cycle. */
  readonly isAll: boolean;
}

export type Sources = ReadonlyMap<NodeId, Source>;

/** Registers, synchronous reads, words written under a clock, input ports, and outputs of instances. */
export function sourcesOf({ module, child }: Analysis, border: (instance: number) => Border): Sources {
  const sources = new Map<NodeId, Source>();
  const put = (node: NodeId, domains: readonly string[], isAll: boolean): void => {
    if (domains.length > 0) sources.set(node, { domains, isAll });
  };
  for (const { node, domain } of module.registers) put(node, [domain], true);
  for (const { reads, writes } of module.memories) {
    for (const { node, domain } of reads) {
      if (domain === undefined) put(node, [...new Set(writes.map(write => write.domain))], false);
      else put(node, [domain], true);
    }
  }
  for (const { dir, node, domain } of module.ports) if (dir === 'in' && domain !== undefined) put(node, [domain], true);
  for (const [i, instance] of module.instances.entries()) {
    for (const port of child(i).module.ports) {
      const node = instance.outputs[port.name];
      if (port.dir === 'out' && node !== undefined) {
        put(node, outside(instance, border(i).outOf(port)), port.domain !== undefined);
      }
    }
  }
  return sources;
}

/** Domains of a child, as the parent calls them. */
export const outside = (instance: Instance, domains: readonly string[]): readonly string[] =>
  domains.flatMap(domain => instance.domains[domain] ?? []);
