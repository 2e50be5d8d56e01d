import { check } from '../check/check.js';
import { when } from '../control/when.js';
import type { Bool } from '../signal/bool.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import type { Step } from '../stream/facts.js';
import { queue } from '../stream/fifo.js';
import { derive, type Offer } from '../stream/make.js';
import { state } from '../stream/state.js';
import type { Stream } from '../stream/stream.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';

/** Places of the fifo that nothing is on its way to. */
export interface Room {
  /** Whether there are so many. */
  has(places: number): Bool;
  /** Sets so many aside in the cycles in which this is 1. */
  take(places: number, fire: Bool): void;
}

/**
 * A way without a stop for many elements at once, from an element or a packet to several results, and a fifo behind it that
 * holds whatever is on the way. What goes in sets its places aside first. (`credit` is this with one place for each element.)
 */
export function unstalled(
  source: Stream,
  depth: number,
  step: Pick<Step, 'latency' | 'ii'>,
  build: (room: Room) => Offer<Type>,
): Stream {
  const returned = wire(bool);
  const flow = derive(source, 'sums', { ...step, readyPath: 'registered', validPath: 'registered' }, () => {
    const room = reg(indexType(depth + 1), { init: depth });
    const offer = build({
      has: places => room.ge(places),
      take(places, fire) {
        when(returned, () => room.set(room.addWrap(1)));
        when(fire, () => room.set(room.subWrap(places)));
        when(fire.and(returned), () => room.set(room.subWrap(places - 1)));
      },
    });
    return { ...offer, parts: { ...offer.parts, room } };
  });
  when(flow.valid, () => check.assert(flow.ready, `macArray: ${flow[state].info.name} has no room for what it takes`));
  const held = queue(flow, { op: 'fifo', depth });
  returned.set(held.fire);
  return held;
}
