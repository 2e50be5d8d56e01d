import { show } from '../../type/show.js';
import type { Type, VecType } from '../../type/type.js';
import { state } from '../state.js';
import type { Stream } from '../stream.js';
import { bad } from './bad.js';

/** What the pictures of a stream are made of: its elements, or those of its vectors, of which each has `pixels`. @throws HW032 */
export function pixelOf({ type, [state]: { info } }: Stream, pixels: number | undefined, op: string): Type {
  if (pixels === undefined) return type as Type;
  const { kind, element, length } = type as VecType<Type>;
  if (kind !== 'vec' || length !== pixels)
    bad(op, `${info.name} carries ${show(type as Type)}, not vectors of ${pixels} pixels`);
  return element;
}
