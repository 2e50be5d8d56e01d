import { type i8, kernel, roundShr, u8, type u16, wrap } from '../../dsl/index.js';

/**
 * A byte of a picture as an activation, 0 to 127 in steps of 1/127: the whole number nearest to `byte * 127 / 255`, which
 * is `byte / 2 - byte / 510`, so half of the byte, rounded down. It is signed with 7 bits, and not unsigned with 8, so that
 * pictures and heatmaps pass the same multipliers.
 */
export const pictureIn = kernel((byte: u8): i8 => byte >> 1);

/**
 * A fraction of 16 bits, as `sigmoid` gives it, as a byte of a picture: the whole number nearest to `x * 255 / 65536`. The
 * product is written as a difference, so that it takes no multiplier, and never comes to 256.
 */
export const pictureOut = kernel((x: u16): u8 => wrap(roundShr((x << 8) - x, 16), u8));
