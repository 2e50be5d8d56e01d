import type { Design, Node, NodeId } from '../../dsl/ir/index.js';
import { type Scope, scopesOf } from '../hierarchy.js';
import { requireModels } from '../models.js';
import { type Drivers, driversOf } from './drivers.js';

/** Number of a node in the flattened design: `scope.base + id`. */
export type FlatId = number;

/** A design without its hierarchy: every node of every instance under one number, ports seen through. */
export interface Flat {
  readonly design: Design;
  readonly scopes: readonly Scope[];
  /** Number of nodes, of all instances. */
  readonly size: number;
  /** Index of the scope that a node stands in. */
  scopeOf(id: FlatId): number;
  node(id: FlatId): Node;
  drivers(scope: number): Drivers;
  /** The node that a port of an instance stands for, on either side; every other node is itself. */
  source(id: FlatId): FlatId;
  /** The source of a node of a scope. */
  at(scope: number, node: NodeId): FlatId;
}

/**
 * Lays the instances of a design side by side.
 *
 * @throws Error for a black box that has outputs and no model: there is nothing to simulate.
 */
export function flatten(design: Design): Flat {
  const scopes = scopesOf(design);
  requireModels(scopes);
  const drivers = new Map(design.modules.map(module => [module, driversOf(module)]));
  const ports = new Map(
    design.modules.map(module => [module, new Map(module.ports.map(port => [port.name, port.node]))]),
  );
  const owner: number[] = [];
  const children: number[][] = scopes.map(() => []);
  /** Of an input port of an instance: the node above that feeds it. */
  const fed = new Map<FlatId, FlatId>();
  scopes.forEach((scope, index) => {
    for (const _ of scope.module.nodes) owner.push(index);
    if (!scope.parent) return;
    const above = scopes[scope.parent.scope]!;
    children[scope.parent.scope]![scope.parent.instance] = index;
    const { inputs } = above.module.instances[scope.parent.instance]!;
    for (const [port, node] of Object.entries(inputs)) {
      fed.set(scope.base + ports.get(scope.module)!.get(port)!, above.base + node);
    }
  });
  const node = (id: FlatId): Node => {
    const scope = scopes[owner[id]!]!;
    return scope.module.nodes[id - scope.base]!;
  };
  const source = (id: FlatId): FlatId => {
    for (let at = id; ; ) {
      const { op, of, port } = node(at);
      if (op === 'inst') {
        const child = scopes[children[owner[at]!]![of!]!]!;
        at = child.base + ports.get(child.module)!.get(port!)!;
      } else {
        const feeder = op === 'input' ? fed.get(at) : undefined;
        if (feeder === undefined) return at;
        at = feeder;
      }
    }
  };
  return {
    design,
    scopes,
    size: owner.length,
    scopeOf: id => owner[id]!,
    node,
    drivers: scope => drivers.get(scopes[scope]!.module)!,
    source,
    at: (scope, id) => source(scopes[scope]!.base + id),
  };
}
