import { constant, emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { rangeOf } from '../type/leaf.js';
import { uint } from '../type/make.js';
import type { Literal, SIntType, UIntType } from '../type/type.js';
import type { Grow, Same, Sum } from '../type/width.js';
import {
  aligned,
  bitsOfRef,
  compare,
  count,
  grow,
  literal,
  product,
  reread,
  resize,
  roundShift,
  SINT,
  saturate,
  UINT,
} from './arith.js';
import { assign } from './assign.js';
import { Bool } from './bool.js';
import { type Fixed, fixedFromInt } from './fixed.js';
import { comparand, equalOperand, Int, type IntSource, operand, shiftedWidth, unsigned, widthFrom } from './int.js';
import { ref } from './signal.js';
import { SInt } from './sint.js';

/**
 * An unsigned integer of W bits. No operator loses a bit unless its name says so: `add`, `sub` and `mul` grow,
 * `addWrap`, `subWrap`, `trunc`, `wrap`, `sat`, `shr` and `roundShr` state what they drop.
 */
export class UInt<W extends number = number> extends Int<W> {
  constructor(node: Ref) {
    super(uint(node.scope.nodes[node.id]!.width), node);
  }

  /** a + b, in one bit more than the wider operand. */
  add<A extends number, V extends number>(this: UInt<A>, other: UInt<V>): UInt<Grow<A, V>>;
  add(other: Literal): UInt;
  add(other: UInt | Literal): UInt {
    return new UInt(grow('add', this[ref], operand(this, other), false));
  }
  /** a - b: signed, in one bit more than the wider operand. */
  sub<A extends number, V extends number>(this: UInt<A>, other: UInt<V>): SInt<Grow<A, V>>;
  sub(other: Literal): SInt;
  sub(other: UInt | Literal): SInt {
    return new SInt(grow('sub', this[ref], operand(this, other), false, SINT));
  }
  /** The full product: as many bits as both operands together. */
  mul<A extends number, V extends number>(this: UInt<A>, other: UInt<V>): UInt<Sum<A, V>>;
  mul(other: Literal): UInt;
  mul(other: UInt | Literal): UInt {
    return new UInt(product(this[ref], operand(this, other), false));
  }
  /** a + b modulo 2^W. */
  addWrap<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    return new UInt<A>(aligned('add', this[ref], equalOperand(this, other as IntSource), false));
  }
  /** a - b modulo 2^W. */
  subWrap<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    return new UInt<A>(aligned('sub', this[ref], equalOperand(this, other as IntSource), false));
  }
  and<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    return new UInt<A>(aligned('and', this[ref], equalOperand(this, other as IntSource), false));
  }
  or<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    return new UInt<A>(aligned('or', this[ref], equalOperand(this, other as IntSource), false));
  }
  xor<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    return new UInt<A>(aligned('xor', this[ref], equalOperand(this, other as IntSource), false));
  }
  /** Every bit inverted. */
  not<A extends number>(this: UInt<A>): UInt<A> {
    return new UInt<A>(emit('not', this.width, UINT, [this[ref]]));
  }
  /** Comparisons take any width; a literal must be a value that this can have. */
  eq(other: UInt | Literal): Bool {
    return new Bool(compare('eq', this[ref], comparand(this, other), false));
  }
  ne(other: UInt | Literal): Bool {
    return new Bool(compare('ne', this[ref], comparand(this, other), false));
  }
  lt(other: UInt | Literal): Bool {
    return new Bool(compare('lt', this[ref], comparand(this, other), false));
  }
  le(other: UInt | Literal): Bool {
    return new Bool(compare('le', this[ref], comparand(this, other), false));
  }
  gt(other: UInt | Literal): Bool {
    return new Bool(compare('gt', this[ref], comparand(this, other), false));
  }
  ge(other: UInt | Literal): Bool {
    return new Bool(compare('ge', this[ref], comparand(this, other), false));
  }
  /** The smaller; a literal takes the width of this. */
  min<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    const b = new UInt<A>(equalOperand(this, other as IntSource));
    return this.lt(b).mux<UInt<A>>(this, b);
  }
  /** The larger; a literal takes the width of this. */
  max<A extends number, V extends number>(this: UInt<A>, other: (UInt<V> & Same<A, V>) | Literal): UInt<A> {
    const b = new UInt<A>(equalOperand(this, other as IntSource));
    return this.lt(b).mux<UInt<A>>(b, this);
  }
  /** x * 2^amount, in as many bits as that can take: `amount` more, or 2^k - 1 more for a signal of k bits. */
  shl(amount: number | UInt): UInt {
    if (typeof amount !== 'number') {
      const width = shiftedWidth(this, amount);
      return new UInt(emit('shl', width, UINT, [resize(this[ref], width, false), unsigned(amount, 'a shift amount')]));
    }
    const zeros = count(amount, 'shl');
    if (zeros === 0) return this;
    return new UInt(emit('cat', this.width + zeros, UINT, [this[ref], constant(zeros, UINT, [0n])]));
  }
  /** x * 2^amount modulo 2^W. */
  shlWrap<A extends number>(this: UInt<A>, amount: number | UInt): UInt<A> {
    return new UInt<A>(
      emit('shl', this.width, UINT, [
        this[ref],
        typeof amount === 'number' ? literal(count(amount, 'shlWrap'), false) : unsigned(amount, 'a shift amount'),
      ]),
    );
  }
  /** floor(x / 2^amount): `amount` bits fewer (at least 1), or as many as before for a signal. */
  shr(amount: number | UInt): UInt {
    if (typeof amount !== 'number')
      return new UInt(emit('shru', this.width, UINT, [this[ref], unsigned(amount, 'a shift amount')]));
    const drop = count(amount, 'shr');
    const low = Math.min(drop, this.width - 1);
    const rest = bitsOfRef(this[ref], this.width - 1, low, UINT);
    return new UInt(drop >= this.width ? literal(0, false) : rest);
  }
  /** floor((x + 2^(n-1)) / 2^n): rounds to nearest, halves up; n - 1 bits fewer, since it can carry. */
  roundShr(n: number): UInt {
    return new UInt(roundShift(this[ref], count(n, 'roundShr'), false));
  }
  /** Bits hi down to lo, as an unsigned number. */
  bits(hi: number, lo: number): UInt {
    return new UInt(bitsOfRef(this[ref], hi, lo));
  }
  /** These bits on top of those of the others. */
  cat(...lower: readonly (Int | Bool)[]): UInt {
    const parts = [this, ...lower];
    const width = parts.reduce((sum, part) => sum + (part instanceof Int ? part.width : 1), 0);
    return new UInt(
      emit(
        'cat',
        width,
        UINT,
        parts.map(part => part[ref]),
      ),
    );
  }
  /** The same value in more bits. Fewer is an error. */
  extend<V extends number>(to: V | UIntType<V>): UInt<V> {
    const width = widthFrom(to, 'extend');
    if (width < this.width)
      fail(
        'HW014',
        `extend to ${width} bits, of a value that has ${this.width}`,
        `drop bits by .trunc(${width}) or .sat(${width})`,
      );
    return new UInt<V>(resize(this[ref], width, false));
  }
  /** The lowest bits: x modulo 2^V. More bits than there are is an error. */
  trunc<V extends number>(to: V | UIntType<V>): UInt<V> {
    const width = widthFrom(to, 'trunc');
    if (width > this.width)
      fail('HW014', `trunc to ${width} bits, of a value that has ${this.width}`, `add bits by .extend(${width})`);
    return new UInt<V>(resize(this[ref], width, false));
  }
  /** The value clamped to what the type holds; of this sign when only a width is given. */
  sat<V extends number>(to: V | UIntType<V>): UInt<V>;
  sat<V extends number>(to: SIntType<V>): SInt<V>;
  sat(to: number | UIntType | SIntType): UInt | SInt {
    const type = typeof to === 'number' ? uint(to) : to;
    const clamped = saturate(this[ref], { ...rangeOf(this.type), signed: false }, type);
    return type.kind === 'uint' ? new UInt(reread(clamped, UINT)) : new SInt(reread(clamped, SINT));
  }
  /** The value modulo 2^V, read with the sign of the type; of this sign when only a width is given. */
  wrap<V extends number>(to: V | UIntType<V>): UInt<V>;
  wrap<V extends number>(to: SIntType<V>): SInt<V>;
  wrap(to: number | UIntType | SIntType): UInt | SInt {
    const type = typeof to === 'number' ? uint(to) : to;
    const bits = resize(this[ref], type.width, false);
    return type.kind === 'uint' ? new UInt(reread(bits, UINT)) : new SInt(reread(bits, SINT));
  }

  /** The same value with a sign bit of 0 on top. */
  toSInt<A extends number>(this: UInt<A>): SInt<Sum<A, 1>> {
    return new SInt(reread(resize(this[ref], this.width + 1, false), SINT));
  }
  /** The same bits, read as two's complement. */
  asSInt<A extends number>(this: UInt<A>): SInt<A> {
    return new SInt<A>(reread(this[ref], SINT));
  }
  /** The same bits, in units of 2^-frac. */
  asFixed(frac: number): Fixed {
    return fixedFromInt(this, frac);
  }

  /** Drives an output, a wire or a register. The width must be equal; a literal must fit. */
  set<A extends number, V extends number>(this: UInt<A>, value: (UInt<V> & Same<A, V>) | Literal): void {
    assign(this[ref], equalOperand(this, value as IntSource));
  }
}
