import { learn } from './adaptive-bit.js';
import type { BitCoder } from './bit-coder.js';

/** The decoder, and how much of the code it was given was code. */
export interface RangeDecoder extends BitCoder {
  /** Whether the code goes on behind what has been decoded: then it was not made by `rangeEncoder`. */
  hasMore(): boolean;
}

/**
 * Reads what `rangeEncoder` wrote. Behind `bytes` stand zeros without end, so any bytes decode to something: damage is told
 * by checks outside of the code, and by limits of what is coded.
 */
export function rangeDecoder(bytes: Uint8Array): RangeDecoder {
  let at = 0;
  let range = 0xffffffff;
  /** The code less `low` of the encoder. */
  let code = 0;
  const shift = (): void => {
    code = (code % 2 ** 24) * 256 + (bytes[at] ?? 0);
    at++;
  };
  for (let i = 0; i < 4; i++) shift();

  const narrow = (bound: number): boolean => {
    const value = code >= bound;
    if (!value) range = bound;
    else {
      code -= bound;
      range -= bound;
    }
    while (range < 2 ** 24) {
      shift();
      range *= 256;
    }
    return value;
  };

  return {
    bit(model) {
      const value = narrow((range >>> 16) * (65536 - model.probability));
      learn(model, value);
      return value;
    },
    evenBit: () => narrow(range >>> 1),
    hasMore: () => at < bytes.length,
  };
}
