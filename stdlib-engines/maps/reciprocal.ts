import { bool, lit, module, reg, streamIn, streamOut, type UInt, uint, when } from '../../dsl/index.js';

/** Bits of the quotient, and of it in a cycle. */
const quotientBits = 24;
const perCycle = 2;

/** Cycles from one sum to the next. */
export const reciprocalInterval = quotientBits / perCycle + 1;

/**
 * `reciprocal` of `softmax`, two bits of the quotient in a cycle: 2^38 by a sum, rounded, halves up, saturated to 24 bits,
 * 0 for 0. For sums above 2^14 the first 15 bits of the dividend are less than the divisor, and the other 24, half of the
 * sum, follow bit by bit; smaller sums, which a softmax does not have, are saturated.
 *
 * Latency 13 cycles from the sum to the offer, a sum every 13 cycles (`reciprocalInterval`). `ready` is combinational,
 * `valid` registered. No multiplier.
 */
export const reciprocalDivider = module(
  'reciprocalDivider',
  () => ({ sum: streamIn(uint(23)), inverse: streamOut(uint(24)) }),
  io => {
    const full = reg(bool, { init: false });
    const left = reg(uint(4), { init: 0 });
    const divisor = reg(uint(23));
    const remainder = reg(uint(23));
    const digits = reg(uint(quotientBits));
    const working = left.ne(0);
    const done = full.and(working.not());
    const free = full.not().or(done.and(io.inverse.ready));
    const sum = io.sum.payload;

    let rest: UInt = remainder;
    let shifted: UInt = digits;
    for (let i = 0; i < perCycle; i++) {
      const wider = rest.cat(shifted.bit(quotientBits - 1).asUInt());
      const goes = wider.ge(divisor);
      rest = goes.mux(wider.subWrap(divisor.extend(24)), wider).trunc(23);
      shifted = shifted.bits(quotientBits - 2, 0).cat(goes.asUInt());
    }

    io.sum.ready.set(free);
    io.inverse.valid.set(done);
    io.inverse.payload.set(digits);
    when(working, () => {
      remainder.set(rest as UInt<23>);
      digits.set(shifted as UInt<24>);
      left.set(left.subWrap(1));
    });
    when(free, () => full.set(io.sum.valid));
    when(io.sum.fire, () => {
      const small = sum.le(2 ** 14);
      divisor.set(sum);
      remainder.set(2 ** 14);
      const saturated = sum.any().mux(lit(uint(24), 2 ** 24 - 1), 0);
      digits.set(small.mux(saturated, sum.shr(1).extend(24)));
      left.set(small.mux(lit(uint(4), 0), quotientBits / perCycle));
    });
  },
);
