import { i8, i16, i24, kernel, roundShr, sat, type u8, type u16, wrap } from '../../dsl/index.js';

/**
 * A value between four pixels, exactly, in 65536ths. What lies between four numbers of 8 bits has 8 bits before the point, so
 * nothing wraps. Where both roundings are needed, they share these three multipliers.
 */
export const interpolate24 = kernel(
  (topLeft: i8, topRight: i8, bottomLeft: i8, bottomRight: i8, right: u8, down: u8): i24 => {
    const top = wrap((topLeft << 8) + (topRight - topLeft) * right, i16);
    const bottom = wrap((bottomLeft << 8) + (bottomRight - bottomLeft) * right, i16);
    return wrap((top << 8) + (bottom - top) * down, i24);
  },
);

/** What `interpolate24` gives, in 256ths, rounded. */
export const toFeature = kernel((exact: i24): i16 => wrap(roundShr(exact, 8), i16));

/** What `interpolate24` gives, as an activation, rounded. */
export const toActivation = kernel((exact: i24): i8 => sat(roundShr(exact, 16), i8));

/**
 * A value between four pixels, with 8 bits behind the point: bilinear, by the place's fractions to the right and down, in
 * 256ths. Pixels outside of the picture are given as 0. All bits are kept until the one rounding at the end: within 1/2 of
 * the real interpolation at the same place, in 256ths. Three multipliers, of 9 by 8 bits and one of 18 by 8.
 */
export const interpolate16 = kernel(
  (topLeft: i8, topRight: i8, bottomLeft: i8, bottomRight: i8, right: u8, down: u8): i16 =>
    toFeature(interpolate24(topLeft, topRight, bottomLeft, bottomRight, right, down)),
);

/** The same as an activation, rounded once: within 1/2 of the real interpolation. */
export const interpolate8 = kernel(
  (topLeft: i8, topRight: i8, bottomLeft: i8, bottomRight: i8, right: u8, down: u8): i8 =>
    toActivation(interpolate24(topLeft, topRight, bottomLeft, bottomRight, right, down)),
);

/**
 * A warped feature times the occlusion at its pixel, a fraction of 16 bits: an activation of the feature's own step, rounded,
 * halves up. Within 1/2 + 2^-9 of the product of the real interpolation and the occlusion. One DSP48E1.
 */
export const occlude = kernel((feature: i16, occlusion: u16): i8 => sat(roundShr(feature * occlusion, 24), i8));
