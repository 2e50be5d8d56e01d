import { type Design, moduleOf, type Node } from '../dsl/ir/index.js';
import { type Scope, scopesOf } from './hierarchy.js';
import type { Signal } from './machine.js';

/** Where the value of a signal lives: a node of an instance, or a reset pin of the top module. */
export type Place =
  | { readonly at: 'node'; readonly scope: number; readonly node: number }
  | { readonly at: 'reset'; readonly port: string };

/** A signal together with its place. */
export interface PlacedSignal extends Signal {
  readonly place: Place;
}

/**
 * Every signal of a design: the reset pins of the top, then instance by instance (each before those it holds)
 * its ports, registers and named values, in order of their nodes. Names that are mere hints are not listed,
 * except those of registers.
 */
export function signalsOf(design: Design, scopes: readonly Scope[] = scopesOf(design)): readonly PlacedSignal[] {
  const resets = new Set(moduleOf(design, design.top).domains.flatMap(domain => domain.reset?.port ?? []));
  const signals: PlacedSignal[] = [...resets].map(port => ({
    path: [port],
    kind: 'reset',
    width: 1,
    lanes: 1,
    format: { kind: 'bool' },
    place: { at: 'reset', port },
  }));
  scopes.forEach((scope, index) => {
    const ports = new Map(scope.module.ports.map(port => [port.node, port.name]));
    for (const node of scope.module.nodes) {
      const name = ports.get(node.id) ?? ownName(node);
      if (name === undefined) continue;
      signals.push({
        path: [...scope.path, name],
        kind: kindOf(node, scope),
        width: node.width,
        lanes: node.lanes,
        format: node.format,
        place: { at: 'node', scope: index, node: node.id },
      });
    }
  });
  return signals;
}

function ownName(node: Node): string | undefined {
  if (node.op === 'const') return undefined;
  return node.op === 'reg' || node.nameLevel !== 'hint' ? node.name : undefined;
}

function kindOf(node: Node, scope: Scope): Signal['kind'] {
  if (node.op === 'reg') return 'reg';
  if (scope.parent) return 'wire';
  return node.op === 'input' || node.op === 'output' ? node.op : 'wire';
}
