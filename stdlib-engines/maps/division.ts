import { type Bool, reg, type UInt, uint, when } from '../../dsl/index.js';

/** What is divided: `head` and, behind it, `digits` as one number by the divisor; the head is less than the divisor. */
interface Dividend {
  readonly head: UInt | number;
  readonly digits: UInt;
  readonly divisor: UInt;
}

/**
 * A division of whole numbers by subtraction, `perCycle` bits of the quotient in each cycle behind the one in which `start` is 1.
 * `quotient` has as many bits as `digits`; it and the remainder hold until the next start. No multiplier.
 */
export function division(start: Bool, { head, digits, divisor }: Dividend, perCycle: number) {
  const { width } = digits;
  const cycles = Math.ceil(width / perCycle);
  const left = reg(uint(Math.ceil(Math.log2(cycles + 1))), { init: 0 });
  const by = reg(uint(divisor.width));
  const remainder = reg(uint(divisor.width));
  const quotient = reg(uint(width));
  let rest: UInt = remainder;
  let shifted: UInt = quotient;
  for (let i = 0; i < perCycle; i++) {
    const wider = rest.cat(shifted.bit(width - 1).asUInt());
    const goes = wider.ge(by);
    rest = goes.mux(wider.subWrap(by.extend(wider.width)), wider).trunc(divisor.width);
    shifted = shifted.bits(width - 2, 0).cat(goes.asUInt());
  }
  const working = left.ne(0);
  when(working, () => {
    remainder.set(rest);
    quotient.set(shifted);
    left.set(left.subWrap(1));
  });
  when(start, () => {
    by.set(divisor);
    remainder.set(head);
    quotient.set(digits);
    left.set(cycles);
  });
  return { working, quotient: quotient as UInt, remainder: remainder as UInt };
}
