import { fail } from '../scope/report.js';
import type { Literal } from '../type/type.js';
import { muxRef } from './arith.js';
import type { Bool } from './bool.js';
import type { AnyBundle } from './bundle.js';
import { isHardware, refsFor, refsOf, typeOf } from './convert.js';
import { ref, type Signal } from './signal.js';
import type { Vec } from './vec.js';
import { wrap } from './wrap.js';

/** Hardware of any type. */
// biome-ignore lint/suspicious/noExplicitAny: any element type, any fields
export type AnySignal = Signal | Vec<any> | AnyBundle<any>;

/** `cond ? a : b` for whatever type the signal among them has. */
export function muxOf(
  cond: Bool,
  a: AnySignal | Literal | boolean | string,
  b: AnySignal | Literal | boolean | string,
): AnySignal {
  const type = isHardware(a) ? typeOf(a) : isHardware(b) ? typeOf(b) : undefined;
  if (!type) fail('HW012', 'mux of two constants: their type is not known', 'make one of them a signal: lit(u8, 3)');
  // A signal keeps its own range; the other side is converted to its type and checked.
  const first = isHardware(a) ? refsOf(a) : refsFor(type, a);
  const second = refsFor(type, b);
  return wrap(
    type,
    first.map((x, i) => muxRef(cond[ref], x, second[i]!)),
  ) as AnySignal;
}
