import { type Arr, kernel, range, sat, type u12, type u14, type u16, u17, type u18, u34 } from '../../dsl/index.js';

/**
 * How far a box reaches: the last word of three loops, and the points of three sizes (at most 131071, more are no less
 * too many). One step after the other, by one multiplier each; it is hidden behind the command that is worked at.
 */
export const extent = kernel(
  (base: u18, counts: Arr<u14, 3>, steps: Arr<u16, 3>, sizes: Arr<u12, 3>): { last: u34; points: u17 } => {
    let last: u34 = base;
    let points: u17 = 1;
    for (const i of range(3)) {
      last = sat(last + counts[i]! * steps[i]!, u34);
      points = sat(points * sizes[i]!, u17);
    }
    return { last, points };
  },
);
