import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import { lit } from '../../signal/lit.js';
import type { UInt } from '../../signal/uint.js';
import { indexType } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { bool, uint } from '../../type/make.js';

/** A register that counts 0 to n - 1 and starts again. */
export interface Counter {
  readonly value: UInt;
  /** It stands at n - 1. */
  readonly atEnd: Bool;
}

/** Steps in cycles in which `step` is 1. */
export function counter(n: number, step: Bool): Counter {
  if (n === 1) return { value: lit(uint(1), 0) as UInt, atEnd: lit(bool, true) };
  const value: UInt = reg(indexType(n), { init: 0 });
  const atEnd = value.eq(n - 1);
  when(step, () => {
    value.set(2 ** value.width === n ? value.addWrap(1) : atEnd.mux(0, value.addWrap(1)));
  });
  return { value, atEnd };
}
