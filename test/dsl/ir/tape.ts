import * as fc from 'fast-check';

/** Choices read from a list of numbers. A shorter list makes a smaller design, so fast-check shrinks well. */
export interface Tape {
  /** A whole number from 0 up to, not including, `bound`; 0 once the list has ended. */
  below(bound: number): number;
  /** True once in `n` times on average. */
  oneIn(n: number): boolean;
  pick<T>(items: readonly T[]): T;
  bits(width: number): bigint;
}

export const tapes = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(0xffff), { maxLength: length, size: 'max' });

export function tape(numbers: readonly number[]): Tape {
  let at = 0;
  const below = (bound: number): number => (numbers[at++] ?? 0) % bound;
  return {
    below,
    oneIn: n => at < numbers.length && below(n) === 0,
    pick: items => items[below(items.length)]!,
    bits: width => {
      let value = 0n;
      for (let i = 0; i < width; i += 16) value = (value << 16n) | BigInt(below(0x10000));
      return BigInt.asUintN(width, value);
    },
  };
}
