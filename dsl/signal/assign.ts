import { captureLoc } from '../error/capture.js';
import type { Loc, NodeId, Stmt } from '../ir/index.js';
import { hereOrFail, idOf } from '../scope/emit.js';
import type { Chosen, Place, Ref } from '../scope/ref.js';
import { fail, report } from '../scope/report.js';
import type { Scope } from '../scope/scope.js';

/** Assigns `value` to where `target` stands: an output, a wire, a register, or a part of one. */
export function assign(target: Ref, value: Ref): void {
  const scope = hereOrFail('.set()');
  const loc = captureLoc();
  const id = idOf(target);
  const { place } = target;
  if (!place) {
    notAssignable(scope, id, loc);
    return;
  }
  const driven = drive(place, widen(scope, idOf(value), scope.nodes[id]!.lanes, loc), scope, loc);
  scope.statements.push(
    place.enable === undefined ? driven : { kind: 'if', cond: place.enable, then: [driven], else: [], loc },
  );
}

function drive({ target, lane, chosen = [] }: Place, value: NodeId, scope: Scope, loc: Loc): Stmt {
  const set = { kind: 'set' as const, target, value, loc };
  const [only] = chosen;
  if (!only) return lane === undefined ? set : { ...set, lane };
  if (chosen.length === 1 && only.stride === 1 && lane === undefined) return { ...set, index: only.index };
  // Of a part the IR has no run-time choice: one arm for each element that the index reaches.
  const choose = (first: number, [next, ...rest]: readonly Chosen[]): Stmt => {
    if (!next) return { ...set, lane: first };
    const reached = Math.min(next.count, 2 ** scope.nodes[next.index]!.width);
    const arms = Array.from({ length: reached }, (_, k) => ({
      match: [BigInt(k)],
      body: [choose(first + k * next.stride, rest)],
    }));
    return { kind: 'case', subject: next.index, arms, default: [], loc };
  };
  return choose(lane ?? 0, chosen);
}

/** The value in as many lanes as are driven: a scalar goes to all of them. */
function widen(scope: Scope, id: NodeId, lanes: number, loc: Loc): NodeId {
  const value = scope.nodes[id]!;
  if (value.lanes === lanes) return id;
  if (value.lanes !== 1)
    fail(
      'HW012',
      `a value for each of ${value.lanes} elements where ${lanes === 1 ? 'one is' : `${lanes} are`} needed`,
      'inside lanewise, only return values: const sums = lanewise(...); out.set(sums)',
    );
  return scope.add({ op: 'splat', width: value.width, lanes, args: [id], format: value.format, loc });
}

function notAssignable(scope: Scope, id: NodeId, loc: Loc): void {
  const node = scope.nodes[id]!;
  report(
    'HW012',
    `${node.name ?? 'this value'} cannot be assigned to: it is ${kindName(node.op)}`,
    'assign to an output, a wire or a register',
    [
      { loc, note: 'assigned here' },
      { loc: node.loc, note: 'made here' },
    ],
  );
}

const kindName = (op: string): string =>
  op === 'input' ? 'an input' : op === 'inst' ? "an instance's output" : op === 'const' ? 'a constant' : 'a result';
