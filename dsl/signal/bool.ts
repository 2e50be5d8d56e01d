import { constant, emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { bool } from '../type/make.js';
import { describe } from '../type/show.js';
import type { BoolType, Literal } from '../type/type.js';
import { BOOL, UINT } from './arith.js';
import { assign } from './assign.js';
import { type AnySignal, muxOf } from './mux.js';
import { ref, Signal } from './signal.js';
import { UInt } from './uint.js';

/** A condition: a signal of one bit, or a constant. */
export type BoolSource = Bool | boolean;

/** One bit of logic: a condition, a flag, a handshake wire. */
export class Bool extends Signal<BoolType> {
  constructor(node: Ref) {
    super(bool, node);
  }

  /** This and all of the others. */
  and(...others: readonly BoolSource[]): Bool {
    return fold('and', this, others);
  }
  /** This or any of the others. */
  or(...others: readonly BoolSource[]): Bool {
    return fold('or', this, others);
  }
  xor(...others: readonly BoolSource[]): Bool {
    return fold('xor', this, others);
  }
  not(): Bool {
    return new Bool(emit('not', 1, BOOL, [this[ref]]));
  }
  eq(other: BoolSource): Bool {
    return new Bool(emit('eq', 1, BOOL, [this[ref], boolRef(other)]));
  }
  ne(other: BoolSource): Bool {
    return new Bool(emit('ne', 1, BOOL, [this[ref], boolRef(other)]));
  }
  /** `a` when this is 1, otherwise `b`; both of one type, at least one of them a signal. */
  mux<S extends AnySignal>(a: S, b: NoInfer<S> | Literal | boolean | string): S;
  mux<S extends AnySignal>(a: Literal | boolean | string, b: S): S;
  mux(a: AnySignal | Literal | boolean | string, b: AnySignal | Literal | boolean | string): AnySignal {
    return muxOf(this, a, b);
  }
  /** 0 or 1, as a number of 1 bit. */
  asUInt(): UInt<1> {
    return new UInt<1>(emit('slice', 1, UINT, [this[ref]], { from: 0 }));
  }
  set(value: BoolSource): void {
    assign(this[ref], boolRef(value));
  }
}

/** The IR value of a condition. */
export function boolRef(value: BoolSource): Ref {
  if (value instanceof Bool) return value[ref];
  if (typeof value === 'boolean') return constant(1, BOOL, [value ? 1n : 0n]);
  fail(
    'HW012',
    `${describe(value)} where a Bool is needed`,
    'compare it: x.ne(0), x.gt(y), or take a bit: x.bit(0); a constant is true or false',
  );
}

const fold = (op: 'and' | 'or' | 'xor', first: Bool, others: readonly BoolSource[]): Bool =>
  new Bool(others.reduce<Ref>((sum, other) => emit(op, 1, BOOL, [sum, boolRef(other)]), first[ref]));
