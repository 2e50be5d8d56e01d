import { captureLoc } from '../error/capture.js';
import type { NodeId } from '../ir/index.js';
import { formatOf, leavesOf, widthOf } from '../type/leaf.js';
import type { Type } from '../type/type.js';
import { hereOrFail } from './emit.js';
import type { Ref } from './ref.js';

/** Adds one assignable node for every leaf of the type. */
export function addTargets(op: 'wire' | 'reg' | 'output', type: Type, enable?: NodeId): readonly Ref[] {
  const scope = hereOrFail(op);
  const loc = captureLoc();
  return leavesOf(type).map(({ type: scalar, lanes }) => {
    const id = scope.add({ op, width: widthOf(scalar), lanes, args: [], format: formatOf(scalar), loc });
    return { scope, id, place: { target: id, ...(enable === undefined ? {} : { enable }) } };
  });
}
