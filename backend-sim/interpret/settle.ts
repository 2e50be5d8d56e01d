import { type Design, evaluate, isTarget, type Lanes, type NodeId } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import { assigned, reached } from './reached.js';
import { inReset, type State } from './state.js';

/**
 * Brings every value of this instant up to date: evaluates everything, again and again, until nothing changes.
 * Registers and synchronous reads stay, but for an active asynchronous reset.
 *
 * @throws Error when the values chase each other, that is on a combinational loop.
 */
export function settle(state: State, design: Design): void {
  resetAtOnce(state, design);
  // Without a loop each round makes at least one more value final.
  for (let round = 0; round <= state.values.length; round++) {
    let changed = false;
    const put = (place: number, lanes: Lanes): void => {
      if (state.values[place]!.every((lane, i) => lane === lanes[i])) return;
      state.values[place] = lanes;
      changed = true;
    };
    for (const scope of state.scopes) settleScope(state, scope, put);
    if (!changed) return;
  }
  throw new Error(`'${design.top}' does not settle: it holds a combinational loop`);
}

function resetAtOnce(state: State, design: Design): void {
  for (const { module, base, domains } of state.scopes) {
    for (const register of module.registers) {
      const domain = domains.get(register.domain);
      if (register.reset && register.init && domain?.reset === 'async' && inReset(state, design, domain.top)) {
        state.values[base + register.node] = register.init;
      }
    }
  }
}

function settleScope(state: State, scope: Scope, put: (place: number, lanes: Lanes) => void): void {
  const { module, base, parent } = scope;
  const value = (id: NodeId): Lanes => state.values[base + id]!;
  if (parent) {
    const above = state.scopes[parent.scope]!;
    const instance = above.module.instances[parent.instance]!;
    for (const port of module.ports) {
      const inner = base + port.node;
      const outer = port.dir === 'in' ? instance.inputs[port.name] : instance.outputs[port.name];
      if (outer === undefined) continue;
      if (port.dir === 'in') put(inner, state.values[above.base + outer]!);
      else put(above.base + outer, state.values[inner]!);
    }
  }
  for (const node of module.nodes) {
    if (node.op === 'input' || node.op === 'inst' || isTarget(node.op)) continue;
    if (node.op === 'read') {
      const memory = module.memories[node.of!]!;
      const port = memory.reads.find(read => read.node === node.id)!;
      if (port.domain !== undefined) continue;
      const words = state.memories[state.scopes.indexOf(scope)]![node.of!]!;
      put(base + node.id, [words[Number(value(node.args[0]!)[0]!)] ?? 0n]);
      continue;
    }
    const widths = node.args.map(arg => module.nodes[arg]!.width);
    put(base + node.id, evaluate(node, node.args.map(value), widths));
  }
  const driven = new Map<NodeId, Lanes>();
  for (const node of module.nodes) {
    if (node.op === 'wire' || node.op === 'output') driven.set(node.id, Array<bigint>(node.lanes).fill(0n));
  }
  reached(module.body, value, action => {
    if (action.kind !== 'set') return;
    const before = driven.get(action.target);
    if (before) driven.set(action.target, assigned(before, action, value));
  });
  for (const [id, lanes] of driven) put(base + id, lanes);
}
