import { type Bool, reg, type UInt, uint, when } from '../../dsl/index.js';
import { division } from './division.js';

/** Where the samples of a row lie between those of another: `alignedPlaces` of the integer model, one after the other. */
export interface Axis {
  readonly cell: UInt<12>;
  readonly fraction: UInt<8>;
  /** The cell of the sample behind this one. */
  readonly next: UInt<12>;
  /** The step is being found: 21 cycles. */
  readonly working: Bool;
}

interface AxisOptions {
  /** The first cycle, in which both sizes are there. */
  readonly start: Bool;
  readonly from: UInt<12>;
  readonly to: UInt<12>;
  /** Back to the first sample. */
  readonly rewind: Bool;
  readonly advance: Bool;
}

/**
 * Sample i of m in a row of n lies at `i (n - 1) / (m - 1)`, in 256ths, rounded, halves up. A step is the whole quotient of
 * 256 (n - 1) by m - 1; what remains of it is added up in halves, and goes on one further where it reaches the divisor.
 */
export function axis({ start, from, to, rewind, advance }: AxisOptions): Axis {
  const gaps = to.subWrap(1);
  const { working, quotient, remainder } = division(
    start,
    { head: 0, digits: from.subWrap(1).shl(8), divisor: gaps },
    1,
  );
  const place = reg(uint(20));
  const error = reg(uint(13));
  const grown = error.add(remainder.shl(1));
  const whole = gaps.shl(1);
  const carries = grown.ge(whole);
  const behind = place.addWrap(quotient as UInt<20>).addWrap(carries.asUInt().extend(20));
  when(advance, () => {
    place.set(behind);
    error.set(carries.mux(grown.subWrap(whole.extend(grown.width)), grown).trunc(13));
  });
  when(rewind, () => {
    place.set(0);
    error.set(gaps.extend(13));
  });
  return {
    cell: place.bits(19, 8) as UInt<12>,
    fraction: place.bits(7, 0) as UInt<8>,
    next: behind.bits(19, 8) as UInt<12>,
    working,
  };
}
