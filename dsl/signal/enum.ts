import { emit } from '../scope/emit.js';
import type { EnumType } from '../type/type.js';
import { BOOL, reread, widthOfRef } from './arith.js';
import { assign } from './assign.js';
import { Bool } from './bool.js';
import { refsFor } from './convert.js';
import { ref, Signal } from './signal.js';
import { UInt } from './uint.js';

/** One of the named cases C. */
export class Enum<C extends string = string> extends Signal<EnumType<C>> {
  /** It is this case (or equals this signal of the same enum). */
  eq(other: C | Enum<C>): Bool {
    return new Bool(emit('eq', 1, BOOL, [this[ref], refsFor(this.type, other)[0]!]));
  }
  ne(other: C | Enum<C>): Bool {
    return new Bool(emit('ne', 1, BOOL, [this[ref], refsFor(this.type, other)[0]!]));
  }
  /** It is one of these cases. */
  oneOf(...cases: readonly [C, ...C[]]): Bool {
    const [first, ...rest] = cases.map(name => this.eq(name));
    return first!.or(...rest);
  }
  /** The number of the case: 0, 1, 2 in declared order. */
  asUInt(): UInt {
    return new UInt(
      reread(emit('slice', widthOfRef(this[ref]), { kind: 'uint' }, [this[ref]], { from: 0 }), { kind: 'uint' }),
    );
  }
  set(value: C | Enum<C>): void {
    assign(this[ref], refsFor(this.type, value)[0]!);
  }
}
