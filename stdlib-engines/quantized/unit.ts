import { kernel, roundShr, sat, u8, type u16 } from '../../dsl/index.js';

/** A fraction of 16 bits in 8: masks and occlusion where 8 bits are enough. Within 1/2, and 1 at the upper end. */
export const unit8 = kernel((x: u16): u8 => sat(roundShr(x, 8), u8));
