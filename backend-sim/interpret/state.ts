import { type Design, type Lanes, moduleOf } from '../../dsl/ir/index.js';
import { type Scope, scopesOf } from '../hierarchy.js';
import { requireModels } from '../models.js';

/** All that a running design consists of. */
export interface State {
  readonly scopes: readonly Scope[];
  /** Value of every node, at `scope.base + id`. Registers and synchronous reads keep their state here. */
  values: Lanes[];
  /** Per scope, per memory, its words. */
  memories: bigint[][][];
  /** Level of each reset pin of the top. */
  resets: Map<string, bigint>;
  /** Edges of each domain of the top so far. */
  edges: number[];
}

/** The state at power-up: initial values in place, resets inactive, inputs 0. */
export function powerUp(design: Design): State {
  const scopes = scopesOf(design);
  requireModels(scopes);
  const top = moduleOf(design, design.top);
  const state: State = { scopes, values: [], memories: [], resets: new Map(), edges: top.domains.map(() => 0) };
  for (const domain of top.domains) {
    if (domain.reset) state.resets.set(domain.reset.port, domain.reset.activeLow ? 1n : 0n);
  }
  for (const { module, base } of scopes) {
    for (const node of module.nodes) state.values.push(Array<bigint>(node.lanes).fill(0n));
    for (const { node, init } of module.registers) if (init) state.values[base + node] = init;
    state.memories.push(
      module.memories.map(({ depth, init = [] }) => Array.from({ length: depth }, (_, i) => init[i] ?? 0n)),
    );
  }
  return state;
}

/** True while the reset of a domain of the top is active. */
export function inReset(state: State, design: Design, domain: number): boolean {
  const { reset } = moduleOf(design, design.top).domains[domain]!;
  return reset !== undefined && state.resets.get(reset.port) === (reset.activeLow ? 0n : 1n);
}
