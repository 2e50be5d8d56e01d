/**
 * A FIR filter in fixed point: coefficients as ordinary numbers, sums whose range the types work out, and one place that
 * says what is lost, at the end.
 *
 *   grace synth examples/fir.ts --target xc7
 */
import { bool, type Fixed, fixed, module, reg, streamIn, streamOut, when } from 'grace-hdl';

/** From -1 up to, but without, 1. */
export const sample = fixed({ int: 1, frac: 15 });

/** From -2 up to 2: enough for every filter whose coefficients add up to less than 2. */
export const filteredSample = fixed({ int: 2, frac: 15 });

/**
 * Sum of coefficient i times the sample i transfers ago, from silence on. Coefficients are rounded to 15 bits of
 * fraction and the sum of products is exact; at the end it is rounded to 15 bits, and saturates. One sample per cycle,
 * latency 1; `ready` is combinational.
 *
 * Transposed: every sample meets all coefficients at once, and partial sums move towards the output. So each stage is
 * one multiply-add before a register, as DSP slices have it, and no tree of adders is needed.
 */
export const fir = module(
  'fir',
  (_coefficients: readonly number[]) => ({ samples: streamIn(sample), filtered: streamOut(filteredSample) }),
  (io, coefficients) => {
    let partial: Fixed | undefined;
    for (const coefficient of coefficients.toReversed()) {
      const product = io.samples.payload.mul(Math.round(coefficient * 2 ** 15) / 2 ** 15);
      const sum = partial ? partial.add(product) : product;
      // As wide as the values that can occur here, and no wider.
      const stage = reg(sum.type, { init: 0, enable: io.samples.fire });
      stage.set(sum);
      partial = stage;
    }

    const full = reg(bool, { init: false });
    const free = full.not().or(io.filtered.ready);
    when(free, () => full.set(io.samples.valid));
    io.samples.ready.set(free);
    io.filtered.valid.set(full);
    io.filtered.payload.set(partial!.round(15).sat(filteredSample));
  },
);

/** A low pass at a quarter of the sampling rate: a sinc under a Hamming window. */
export const lowPass = Array.from({ length: 15 }, (_, i) => {
  const t = i - 7;
  const sinc = t === 0 ? 0.5 : Math.sin((Math.PI * t) / 2) / (Math.PI * t);
  return sinc * (0.54 + 0.46 * Math.cos((Math.PI * t) / 8));
});

export default fir(lowPass);
