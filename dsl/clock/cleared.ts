import type { NodeId } from '../ir/index.js';
import { hereOrFail, oneOf } from '../scope/emit.js';
import type { Scope } from '../scope/scope.js';
import { type BoolSource, boolRef } from '../signal/bool.js';

/**
 * Registers, streams and instances made by `body` can be cleared: at a clock edge at which `signal` is 1, whatever has a reset
 * takes the value that its reset gives it, and nothing else that is assigned there counts. All that is inside the
 * instances is cleared with them. Memories and registers without a reset keep what they hold, as in a reset.
 *
 * The signal belongs to the clock of what it clears, and is made outside of `body`. One within another is cleared by either.
 *
 * @example cleared(stop, () => io.commands.fifo(8).into(engine.commands));
 *
 * @throws HW012 for a black box, which has no such pin.
 */
export function cleared<T>(signal: BoolSource, body: () => T): T {
  const scope = hereOrFail('cleared');
  const own = oneOf(boolRef(signal), 'what clears');
  const before = scope.clear;
  scope.clear = before === undefined ? own : either(scope, before, own);
  try {
    return body();
  } finally {
    scope.clear = before;
  }
}

function either(scope: Scope, a: NodeId, b: NodeId): NodeId {
  const { format } = scope.nodes[b]!;
  return scope.add({ op: 'or', width: 1, lanes: 1, args: [a, b], format });
}
