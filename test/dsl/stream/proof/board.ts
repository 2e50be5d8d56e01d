import {
  asBits,
  type Bool,
  bool,
  check,
  indexType,
  mux,
  named,
  reg,
  type Stream,
  type UInt,
  when,
} from '../../../../dsl/index.js';
import { state } from '../../../../dsl/stream/state.js';

/** An element as one word: its payload, and its mark if it has one. */
export const word = ({ payload, last }: Pick<Stream, 'payload' | 'last'>): UInt =>
  last ? asBits(payload as never).cat(last.asUInt()) : asBits(payload as never);

/** Registers and memories inside of what made a stream. */
// biome-ignore lint/suspicious/noExplicitAny: parts of any type
export const partsOf = (stream: Stream): Record<string, any> => stream[state].parts as never;

/** What is known of the elements that have come and not yet gone. */
export interface Board {
  /** How many there are. */
  readonly inside: UInt;
  /** One of them is followed: any, by a free input, so what holds for it holds for all. */
  readonly tracking: Bool;
  /** Elements before it that have yet to go. */
  readonly ahead: UInt;
  /** What it was when it came. */
  readonly data: UInt;
}

/**
 * Follows elements from `from` to `to` in order, and checks that each comes out once and unchanged: none out of nothing, and
 * the followed one is what leaves when it is its turn. An element may leave in the cycle in which it comes.
 */
export function follow(from: Stream, to: Stream, capacity: number, pick: Bool): Board {
  const [come, go, enters, leaves] = [from.fire, to.fire, word(from), word(to)];
  const size = indexType(capacity + 2);
  const inside = named('board_inside', reg(size, { init: 0 }));
  const tracking = named('board_tracking', reg(bool, { init: false }));
  const ahead = named('board_ahead', reg(size, { init: 0 }));
  const data = named('board_data', reg(leaves.type as never)) as unknown as UInt;
  when(come.and(go.not()), () => inside.set(inside.addWrap(1)));
  when(go.and(come.not()), () => inside.set(inside.subWrap(1)));
  const empty = inside.eq(0);
  when(tracking, () => {
    when(go, () => {
      ahead.set(ahead.subWrap(1));
      when(ahead.eq(0), () => {
        tracking.set(false);
        check.assert(leaves.eq(data), 'the element that leaves is the one that came');
      });
    });
  }).elseWhen(come.and(pick), () => {
    data.set(enters);
    tracking.set(empty.and(go).not());
    ahead.set(mux(go, inside.subWrap(1), inside));
  });
  when(go.and(empty), () => {
    check.assert(come, 'nothing leaves that has not come');
    check.assert(leaves.eq(enters), 'what leaves at once is what comes');
  });
  check.assert(inside.le(capacity), 'no more inside than there is room for');
  when(tracking, () => check.assert(ahead.lt(inside), 'the followed element is inside'));
  return { inside, tracking, ahead, data };
}
