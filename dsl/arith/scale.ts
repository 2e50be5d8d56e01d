import { fail } from '../scope/report.js';

/** A real factor in fixed point: multiplier / 2^shift, and what is added behind it. */
export interface Scale {
  /** A whole number from 0 to 65535. */
  readonly multiplier: number;
  /** 0 to 62. */
  readonly shift: number;
  /** The number that stands for 0 in the result. Default 0. */
  readonly zero?: number;
}

const BITS = 16;

/**
 * The nearest fixed-point factors of up to 16 bits to some real ones, all with one shift, so that they can work on a
 * vector at once: the largest has at least 15 significant bits, unless it is 2^15 or more.
 *
 * @throws HW002 for a factor that is negative, not finite, or 65536 or more.
 */
export function scalesOf(factors: readonly number[]): Scale[] {
  const largest = Math.max(...factors);
  const odd = factors.find(factor => !(factor >= 0) || factor >= 2 ** BITS - 0.5);
  if (odd !== undefined) fail('HW002', `a scale of ${odd}`, 'factors from 0 to below 65535.5');
  const exponent = largest === 0 ? 0 : Math.floor(Math.log2(largest)) + 1;
  const shift = Math.max(0, Math.min(62, BITS - exponent));
  const multipliers = factors.map(factor => Math.round(factor * 2 ** shift));
  // Rounding may carry the largest to 2^16: one bit less then.
  if (Math.max(...multipliers) < 2 ** BITS) return multipliers.map(multiplier => ({ multiplier, shift }));
  return factors.map(factor => ({ multiplier: Math.round(factor * 2 ** (shift - 1)), shift: shift - 1 }));
}

/** The nearest fixed-point factor of up to 16 bits. See `scalesOf`. */
export const scaleOf = (factor: number): Scale => scalesOf([factor])[0]!;
