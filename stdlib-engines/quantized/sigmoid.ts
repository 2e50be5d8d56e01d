import { type i16, kernel, roundShr, sat, u16 } from '../../dsl/index.js';

/** Bits behind the point of what `sigmoid` takes: from -8 to 8. */
export const sigmoidFraction = 12;

/** sigmoid(j / 32) in 65536ths, for j from 0 to 256; once more at the end, for what is looked up and not used. */
const table = Array.from({ length: 258 }, (_, j) => Math.round(65536 / (1 + Math.exp(-Math.min(j, 256) / 32))));

/**
 * 1 / (1 + exp(-x / 4096)) in 65536ths, at most 65535: a table of 257 values for positive arguments, straight lines
 * between them, and 1 - sigmoid(-x) for negative ones. Within 2 of the real function in 65536ths: lines take 0.77 away
 * at most (h^2 / 8 times the greatest second derivative, 0.0962, h = 1/32), values of the table 1/2, the sum's rounding
 * 1/2. Arguments beyond 8 are saturated before: the function is 22 from its end there.
 */
export const sigmoid = kernel((x: i16): u16 => {
  const size = Math.abs(x);
  const at = size >> 7;
  const low = table[at]!;
  const y = low + roundShr((table[at + 1]! - low) * (size & 127), 7);
  return sat(x < 0 ? 65536 - y : y, u16);
});
