import { type Bool, mux, type UInt } from '../../../../dsl/index.js';
import { word } from './board.js';

/** A place of the ring, `ahead` behind the head. */
export const ring = (head: UInt, ahead: UInt, depth: number): UInt => {
  const sum = head.add(ahead as never) as UInt;
  return mux(sum.ge(depth), sum.subWrap(depth), sum).trunc(head.width) as UInt;
};

/** The memory or the registers of a fifo. */
interface Words {
  read?(place: UInt): { payload: never; last: Bool };
  at?(place: UInt): { payload: never; last: Bool };
}
/** The word in a place of it. */
export const read = (words: Words, place: UInt): UInt => word(words.read?.(place) ?? words.at!(place));
