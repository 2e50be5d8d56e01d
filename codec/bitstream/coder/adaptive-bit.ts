/** The estimate of the probability that a bit is one, learnt from the bits seen so far. */
export interface AdaptiveBit {
  /** The probability in 65536ths, in `leastProbability .. 65536 - leastProbability`. */
  probability: number;
  /** How many bits the estimate stands on, up to `memory`. */
  seen: number;
}

/** A bit never costs more than 11 bits, and never less than 0.0007. */
const leastProbability = 32;

/** Of how many bits, about, the estimate is the mean: later ones count as much as one of that many. */
const memory = 96;

/** `32768 / (n + 1.5)`: the part of the way that an estimate on `n` bits goes towards the next one. */
const steps = Int32Array.from({ length: memory + 1 }, (_, n) => Math.floor(65536 / (2 * n + 3)));

/** An estimate of `probability` 65536ths that counts as much as `seen` bits. */
export const adaptiveBit = (probability: number, seen: number): AdaptiveBit => ({
  probability: clamp(probability),
  seen,
});

/** Learns from one bit. All products stay below 2^31. */
export function learn(model: AdaptiveBit, value: boolean): void {
  const away = (value ? 65536 : 0) - model.probability;
  model.probability = clamp(model.probability + ((away * steps[model.seen]!) >> 15));
  if (model.seen < memory) model.seen++;
}

const clamp = (probability: number): number =>
  Math.max(leastProbability, Math.min(65536 - leastProbability, probability));
