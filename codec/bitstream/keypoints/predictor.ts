/**
 * Predicts a number from its own past and from what its neighbours did in the same frame. Everything is within 32 bits.
 */
export interface Predictor {
  /** The number at position `i`, in 65536ths of a step from its last value: see `last`. */
  predict(i: number): number;
  /** Tells the number that was there; positions are asked for and told in order. */
  learn(i: number, value: number): void;
  /** The last value at position `i`. */
  last(i: number): number;
}

/** Differences between the last values of the same number that are inputs. */
const own = 3;
/** Neighbours, the nearest of the same kind before it, whose movement in this frame is an input. */
const neighbours = 5;
const inputs = own + neighbours;

/** Inputs are cut off at this many steps, weights (in 65536ths) at two: eight products stay below 2^31. */
const farthest = 1023;
const heaviest = 2 ** 17 - 1;

/** A tenth, in 65536ths: how much of an error the weights make good at once. */
const rate = 6554;

/**
 * A linear predictor whose weights follow the normalised least mean squares rule (Widrow and Hoff; Haykin, Adaptive
 * Filter Theory): after each number the weights move along the inputs, by a tenth of what would have made the
 * prediction right. They begin at zero: the first prediction is "as before".
 *
 * @param first the values to begin with
 * @param stride numbers of the same kind are so far apart: numbers of a keypoint
 */
export function predictor(first: Int32Array, stride: number): Predictor {
  const weights = Array.from(first, () => new Int32Array(inputs));
  /** The last values, the newest first. */
  const past = Array.from({ length: own + 1 }, () => Int32Array.from(first));
  /** What the numbers of this frame have moved by, as far as it is known. */
  const moved = new Int32Array(first.length);
  const input = new Int32Array(inputs);
  let predicted = 0;

  return {
    last: i => past[0]![i]!,
    predict(i) {
      for (let k = 0; k < own; k++) input[k] = clip(past[k]![i]! - past[k + 1]![i]!, farthest);
      for (let k = 0; k < neighbours; k++) input[own + k] = moved[i - (k + 1) * stride] ?? 0;
      predicted = 0;
      for (let k = 0; k < inputs; k++) predicted += weights[i]![k]! * input[k]!;
      return predicted;
    },
    learn(i, value) {
      moved[i] = clip(value - past[0]![i]!, farthest);
      const error = clip(moved[i]! * 16 - (predicted >> 12), 16 * farthest);
      const power = input.reduce((sum, v) => sum + v * v, 4);
      const step = Math.trunc((error * rate) / power);
      for (let k = 0; k < inputs; k++) weights[i]![k] = clip(weights[i]![k]! + ((step * input[k]!) >> 4), heaviest);
      for (let k = own; k > 0; k--) past[k]![i] = past[k - 1]![i]!;
      past[0]![i] = value;
    },
  };
}

const clip = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
