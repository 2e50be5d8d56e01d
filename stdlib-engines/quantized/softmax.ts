import { type Arr, div, type i16, kernel, roundShr, sat, u16, type u23, u24, unroll, wrap } from '../../dsl/index.js';

/** Bits behind the point of logits, which are in units of log 2: `exp(x)` is 2 to the power of `x * log2(e)`. */
export const logitFraction = 9;

/** 2^(-j / 512) in 32768ths. */
const table = Array.from({ length: 512 }, (_, j) => Math.round(32768 * 2 ** (-j / 512)));

/**
 * 2^(-x / 512) in 32768ths: a table of 512 values for the bits behind the point, and a shift for those before it. Within
 * 1 of the real function; 0 from 16.5 on.
 */
export const exp2 = kernel((x: u16): u16 => wrap(roundShr(table[x & 511]!, Math.min(x >> 9, 17)), u16));

/**
 * 2^38 by a sum of powers, rounded, halves up: with it, each channel's share takes a product instead of a division. The
 * sum of up to 65 powers, one of which is 1, is 2^15 to 65 * 2^15; less would be saturated.
 */
export const reciprocal = kernel((sum: u23): u24 => sat(div(2 ** 38 + (sum >> 1), sum), u24));

/** A channel's share of the sum in 65536ths, at most 65535. A product of 24 by 16 bits: one DSP48E1. */
export const share = kernel((power: u16, inverse: u24): u16 => sat(roundShr(power * inverse, 22), u16));

/**
 * Softmax over `channels` (2 to 65) at one place: logits with 9 bits behind the point in units of log 2, shares in
 * 65536ths. The greatest logit is taken away first, so nothing overflows.
 *
 * A share is within `2 * (channels + 1) + 1` of the real softmax of the same logits (each power is within 1 in 32768ths of a
 * sum that is at least 32768), and all of them add up to 65536 within `channels / 2 + 2`.
 */
export const softmax = (channels: number) =>
  kernel((logits: Arr<i16, typeof channels>) => {
    let greatest: i16 = -32768;
    for (const c of unroll(channels)) greatest = Math.max(greatest, logits[c]!);
    const powers = logits.map(logit => exp2(wrap(greatest - logit, u16)));
    let sum: u23 = 0;
    for (const c of unroll(channels)) sum += powers[c]!;
    const inverse = reciprocal(sum);
    return powers.map(power => share(power, inverse));
  });
