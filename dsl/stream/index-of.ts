import { check } from '../check/check.js';
import { when } from '../control/when.js';
import { fail } from '../scope/report.js';
import { Bool } from '../signal/bool.js';
import { UInt } from '../signal/uint.js';
import { describe } from '../type/show.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/**
 * A payload, or what is computed from one, as the number of one of `n` streams. A number that names none of them is
 * caught in simulation; in hardware it stands for the last, so that nothing is lost or given twice.
 */
export function indexOf(source: Stream, value: unknown, n: number, op: string): UInt {
  const { name } = source[state].info;
  const index = value instanceof Bool ? value.asUInt() : value;
  if (!(index instanceof UInt))
    fail('HW012', `${op}: ${describe(value)} chooses among ${n} streams`, 'a UInt, or a Bool: x => x.bits(1, 0)');
  if (2 ** index.width > n)
    when(source.valid, () => check.assert(index.lt(n), `${op}: ${name} chooses a stream that is not among the ${n}`));
  return index as UInt;
}

/** Whether the number names stream `i` of `n`. */
export const names = (index: UInt, i: number, n: number): Bool =>
  i === n - 1 && 2 ** index.width > n ? index.ge(i) : index.eq(i);
