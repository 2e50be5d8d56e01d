/** Bytes of the longest number, 2^35 - 1. */
export const longestVarint = 5;

/** A number below 2^35, seven bits in a byte from the lowest on, the highest bit of a byte set if another follows. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}

/**
 * The number at the start of `bytes` and how many of them it has; undefined if it does not end within them, or has more
 * than five, or more than it needs.
 */
export function readVarint(bytes: Uint8Array): { value: number; length: number } | undefined {
  let value = 0;
  for (let i = 0; i < Math.min(bytes.length, longestVarint); i++) {
    value += (bytes[i]! % 128) * 128 ** i;
    if (bytes[i]! < 128) return bytes[i] === 0 && i > 0 ? undefined : { value, length: i + 1 };
  }
  return undefined;
}
