/** How many beats may pass: `rate` in a cycle, on average. */
export interface Pace {
  /** One more cycle. */
  tick(): void;
  /** Whether a beat may pass now. */
  readonly may: boolean;
  /** More cycles change nothing. */
  readonly full: boolean;
  /** A beat passes. */
  pass(): void;
}

export function paceOf(rate: number): Pace {
  // A whole number of beats is never lost to rounding: 1/3 + 1/3 + 1/3 counts as 1.
  const whole = 1 - 1e-9;
  let saved = 0;
  return {
    tick: () => {
      saved = Math.min(saved + rate, 1 + rate);
    },
    get may() {
      return saved >= whole;
    },
    get full() {
      return saved >= 1 + rate;
    },
    pass: () => {
      saved -= 1;
    },
  };
}

/** Numbers from 0 to below 1, always the same from a seed: xorshift32. */
export function drawsOf(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
