import { fail } from '../scope/report.js';
import { Bool, type BoolSource, boolRef } from '../signal/bool.js';
import { isHardware, refsFor, typeOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import type { UInt } from '../signal/uint.js';
import type { Vec } from '../signal/vec.js';
import { wrap } from '../signal/wrap.js';
import { vec } from '../type/make.js';
import type { Literal } from '../type/type.js';

/** `cond ? a : b`; at least one of them a signal, both of its type. */
export function mux<S extends AnySignal>(condition: BoolSource, a: S, b: NoInfer<S> | Literal | boolean | string): S;
export function mux<S extends AnySignal>(condition: BoolSource, a: Literal | boolean | string, b: S): S;
export function mux(condition: BoolSource, a: unknown, b: unknown): AnySignal {
  const cond = condition instanceof Bool ? condition : new Bool(boolRef(condition));
  return cond.mux(a as AnySignal, b as AnySignal);
}

/** The value whose number the index is; 0 when there is none. All values of one type, at least one of them a signal. */
export function select<S extends AnySignal>(index: UInt, values: readonly (S | Literal | boolean)[]): S {
  const signal = values.find((value): value is S => isHardware(value));
  if (!signal) fail('HW012', 'select among constants: their type is not known', 'vecOf(u8, [1, 2, 3]).at(index)');
  const type = vec(typeOf(signal), values.length);
  return (wrap(type, refsFor(type, values)) as Vec).at(index) as unknown as S;
}

/** The value of the first condition that is 1, or the fallback. */
export function priority<S extends AnySignal>(
  choices: readonly (readonly [BoolSource, S | Literal])[],
  fallback: S,
): S {
  return choices.reduceRight<S>((rest, [condition, value]) => mux(condition, value as S, rest) as S, fallback);
}
