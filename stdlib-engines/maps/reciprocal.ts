import { bool, lit, module, reg, streamIn, streamOut, uint, when } from '../../dsl/index.js';
import { division } from './division.js';

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
    const small = reg(bool);
    const some = reg(bool);
    const sum = io.sum.payload;
    const dividend = { head: 2 ** 14, digits: sum.shr(1).extend(quotientBits), divisor: sum };
    const { working, quotient } = division(io.sum.fire, dividend, perCycle);
    const done = full.and(working.not());
    const free = full.not().or(done.and(io.inverse.ready));
    const saturated = some.mux(lit(uint(quotientBits), 2 ** quotientBits - 1), 0);
    io.inverse.valid.set(done);
    io.inverse.payload.set(small.mux(saturated, quotient));
    io.sum.ready.set(free);
    when(free, () => full.set(io.sum.valid));
    when(io.sum.fire, () => {
      small.set(sum.le(2 ** 14));
      some.set(sum.any());
    });
  },
);
