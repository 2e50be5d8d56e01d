import type { LiteralOf, SignalOf, Type } from '../type/type.js';
import { refsFor } from './convert.js';
import { wrap } from './wrap.js';

/** A constant of a type: `lit(u8, 200)`, `lit(vec(i8, 3), [1, 0, -1])`. In fixed point it is the nearest that the type has. */
export const lit = <T extends Type>(type: T, value: LiteralOf<T>): SignalOf<T> =>
  wrap(type, refsFor(type, value, 'named'));
