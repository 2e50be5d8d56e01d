/** The next state of a xorshift32 generator (13, 17, 5), unsigned; a state of 0 stays 0. */
export function xorshift32(state: number): number {
  let x = state;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  return x >>> 0;
}

/** A first state that is never 0, spread so that neighbouring seeds start far apart. */
export function seedState(seed: number): number {
  const spread = Math.imul((seed ^ (seed >>> 16)) >>> 0, 0x9e3779b1) >>> 0;
  return spread === 0 ? 0x6a09e667 : spread;
}

/** One seed from several numbers, each of which matters. */
export const mixSeed = (...parts: readonly number[]): number =>
  parts.reduce((seed, part) => xorshift32(seedState(seed ^ seedState(part))), 0x51ed270b);

/** A function that draws unsigned numbers of the asked width, 32 bits at a time, lowest bits first. */
export function bitSource(seed: number): (width: number) => bigint {
  let state = seedState(seed);
  return width => {
    let value = 0n;
    for (let bit = 0; bit < width; bit += 32) {
      state = xorshift32(state);
      value |= BigInt(state) << BigInt(bit);
    }
    return BigInt.asUintN(width, value);
  };
}
