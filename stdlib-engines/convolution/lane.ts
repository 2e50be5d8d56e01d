import {
  bundle,
  i8,
  i10,
  i16,
  i24,
  i32,
  input,
  kernel,
  logicOf,
  module,
  reg,
  sat,
  streamIn,
  streamOut,
  type u1,
  type u4,
  type u5,
  u16,
  uint,
  when,
  wrap,
} from '../../dsl/index.js';
import { pictureOut } from '../quantized/picture.js';
import { averagePool } from '../quantized/pool.js';
import { rescale } from '../quantized/requantize.js';
import { addScaled } from '../quantized/residual.js';
import { sigmoid } from '../quantized/sigmoid.js';
import { unit8 } from '../quantized/unit.js';
import { modes } from './mode.js';

/**
 * A sum with its bias, rescaled to 24 bits, the widest that a mode has: to saturate twice is to saturate to the narrower.
 * That a sum with its bias has 32 bits is checked when a network is made.
 */
const scaledSum = kernel(
  (sum: i32, bias: i32, gain: u16, shift: u5): i24 => sat(rescale(wrap(sum + bias, i32), gain, shift), i24),
);

/** What `pool` takes the average of: quarters of a step, negative ones 0. */
export const quarters = kernel((scaled: i24): i10 => Math.max(0, sat(scaled, i10)));

/** What each mode makes of a rescaled sum: a result of 16 bits, or of 8 in the lower byte. */
export const finished = kernel(
  (scaled: i24, a: i10, b: i10, c: i10, skip: i8, skipGain: u16, as: u4, wide: u1): u16 => {
    const floor = as === modes.relu ? Math.max(scaled, 0) : scaled;
    const share = sigmoid(sat(scaled, i16));
    if (wide === 1) return as === modes.sigmoid ? share : wrap(sat(floor, i16), u16);
    if (as === modes.pool) return wrap(averagePool(a, b, c, quarters(scaled)), u16);
    if (as === modes.add) return wrap(addScaled(scaled, skip, skipGain), u16);
    if (as === modes.sigmoid) return unit8(share);
    if (as === modes.picture) return pictureOut(share);
    return wrap(sat(floor, i8), u16);
  },
);

/** What a lane of the epilogue takes: a sum, its channel's parameters, and what `add` adds. */
export const laneType = bundle({ sum: i32, bias: i32, gain: u16, shift: uint(5), skip: i8 });

/**
 * A lane of the epilogue: sums in, results out, one per cycle, all modes by one rescaling. The mode rests while sums are
 * on their way. With `pool` a result belongs to a sum and the three before it. Four DSP48E1: two to rescale, one for `add`,
 * one for the lines of `sigmoid`.
 */
export const epilogueLane = module(
  'epilogueLane',
  () => ({
    args: streamIn(laneType),
    mode: input(uint(4)),
    wide: input(uint(1)),
    skipGain: input(u16),
    result: streamOut(u16),
  }),
  io => {
    const sums = io.args.map(
      ({ sum, bias, gain, shift, skip }) => ({ scaled: logicOf(scaledSum, sum, bias, gain, shift), skip }),
      { period: 6 },
    );
    const [a, b, c] = [reg(i10), reg(i10), reg(i10)];
    when(sums.fire, () => {
      a.set(b);
      b.set(c);
      c.set(logicOf(quarters, sums.payload.scaled));
    });
    const { mode: as, wide, skipGain } = io;
    sums
      .map(({ scaled, skip }) => ({ scaled, a, b, c, skip, skipGain, as, wide }))
      .map(finished, { period: 6 })
      .into(io.result);
  },
);
