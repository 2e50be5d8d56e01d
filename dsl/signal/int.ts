import { captureLoc } from '../error/capture.js';
import { emit } from '../scope/emit.js';
import { madeHere } from '../scope/explain.js';
import type { Ref } from '../scope/ref.js';
import { fail, report } from '../scope/report.js';
import { bitsFor, rangeOf } from '../type/leaf.js';
import { describe, show } from '../type/show.js';
import type { Literal, SIntType, UIntType } from '../type/type.js';
import { BOOL, bitsOfRef, literal, resize, scalarConstant, UINT, whole, widthOfRef } from './arith.js';
import { Bool } from './bool.js';
import { ref, Signal } from './signal.js';
import type { UInt } from './uint.js';

/** Keeps `UInt<8>` and `UInt<9>` apart in the editor, while `UInt<number>` goes with both. */
declare const width: unique symbol;

/** What a numeric operator takes: a number signal of the same sign, or a literal. */
export type IntSource = Int | Literal;

/** What unsigned and signed integers share. */
export abstract class Int<W extends number = number> extends Signal<UIntType | SIntType> {
  /** Never there at run time: a method's parameter is compared both ways, so a width that is only a `number` fits. */
  [width]?(w: W): void;

  /** Bits, at least 1. */
  get width(): number {
    return this.type.width;
  }
  /** Bit `i`, 0 the lowest. A signal as index that points beyond the width gives 0. */
  bit(i: number | UInt): Bool {
    if (typeof i === 'number') return new Bool(bitsOfRef(this[ref], i, i, BOOL));
    const shifted = emit('shru', this.width, UINT, [this[ref], unsigned(i, 'an index')]);
    return new Bool(emit('slice', 1, BOOL, [shifted], { from: 0 }));
  }
  /** Every bit is 1. */
  all(): Bool {
    return new Bool(emit('redand', 1, BOOL, [this[ref]]));
  }
  /** Some bit is 1: the value is not 0. */
  any(): Bool {
    return new Bool(emit('redor', 1, BOOL, [this[ref]]));
  }
  /** The number of ones is odd. */
  parity(): Bool {
    return new Bool(emit('redxor', 1, BOOL, [this[ref]]));
  }
}

const isSignedInt = (value: Int): boolean => value.type.kind === 'sint';

/** An index, an address or an amount to shift by: never negative. */
export function unsigned(value: UInt, what: string): Ref {
  if (value instanceof Int && !isSignedInt(value)) return value[ref];
  const help = value instanceof Int ? 'read its bits as unsigned: .asUInt()' : 'give a UInt signal, or a whole number';
  fail('HW012', `${what} is ${describe(value)}, not a UInt`, help);
}

/** The other operand of `self`: a signal of the same sign, or a literal in as few bits as it takes. */
export function operand(self: Int, other: IntSource): Ref {
  const signed = isSignedInt(self);
  if (!(other instanceof Signal)) return literal(other as Literal, signed);
  if (!(other instanceof Int))
    fail(
      'HW012',
      `${show(self.type)} beside ${show((other as Signal).type)}`,
      'convert one of them: .asUInt(), .asSInt()',
    );
  if (isSignedInt(other) !== signed) signMismatch(self, other);
  return isSignedInt(other) === signed ? other[ref] : resize(other[ref], widthOfRef(other[ref]) + 1, false);
}

/** The other operand where both must have one width; a literal takes the width of `self`. */
export function equalOperand(self: Int, other: IntSource): Ref {
  if (!(other instanceof Signal)) return literalFor(self.type, other as Literal);
  const operandRef = operand(self, other);
  if (widthOfRef(operandRef) === self.width) return operandRef;
  // With the wrong sign nothing is to be said of the width too.
  if (isSignedInt(other as Int) === isSignedInt(self)) widthMismatch(self, other as Int);
  return resize(operandRef, self.width, isSignedInt(self));
}

/** The other side of a comparison: any width, one sign; a literal must be a value that `self` can have. */
export const comparand = (self: Int, other: IntSource): Ref =>
  other instanceof Signal ? operand(self, other) : literalFor(self.type, other as Literal);

const literalFor = (type: UIntType | SIntType, value: Literal): Ref =>
  scalarConstant(type, whole(value, 'the literal'));

export function signMismatch(a: Signal, b: Signal): void {
  const [signed, unsigned] = a.type.kind === 'sint' ? [a, b] : [b, a];
  report(
    'HW013',
    `${show(a.type)} beside ${show(b.type)}`,
    'keep the value with unsigned.toSInt() (one bit more), or read the same bits otherwise with .asSInt() or .asUInt()',
    [
      { loc: captureLoc(), note: 'used together here' },
      madeHere(signed[ref], show(signed.type)),
      madeHere(unsigned[ref], show(unsigned.type)),
    ],
  );
}

export function widthMismatch(target: Signal, source: Signal): void {
  const to = show(target.type);
  const { min, max } = rangeOf(source.type);
  const keep = `${source.type.kind}(${bitsFor(min, max, source.type.kind === 'sint')})`;
  const wanted = (target.type as UIntType).width;
  const help =
    (source.type as UIntType).width > wanted
      ? `keep all bits with ${keep}, or say what to lose: .sat(${wanted}), .trunc(${wanted})`
      : `add bits on top: .extend(${wanted})`;
  report('HW014', `${show(source.type)} where ${to} is needed`, help, [
    { loc: captureLoc(), note: `${target[ref].scope.nodes[target[ref].id]!.name ?? 'this'} is ${to}` },
    madeHere(source[ref], show(source.type)),
  ]);
}

/** The bits that `value << amount` can take, for any value of the amount. */
export function shiftedWidth(value: Int, amount: UInt): number {
  const width = value.width + 2 ** amount.width - 1;
  if (width <= 4096) return width;
  fail(
    'HW014',
    `shl by a signal of ${amount.width} bits can make ${width} bits of ${value.width}`,
    'keep the width with .shlWrap(amount), or take fewer bits of the amount: .shl(amount.trunc(5))',
  );
}

/** A type or a number of bits, as the bits it means. */
export function widthFrom(to: number | { readonly width: number }, what: string): number {
  const bits = typeof to === 'number' ? to : to.width;
  if (!Number.isInteger(bits) || bits < 1) fail('HW002', `${what}: ${bits} bits`, `${what}(8)`);
  return bits;
}
