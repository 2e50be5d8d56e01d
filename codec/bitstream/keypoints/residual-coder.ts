import { CodecError } from '../../error.js';
import { type AdaptiveBit, adaptiveBit } from '../coder/adaptive-bit.js';
import type { BitCoder } from '../coder/bit-coder.js';

/** Codes the differences between numbers and their predictions: integers that are mostly near zero. */
export interface ResidualCoder {
  /**
   * Codes `value` if `coder` encodes, and disregards it if not; gives the value that was coded.
   *
   * @param expected the magnitude to expect, in 16ths
   * @param fraction what rounding took from the prediction, in eighths of a step, -4 .. 4: the value is more likely to lie
   *   on that side
   * @throws CodecError if more bits are coded than any value needs
   */
  code(coder: BitCoder, value: number, expected: number, fraction: number): number;
}

/** Magnitudes up to this have a learnt bit at each step, "is it more?"; from here on they are escapes. */
const unary = 14;

/** Exp-Golomb codes of fewer bits than this reach beyond 2^21 + 2^14, the farthest that a value is from its prediction. */
const escapeBits = 22;

/** Borders between the levels of expected magnitude, in 16ths, and what is expected beyond the last. */
const borders = [3, 5, 8, 12, 17, 25, 38, 60, 100, 180, 360];
const beyond = 600;

/** As likely one as zero. */
const even = 32768;

/** What has been learnt of the residuals of one level. */
interface Level {
  /** Whether the magnitude is more than n. */
  readonly more: readonly AdaptiveBit[];
  /** Whether the code of an escape has more than n bits. */
  readonly longer: readonly AdaptiveBit[];
}

/** A coder that has learnt nothing yet. */
export function residualCoder(): ResidualCoder {
  const levels = [...borders, beyond].map(levelOf);
  const negative = Array.from({ length: 9 }, () => adaptiveBit(even, 2));
  return {
    code(coder, value, expected, fraction) {
      const { more, longer } = levels[borders.filter(border => expected >= border).length]!;
      const magnitude = Math.abs(value);
      let n = 0;
      while (n < unary && coder.bit(more[n]!, magnitude > n)) n++;
      if (n === 0) return 0;
      const sign = coder.bit(negative[fraction + 4]!, value < 0) ? -1 : 1;
      return sign * (n === unary ? unary + codeEscape(coder, longer, magnitude - unary) : n);
    },
  };
}

/** Exp-Golomb: the length of `excess + 1` in learnt unary, then its bits below the first as they are. */
function codeEscape(coder: BitCoder, longer: readonly AdaptiveBit[], excess: number): number {
  const length = 31 - Math.clz32(excess + 1);
  let bits = 0;
  while (bits < escapeBits && coder.bit(longer[bits]!, length > bits)) bits++;
  if (bits === escapeBits)
    throw new CodecError('a keypoint is coded with more bits than any needs', 'the stream is damaged: get it again');
  let code = 1;
  for (let i = bits - 1; i >= 0; i--) code = code * 2 + Number(coder.evenBit((((excess + 1) >>> i) & 1) === 1));
  return code - 1;
}

/** Begins as if a few residuals of a geometric distribution around zero, of `expected` 16ths, had been seen. */
function levelOf(expected: number): Level {
  const more = Math.floor((65536 * expected) / (expected + 16));
  const some = Math.min(62259, Math.floor((more * 11) / 10));
  return {
    more: Array.from({ length: unary }, (_, n) => adaptiveBit(n === 0 ? some : more, 3)),
    longer: Array.from({ length: escapeBits }, () => adaptiveBit(even, 1)),
  };
}
