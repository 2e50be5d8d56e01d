import { type Arr, i8, i16, i18, kernel, roundShr, sat, type u4, type u16, unroll } from '../../dsl/index.js';

/**
 * How far a pixel looks away from itself along one axis, in 256ths of a pixel: the sum of each motion's share (its mask, in
 * 65536ths) times its shift. The background stays where it is, so its share needs no product; and the pixel's own place is
 * added exactly (`place`). `motions` is without the background. Within 1/2 of the sum of the products; one DSP48E1 each.
 */
export const flow = (motions: number) =>
  kernel((shares: Arr<u16, typeof motions>, shifts: Arr<i18, typeof motions>): i18 => {
    let sum = 0;
    for (const k of unroll(motions)) sum += shares[k]! * shifts[k]!;
    return sat(roundShr(sum, 16), i18);
  });

/**
 * A motion with Jacobian, at a pixel: how far it looks away along one axis, in 256ths of a pixel. The row of `J - 1` is in
 * 4096ths, the distances from the driving keypoint and the shift (keypoint of the source less the driving one) in 256ths.
 * Within 1/2, and 2^-13 of each distance for the rounding of the Jacobian. Two DSP48E1.
 */
export const affineShift = kernel(
  (acrossX: i16, acrossY: i16, distanceX: i18, distanceY: i18, shift: i18): i18 =>
    sat(roundShr(acrossX * distanceX + acrossY * distanceY, 12) + shift, i18),
);

/** A flow as it is stored: with `drop` (0 to 8) bits fewer behind the point, rounded, halves up, and saturated. */
export const flowTo16 = kernel((x: i18, drop: u4): i16 => sat(roundShr(x, drop), i16));

/** The same in 8 bits. */
export const flowTo8 = kernel((x: i18, drop: u4): i8 => sat(roundShr(x, drop), i8));

/** A stored flow in 256ths again, with `drop` (0 to 8) bits added behind the point; saturated at 512 pixels. */
export const flowFrom16 = kernel((x: i16, drop: u4): i18 => sat(x << Math.min(drop, 8), i18));
