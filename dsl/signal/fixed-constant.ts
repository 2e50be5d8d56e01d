import { fail, report } from '../scope/report.js';
import { bitsFor } from '../type/leaf.js';
import { show } from '../type/show.js';
import type { FixedType } from '../type/type.js';

/** The integer in units of 2^-frac that is nearest to a finite number, halves up. */
export function nearest(value: number, frac: number): bigint {
  // A power of two scales a double exactly, as long as it stays one.
  const scaled = value * 2 ** frac;
  if (!Number.isFinite(scaled))
    fail('HW010', `${value} in units of 2^-${frac} is beyond 2^1023`, 'take fewer fraction bits, or a smaller number');
  return BigInt(Math.round(scaled));
}

/**
 * The same, of a number whose precision nobody has named: it stands beside a signal, and gets the fraction of that.
 * What moves it by more than a hundredth, of itself or of a unit, changes the design: 0.1 beside two fraction bits
 * would be 0. Less than a hundredth of a unit is what remains of a calculation such as `Math.sin(Math.PI)`.
 *
 * @throws HW015 when no constant is that near. `assigned`: it is not an operand but goes into a signal of the type.
 */
export function near(value: number, type: FixedType, assigned = false): bigint {
  const unit = 2 ** -type.frac;
  const units = nearest(value, type.frac);
  const got = Number(units) * unit;
  if (Math.abs(got - value) > TOLERANCE * Math.max(Math.abs(value), unit)) {
    const off = got === 0 ? 'is 0' : `is ${got}, ${percent(got / value - 1)}`;
    const [finer, text] = preciseType(value, type.signed);
    report(
      'HW015',
      `${value} beside ${show(type)}: the nearest constant with ${type.frac} fraction bits ${off}`,
      assigned
        ? `write ${got}, or give the type more fraction bits: frac: ${finer}`
        : `say how precise it is: lit(${text}, ${value})${got === 0 ? '' : `, or write ${got}`}`,
    );
  }
  return units;
}

const TOLERANCE = 0.01;

const percent = (off: number): string => `${Math.abs(off * 100).toPrecision(2)} % too ${off > 0 ? 'large' : 'small'}`;

/** A type with the fewest fraction bits that hold the number to one in a thousand. */
function preciseType(value: number, signed: boolean): readonly [frac: number, text: string] {
  let frac = 0;
  while (Math.abs(Math.round(value * 2 ** frac) - value * 2 ** frac) > Math.abs(value) * 2 ** frac * 0.001) frac++;
  const units = nearest(value, frac);
  const signedToo = signed || units < 0n;
  const int = Math.max(signedToo ? 1 : 0, bitsFor(units, units, signedToo) - frac);
  return [frac, `fixed({ int: ${int}, frac: ${frac}${signedToo ? '' : ', signed: false'} })`];
}
