import type { Diagnostic, Span } from '../error/diagnostic.js';
import type { Module, NodeId } from '../ir/index.js';
import { type Analysis, analyse } from './analyse/analysis.js';
import { bitCycle } from './analyse/bit-cycle.js';
import { conditionsOf } from './analyse/effects.js';
import { cyclesOf } from './analyse/order.js';
import { describe } from './describe.js';
import type { Check } from './pass.js';

/** HW023. Only groups of nodes that form a cycle as whole words are looked at bit by bit, so the usual design costs one walk. */
export const checkLoops: Check = {
  name: 'check-loops',
  describe: 'no bit depends on itself within a cycle, through instances and conditions too',
  check: design => analyse(design).flatMap(loopsOf),
};

function loopsOf(analysis: Analysis): Diagnostic[] {
  const cycles = cyclesOf(analysis.graph, analysis.order).map(members => bitCycle(analysis, members));
  return cycles.filter(cycle => cycle !== undefined).map(cycle => loop(analysis, cycle));
}

function loop(analysis: Analysis, cycle: readonly NodeId[]): Diagnostic {
  const { module } = analysis;
  const steps = landmarks(module, cycle);
  const spans = steps.map((id, i) => {
    const next = steps[(i + 1) % steps.length]!;
    const afterwards = cycle[(cycle.indexOf(id) + 1) % cycle.length]!;
    return step(analysis, id, afterwards, next);
  });
  return {
    code: 'HW023',
    message: `${describe(module, steps[0]!)} depends on itself within one cycle`,
    spans: shorten(spans),
    module: module.name,
    where: module.loc,
    help: 'put a register into the cycle, or compute the value from something that is known before',
  };
}

/** The nodes that a user recognises, starting at the first that is assigned: named ones, and else one for each source line. */
function landmarks(module: Module, cycle: readonly NodeId[]): readonly NodeId[] {
  const node = (id: NodeId) => module.nodes[id]!;
  const isAssigned = (id: NodeId): boolean => node(id).op === 'wire' || node(id).op === 'output';
  const first = [...cycle].sort((a, b) => Number(isAssigned(b)) - Number(isAssigned(a)) || a - b)[0]!;
  const at = cycle.indexOf(first);
  const turned = [...cycle.slice(at), ...cycle.slice(0, at)];
  const named = turned.filter(id => node(id).name !== undefined || node(id).op === 'inst' || isAssigned(id));
  return named.length > 0 ? named : turned.slice(0, 1);
}

/** `id` depends on `after` at once, and through unnamed values on `next`. */
function step({ module, effects }: Analysis, id: NodeId, after: NodeId, next: NodeId): Span {
  const node = module.nodes[id]!;
  const [name, onto] = [describe(module, id), describe(module, next)];
  if (node.op === 'inst') {
    const instance = module.instances[node.of!]!;
    return { loc: instance.loc ?? node.loc, note: `${name} depends on ${onto}, inside ${instance.module}` };
  }
  for (const { stmt, guard } of effects.drives.get(id) ?? []) {
    if (stmt.value === after || stmt.index === after) {
      return { loc: stmt.loc ?? node.loc, note: `${name} is set from ${onto}` };
    }
    if (conditionsOf(guard).includes(after)) {
      return { loc: stmt.loc ?? node.loc, note: `${name} is set under a condition that depends on ${onto}` };
    }
  }
  return { loc: node.loc, note: `${name} is computed from ${onto}` };
}

/** A long cycle by its beginning and its end. */
function shorten(spans: readonly Span[]): readonly Span[] {
  if (spans.length <= 8) return spans;
  const left = spans.length - 7;
  return [...spans.slice(0, 4), { loc: undefined, note: `... ${left} more steps ...` }, ...spans.slice(-3)];
}
