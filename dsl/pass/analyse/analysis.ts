import type { Design, Module } from '../../ir/index.js';
import { dependenciesOf, type Reach } from './depend.js';
import { type Effects, effectsOf } from './effects.js';
import { type Graph, type Order, orderOf } from './order.js';
import { reachThrough } from './reach.js';

/** What the checks want to know about a module. */
export interface Analysis {
  readonly module: Module;
  readonly effects: Effects;
  /** From every node to those it depends on within a cycle. */
  readonly graph: Graph;
  readonly order: Order;
  readonly reach: Reach;
  /** Of the module that an instance is a copy of. */
  readonly child: (instance: number) => Analysis;
}

const known = new WeakMap<Design, readonly Analysis[]>();

/** The modules of a design, children first, each analysed once. */
export function analyse(design: Design): readonly Analysis[] {
  const before = known.get(design);
  if (before) return before;
  const byName = new Map<string, Analysis>();
  for (const module of design.modules) {
    const child = (instance: number): Analysis => byName.get(module.instances[instance]!.module)!;
    const effects = effectsOf(module.body);
    const graph = dependenciesOf(module, effects, instance => child(instance).reach);
    const order = orderOf(graph);
    byName.set(module.name, { module, effects, graph, order, reach: reachThrough(module, graph, order), child });
  }
  const all = [...byName.values()];
  known.set(design, all);
  return all;
}
