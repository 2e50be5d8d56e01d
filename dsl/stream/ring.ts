import type { UInt } from '../signal/uint.js';

/** The next place in a ring of `depth`. */
export function next(place: UInt, depth: number): UInt {
  const step = place.addWrap(1);
  return 2 ** place.width === depth ? step : place.eq(depth - 1).mux(0, step);
}
