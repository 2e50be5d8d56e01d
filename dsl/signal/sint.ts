import { constant, emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { rangeOf } from '../type/leaf.js';
import { sint } from '../type/make.js';
import type { Literal, SIntType, UIntType } from '../type/type.js';
import type { Grow, Same, Sum } from '../type/width.js';
import {
  aligned,
  bitsOfRef,
  compare,
  count,
  grow,
  literal,
  muxRef,
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
import { UInt } from './uint.js';

/**
 * A two's complement integer of W bits. No operator loses a bit unless its name says so: `add`, `sub` and `mul` grow,
 * `addWrap`, `subWrap`, `trunc`, `wrap`, `sat`, `shr` and `roundShr` state what they drop.
 */
export class SInt<W extends number = number> extends Int<W> {
  constructor(node: Ref) {
    super(sint(node.scope.nodes[node.id]!.width), node);
  }

  /** a + b, in one bit more than the wider operand. */
  add<A extends number, V extends number>(this: SInt<A>, other: SInt<V>): SInt<Grow<A, V>>;
  add(other: Literal): SInt;
  add(other: SInt | Literal): SInt {
    return new SInt(grow('add', this[ref], operand(this, other), true));
  }
  /** a - b: signed, in one bit more than the wider operand. */
  sub<A extends number, V extends number>(this: SInt<A>, other: SInt<V>): SInt<Grow<A, V>>;
  sub(other: Literal): SInt;
  sub(other: SInt | Literal): SInt {
    return new SInt(grow('sub', this[ref], operand(this, other), true, SINT));
  }
  /** The full product: as many bits as both operands together. */
  mul<A extends number, V extends number>(this: SInt<A>, other: SInt<V>): SInt<Sum<A, V>>;
  mul(other: Literal): SInt;
  mul(other: SInt | Literal): SInt {
    return new SInt(product(this[ref], operand(this, other), true));
  }
  /** a + b modulo 2^W. */
  addWrap<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    return new SInt<A>(aligned('add', this[ref], equalOperand(this, other as IntSource), true));
  }
  /** a - b modulo 2^W. */
  subWrap<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    return new SInt<A>(aligned('sub', this[ref], equalOperand(this, other as IntSource), true));
  }
  and<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    return new SInt<A>(aligned('and', this[ref], equalOperand(this, other as IntSource), true));
  }
  or<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    return new SInt<A>(aligned('or', this[ref], equalOperand(this, other as IntSource), true));
  }
  xor<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    return new SInt<A>(aligned('xor', this[ref], equalOperand(this, other as IntSource), true));
  }
  /** Every bit inverted. */
  not<A extends number>(this: SInt<A>): SInt<A> {
    return new SInt<A>(emit('not', this.width, SINT, [this[ref]]));
  }
  /** Comparisons take any width; a literal must be a value that this can have. */
  eq(other: SInt | Literal): Bool {
    return new Bool(compare('eq', this[ref], comparand(this, other), true));
  }
  ne(other: SInt | Literal): Bool {
    return new Bool(compare('ne', this[ref], comparand(this, other), true));
  }
  lt(other: SInt | Literal): Bool {
    return new Bool(compare('lt', this[ref], comparand(this, other), true));
  }
  le(other: SInt | Literal): Bool {
    return new Bool(compare('le', this[ref], comparand(this, other), true));
  }
  gt(other: SInt | Literal): Bool {
    return new Bool(compare('gt', this[ref], comparand(this, other), true));
  }
  ge(other: SInt | Literal): Bool {
    return new Bool(compare('ge', this[ref], comparand(this, other), true));
  }
  /** The smaller; a literal takes the width of this. */
  min<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    const b = new SInt<A>(equalOperand(this, other as IntSource));
    return this.lt(b).mux<SInt<A>>(this, b);
  }
  /** The larger; a literal takes the width of this. */
  max<A extends number, V extends number>(this: SInt<A>, other: (SInt<V> & Same<A, V>) | Literal): SInt<A> {
    const b = new SInt<A>(equalOperand(this, other as IntSource));
    return this.lt(b).mux<SInt<A>>(b, this);
  }
  /** x * 2^amount, in as many bits as that can take: `amount` more, or 2^k - 1 more for a signal of k bits. */
  shl(amount: number | UInt): SInt {
    if (typeof amount !== 'number') {
      const width = shiftedWidth(this, amount);
      return new SInt(emit('shl', width, SINT, [resize(this[ref], width, true), unsigned(amount, 'a shift amount')]));
    }
    const zeros = count(amount, 'shl');
    if (zeros === 0) return this;
    return new SInt(emit('cat', this.width + zeros, SINT, [this[ref], constant(zeros, UINT, [0n])]));
  }
  /** x * 2^amount modulo 2^W. */
  shlWrap<A extends number>(this: SInt<A>, amount: number | UInt): SInt<A> {
    return new SInt<A>(
      emit('shl', this.width, SINT, [
        this[ref],
        typeof amount === 'number' ? literal(count(amount, 'shlWrap'), false) : unsigned(amount, 'a shift amount'),
      ]),
    );
  }
  /** floor(x / 2^amount): `amount` bits fewer (at least 1), or as many as before for a signal. */
  shr(amount: number | UInt): SInt {
    if (typeof amount !== 'number')
      return new SInt(emit('shrs', this.width, SINT, [this[ref], unsigned(amount, 'a shift amount')]));
    const drop = count(amount, 'shr');
    const low = Math.min(drop, this.width - 1);
    const rest = bitsOfRef(this[ref], this.width - 1, low, SINT);
    return new SInt(rest);
  }
  /** floor((x + 2^(n-1)) / 2^n): rounds to nearest, halves up; n - 1 bits fewer, since it can carry. */
  roundShr(n: number): SInt {
    return new SInt(roundShift(this[ref], count(n, 'roundShr'), true));
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
  extend<V extends number>(to: V | SIntType<V>): SInt<V> {
    const width = widthFrom(to, 'extend');
    if (width < this.width)
      fail(
        'HW014',
        `extend to ${width} bits, of a value that has ${this.width}`,
        `drop bits by .trunc(${width}) or .sat(${width})`,
      );
    return new SInt<V>(resize(this[ref], width, true));
  }
  /** The lowest bits: x modulo 2^V. More bits than there are is an error. */
  trunc<V extends number>(to: V | SIntType<V>): SInt<V> {
    const width = widthFrom(to, 'trunc');
    if (width > this.width)
      fail('HW014', `trunc to ${width} bits, of a value that has ${this.width}`, `add bits by .extend(${width})`);
    return new SInt<V>(resize(this[ref], width, true));
  }
  /** The value clamped to what the type holds; of this sign when only a width is given. */
  sat<V extends number>(to: V | SIntType<V>): SInt<V>;
  sat<V extends number>(to: UIntType<V>): UInt<V>;
  sat(to: number | UIntType | SIntType): UInt | SInt {
    const type = typeof to === 'number' ? sint(to) : to;
    const clamped = saturate(this[ref], { ...rangeOf(this.type), signed: true }, type);
    return type.kind === 'uint' ? new UInt(reread(clamped, UINT)) : new SInt(reread(clamped, SINT));
  }
  /** The value modulo 2^V, read with the sign of the type; of this sign when only a width is given. */
  wrap<V extends number>(to: V | SIntType<V>): SInt<V>;
  wrap<V extends number>(to: UIntType<V>): UInt<V>;
  wrap(to: number | UIntType | SIntType): UInt | SInt {
    const type = typeof to === 'number' ? sint(to) : to;
    const bits = resize(this[ref], type.width, true);
    return type.kind === 'uint' ? new UInt(reread(bits, UINT)) : new SInt(reread(bits, SINT));
  }

  /** -x, in one bit more. */
  neg<A extends number>(this: SInt<A>): SInt<Sum<A, 1>> {
    return new SInt(grow('sub', literal(0, true), this[ref], true));
  }
  /** |x|, in the same bits but unsigned: the smallest number fits too. */
  abs<A extends number>(this: SInt<A>): UInt<A> {
    const magnitude = muxRef(
      compare('lt', this[ref], literal(0, true), true),
      this.neg()[ref],
      resize(this[ref], this.width + 1, true),
    );
    return new UInt<A>(bitsOfRef(magnitude, this.width - 1, 0));
  }
  /** The same bits, read as unsigned. */
  asUInt<A extends number>(this: SInt<A>): UInt<A> {
    return new UInt<A>(reread(this[ref], UINT));
  }
  /** The same bits, in units of 2^-frac. */
  asFixed(frac: number): Fixed {
    return fixedFromInt(this, frac);
  }

  /** Drives an output, a wire or a register. The width must be equal; a literal must fit. */
  set<A extends number, V extends number>(this: SInt<A>, value: (SInt<V> & Same<A, V>) | Literal): void {
    assign(this[ref], equalOperand(this, value as IntSource));
  }
}
