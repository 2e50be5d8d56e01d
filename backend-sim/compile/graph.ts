import { interned, type Known } from './intern.js';
import { bytesFor, form, type Low } from './low.js';
import { rowOperators } from './row-operators.js';

const ones = (width: number): bigint => (1n << BigInt(width)) - 1n;
const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);

/** Builds the low graph: every method returns the one object that stands for its value, simplified where that is cheap. */
export type Graph = ReturnType<typeof graph>;

export function graph() {
  const { make, nodes } = interned();

  /** By width: to know that there is one takes less than to find out about it. */
  const constants: Map<bigint, Low>[] = [];
  const constant = (value: bigint, width: number): Low => {
    const bits = BigInt.asUintN(width, value);
    constants[width] ??= new Map();
    const made = constants[width].get(bits) ?? newConstant(bits, width);
    constants[width].set(bits, made);
    return made;
  };
  const newConstant = (bits: bigint, width: number): Low => {
    const signed = BigInt.asIntN(width, bits);
    const sbits = bitLength(signed < 0n ? ~signed : signed) + 1;
    return make('const', width, [], { value: bits, free: form.both, ubits: bitLength(bits), sbits });
  };
  const isConst = (low: Low, value: bigint): boolean => low.op === 'const' && low.value === value;
  const isZero = (low: Low): boolean => isConst(low, 0n);
  const isOnes = (low: Low): boolean => isConst(low, ones(low.width));
  const flag = (value: boolean): Low => constant(value ? 1n : 0n, 1);
  const signedOf = (low: Low): bigint => BigInt.asIntN(low.width, low.value);
  const bothConst = (a: Low, b: Low): boolean => a.op === 'const' && b.op === 'const';
  /** Constants go right, then by age: a + b and b + a are one value. */
  const ordered = (a: Low, b: Low): [Low, Low] =>
    a.op === 'const' || (b.op !== 'const' && b.id < a.id) ? [b, a] : [a, b];

  /** The value at a fixed address; above odd widths stand zeros or copies of the sign. */
  const load = (address: number, width: number, signed = false): Low => {
    const stored = signed ? form.sign : form.zero;
    return make('load', width, [], {
      at: address,
      free: width === bytesFor(width) * 8 ? form.both : stored,
      ...(signed && { name: 'signed' }),
    });
  };

  /** The element of an array; 0 beyond its end. */
  const element = (array: number, index: Low, width: number): Low =>
    make('element', width, [index], { at: array, free: width === bytesFor(width) * 8 ? form.both : form.zero });

  const not = (a: Low): Low => {
    if (a.op === 'const') return constant(~a.value, a.width);
    if (a.op === 'not') return a.args[0]!;
    if (a.op === 'eq') return make('ne', 1, a.args, { free: form.zero });
    if (a.op === 'ne') return make('eq', 1, a.args, { free: form.zero });
    return make('not', a.width, [a], { free: a.free, sbits: a.sbits });
  };

  const and = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    if (bothConst(a, b)) return constant(a.value & b.value, a.width);
    if (a === b || isOnes(b)) return a;
    if (isZero(b)) return b;
    const free = ((a.free | b.free) & form.zero) | (a.free & b.free & form.sign);
    return make('and', a.width, [a, b], {
      free,
      ubits: Math.min(a.ubits, b.ubits),
      sbits: Math.max(a.sbits, b.sbits),
    });
  };

  const or = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    if (bothConst(a, b)) return constant(a.value | b.value, a.width);
    if (a === b || isZero(b)) return a;
    if (isOnes(b)) return b;
    return make('or', a.width, [a, b], loose(a, b));
  };

  const xor = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    if (bothConst(a, b)) return constant(a.value ^ b.value, a.width);
    if (a === b) return constant(0n, a.width);
    if (isZero(b)) return a;
    if (isOnes(b)) return not(a);
    return make('xor', a.width, [a, b], loose(a, b));
  };

  const loose = (a: Low, b: Low): Known => ({
    free: a.free & b.free,
    ubits: Math.max(a.ubits, b.ubits),
    sbits: Math.max(a.sbits, b.sbits),
  });

  const add = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    const width = a.width;
    if (bothConst(a, b)) return constant(a.value + b.value, width);
    if (isZero(b)) return a;
    const ubits = Math.max(a.ubits, b.ubits) + 1;
    const sbits = Math.max(a.sbits, b.sbits) + 1;
    const free = a.free & b.free & ((ubits <= width ? form.zero : 0) | (sbits <= width ? form.sign : 0));
    return make('add', width, [a, b], { free, ubits, sbits });
  };

  const sub = (a: Low, b: Low): Low => {
    if (bothConst(a, b)) return constant(a.value - b.value, a.width);
    if (isZero(b)) return a;
    if (a === b) return constant(0n, a.width);
    const sbits = Math.max(a.sbits, b.sbits) + 1;
    return make('sub', a.width, [a, b], { free: sbits <= a.width ? a.free & b.free & form.sign : 0, sbits });
  };

  /** Exact products; the result has the sum of the widths. */
  const mulu = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    const width = a.width + b.width;
    if (bothConst(a, b)) return constant(a.value * b.value, width);
    if (isZero(b)) return constant(0n, width);
    if (isConst(b, 1n)) return zext(a, width);
    return make('mulu', width, [a, b], { free: form.zero, ubits: a.ubits + b.ubits });
  };

  const muls = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    const width = a.width + b.width;
    if (bothConst(a, b)) return constant(signedOf(a) * signedOf(b), width);
    if (isZero(b)) return constant(0n, width);
    return make('muls', width, [a, b], { free: form.sign, sbits: a.sbits + b.sbits });
  };

  const eq = (x: Low, y: Low): Low => {
    const [a, b] = ordered(x, y);
    if (bothConst(a, b)) return flag(a.value === b.value);
    if (a === b) return flag(true);
    if (a.width === 1 && isOnes(b)) return a;
    if (a.width === 1 && isZero(b)) return not(a);
    return make('eq', 1, [a, b], { free: form.zero });
  };

  const ne = (a: Low, b: Low): Low => not(eq(a, b));

  const ltu = (a: Low, b: Low): Low => {
    if (bothConst(a, b)) return flag(a.value < b.value);
    if (a === b || isZero(b)) return flag(false);
    return make('ltu', 1, [a, b], { free: form.zero });
  };

  const lts = (a: Low, b: Low): Low => {
    if (bothConst(a, b)) return flag(signedOf(a) < signedOf(b));
    if (a === b) return flag(false);
    return make('lts', 1, [a, b], { free: form.zero });
  };

  const leu = (a: Low, b: Low): Low => {
    if (bothConst(a, b)) return flag(a.value <= b.value);
    if (a === b || isZero(a)) return flag(true);
    return make('leu', 1, [a, b], { free: form.zero });
  };

  const les = (a: Low, b: Low): Low => {
    if (bothConst(a, b)) return flag(signedOf(a) <= signedOf(b));
    if (a === b) return flag(true);
    return make('les', 1, [a, b], { free: form.zero });
  };

  /** Bits [from + width - 1 : from]. */
  const slice = (a: Low, from: number, width: number): Low => {
    if (width === a.width) return a;
    if (a.op === 'const') return constant(a.value >> BigInt(from), width);
    if (a.op === 'slice') return slice(a.args[0]!, a.at + from, width);
    if (a.op === 'cat') {
      const [high, low] = a.args as [Low, Low];
      if (from >= low.width) return slice(high, from - low.width, width);
      if (from + width <= low.width) return slice(low, from, width);
    }
    if (a.op === 'zext' || a.op === 'sext') {
      const inner = a.args[0]!;
      if (from + width <= inner.width) return slice(inner, from, width);
      if (from === 0) return a.op === 'zext' ? zext(inner, width) : sext(inner, width);
      if (a.op === 'zext' && from >= inner.width) return constant(0n, width);
    }
    const top = from + width === a.width;
    const ubits = Math.max(0, a.ubits - from);
    return make('slice', width, [a], {
      at: from,
      free: (ubits <= width ? a.free & form.zero : 0) | (top ? a.free & form.sign : 0),
      ubits,
      ...(top && { sbits: a.sbits - from }),
    });
  };

  const cat = (high: Low, low: Low): Low => {
    const width = high.width + low.width;
    if (bothConst(high, low)) return constant((high.value << BigInt(low.width)) | low.value, width);
    if (isZero(high)) return zext(low, width);
    if (high.op === 'slice' && low.op === 'slice') {
      if (high.args[0] === low.args[0] && high.at === low.at + low.width) return slice(low.args[0]!, low.at, width);
    }
    return make('cat', width, [high, low], {
      free: high.free,
      ubits: high.ubits + low.width,
      sbits: high.sbits + low.width,
    });
  };

  const zext = (a: Low, width: number): Low => {
    if (width === a.width) return a;
    if (a.op === 'const') return constant(a.value, width);
    if (a.op === 'zext') return zext(a.args[0]!, width);
    return make('zext', width, [a], { free: a.free & form.zero ? form.both : 0, ubits: a.ubits });
  };

  const sext = (a: Low, width: number): Low => {
    if (width === a.width) return a;
    if (a.op === 'const') return constant(signedOf(a), width);
    if (a.op === 'sext') return sext(a.args[0]!, width);
    if (a.ubits < a.width) return zext(a, width);
    return make('sext', width, [a], { free: a.free & form.sign, sbits: a.sbits });
  };

  const mux = (cond: Low, a: Low, b: Low): Low => {
    if (cond.op === 'const') return cond.value ? a : b;
    if (a === b) return a;
    if (cond.op === 'not') return mux(cond.args[0]!, b, a);
    if (a.width === 1) {
      if (isOnes(a)) return or(cond, b);
      if (isZero(b)) return and(cond, a);
      if (isZero(a)) return and(not(cond), b);
      if (isOnes(b)) return or(not(cond), a);
    }
    return make('mux', a.width, [cond, a, b], loose(a, b));
  };

  /** Shifts by a variable amount of at most 32 bits; amounts of the width or more shift everything out. */
  const shift = (op: 'shl' | 'shru' | 'shrs', a: Low, amount: Low): Low => {
    if (amount.op === 'const') return shiftBy(op, a, amount.value > BigInt(a.width) ? a.width : Number(amount.value));
    if (isZero(a)) return a;
    if (op === 'shru') return make(op, a.width, [a, amount], { free: form.zero, ubits: a.ubits });
    return make(op, a.width, [a, amount], op === 'shrs' ? { free: form.sign, sbits: a.sbits } : {});
  };

  const shiftBy = (op: 'shl' | 'shru' | 'shrs', a: Low, by: number): Low => {
    const { width } = a;
    if (by === 0) return a;
    if (op === 'shrs') return sext(slice(a, Math.min(by, width - 1), width - Math.min(by, width - 1)), width);
    if (by >= width) return constant(0n, width);
    return op === 'shl' ? cat(slice(a, 0, width - by), constant(0n, by)) : zext(slice(a, by, width - by), width);
  };

  const redor = (a: Low): Low => (a.width === 1 ? a : ne(a, constant(0n, a.width)));
  const redand = (a: Low): Low => (a.width === 1 ? a : eq(a, constant(-1n, a.width)));
  const redxor = (a: Low): Low => {
    if (a.width === 1) return a;
    if (a.op === 'const') return flag(a.value.toString(2).replaceAll('0', '').length % 2 === 1);
    return make('redxor', 1, [a], { free: form.zero });
  };

  return {
    /** The same operator on other arguments, as a value of its own for every home. */
    again: ({ op, width, at, value, free, ubits, sbits, name }: Low, args: readonly Low[], home?: number): Low =>
      make(op, width, args, { at, value, free, ubits, sbits, name, ...(home !== undefined && { home }) }),
    /** A value that is also stored, with a bit to be cleared in a word: what was to be computed anew is. */
    stored: (a: Low, slot: number, word: number, bit: number): Low =>
      make('stored', a.width, [a], { at: slot, value: BigInt(bit), name: `${word}`, free: form.zero, ubits: a.ubits }),
    /** Every value made so far, by id. */
    nodes,
    constant,
    load,
    element,
    not,
    and,
    or,
    xor,
    add,
    sub,
    mulu,
    muls,
    eq,
    ne,
    ltu,
    lts,
    leu,
    les,
    slice,
    cat,
    zext,
    sext,
    mux,
    shift,
    redor,
    redand,
    redxor,
    ...rowOperators(make, constant),
  };
}
