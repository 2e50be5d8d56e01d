import { learn } from './adaptive-bit.js';
import type { BitCoder } from './bit-coder.js';

/** The encoder, and what it has written. */
export interface RangeEncoder extends BitCoder {
  /** Ends the code: the fewest bytes which, with zeros behind them, decode to the bits that were written. */
  finish(): Uint8Array;
}

/**
 * A binary range coder. The code is a number in `low .. low + range - 1`, of which `low` and `range` hold the 32 bits that
 * are still open:
 *
 *     bytes[0] bytes[1] ... bytes[n-1] | low, 32 bits
 *                              carry <-'
 *
 * A bit takes the lower part of the range if it is zero, the upper if it is one; so a frame in which nothing moves, all
 * zeros, has no bytes. When `range` falls below 2^24 the first byte of `low` is settled but for a carry, which runs back
 * through the bytes that are written already: they are all in memory, since a code is as short as a frame.
 */
export function rangeEncoder(): RangeEncoder {
  const bytes: number[] = [];
  let low = 0;
  let range = 0xffffffff;

  const carry = (): void => {
    let at = bytes.length - 1;
    while (bytes[at] === 255) bytes[at--] = 0;
    bytes[at]!++;
  };

  /** Goes on with the part below `bound`, or the one above it. */
  const narrow = (bound: number, value: boolean): boolean => {
    if (!value) range = bound;
    else {
      low += bound;
      range -= bound;
      if (low >= 2 ** 32) {
        low -= 2 ** 32;
        carry();
      }
    }
    while (range < 2 ** 24) {
      bytes.push(Math.floor(low / 2 ** 24));
      low = (low % 2 ** 24) * 256;
      range *= 256;
    }
    return value;
  };

  return {
    bit(model, value) {
      narrow((range >>> 16) * (65536 - model.probability), value);
      learn(model, value);
      return value;
    },
    evenBit: value => narrow(range >>> 1, value),
    finish() {
      // The number in the range with the most zeros at its end.
      let unit = 2 ** 32;
      while (Math.ceil(low / unit) * unit >= low + range) unit /= 256;
      const code = Math.ceil(low / unit) * unit;
      if (code >= 2 ** 32) carry();
      for (let shift = 24; shift >= 0; shift -= 8) bytes.push(Math.floor(code / 2 ** shift) % 256);
      while (bytes.at(-1) === 0) bytes.pop();
      return Uint8Array.from(bytes);
    },
  };
}
