import type { Graph } from './graph.js';
import type { Low } from './low.js';

/** One lane of a value: limbs of 64 bits, the least significant first; the last one holds what remains. */
export type Word = readonly Low[];

export const widthOf = (word: Word): number => word.reduce((bits, limb) => bits + limb.width, 0);

/** Widths of the limbs of a word. */
export const limbWidths = (width: number): number[] =>
  Array.from({ length: Math.ceil(width / 64) }, (_, i) => Math.min(64, width - 64 * i));

export const constantWord = (g: Graph, value: bigint, width: number): Word =>
  limbWidths(width).map((bits, i) => g.constant(value >> BigInt(64 * i), bits));

/** Pieces, the lowest first, as one word. */
export function joinWord(g: Graph, pieces: readonly Low[]): Word {
  const limbs: Low[] = [];
  let limb: Low | undefined;
  for (const piece of pieces) {
    let from = 0;
    while (from < piece.width) {
      const take = Math.min(piece.width - from, 64 - (limb?.width ?? 0));
      const part = g.slice(piece, from, take);
      limb = limb ? g.cat(part, limb) : part;
      from += take;
      if (limb.width === 64) {
        limbs.push(limb);
        limb = undefined;
      }
    }
  }
  return limb ? [...limbs, limb] : limbs;
}

/** The pieces that make up bits [from + width - 1 : from], the lowest first. */
function piecesOf(g: Graph, word: Word, from: number, width: number): Low[] {
  const pieces: Low[] = [];
  for (let bit = from; bit < from + width; ) {
    const limb = word[bit >>> 6]!;
    const take = Math.min(limb.width - (bit & 63), from + width - bit);
    pieces.push(g.slice(limb, bit & 63, take));
    bit += take;
  }
  return pieces;
}

export const sliceWord = (g: Graph, word: Word, from: number, width: number): Word =>
  word.length === 1 ? [g.slice(word[0]!, from, width)] : joinWord(g, piecesOf(g, word, from, width));

/** The first word most significant. */
export const catWords = (g: Graph, words: readonly Word[]): Word => joinWord(g, [...words].reverse().flat());

const zeros = (g: Graph, width: number): Low[] => limbWidths(width).map(bits => g.constant(0n, bits));

/** `width` copies of one bit. */
const copies = (g: Graph, bit: Low, width: number): Low[] => limbWidths(width).map(bits => g.sext(bit, bits));

const signOf = (g: Graph, word: Word): Low => {
  const top = word.at(-1)!;
  return g.slice(top, top.width - 1, 1);
};

export function zextWord(g: Graph, word: Word, width: number): Word {
  if (width <= 64) return [g.zext(word[0]!, width)];
  return joinWord(g, [...word, ...zeros(g, width - widthOf(word))]);
}

export function sextWord(g: Graph, word: Word, width: number): Word {
  if (width <= 64) return [g.sext(word[0]!, width)];
  const top = word.at(-1)!;
  const whole = Math.min(64, top.width + width - widthOf(word));
  const rest = width - 64 * (word.length - 1) - whole;
  return [...word.slice(0, -1), g.sext(top, whole), ...copies(g, signOf(g, word), rest)];
}

/** A function of each pair of limbs. */
export const limbwise = (a: Word, b: Word, f: (x: Low, y: Low) => Low): Word => a.map((limb, i) => f(limb, b[i]!));

/** a + b + carry, modulo. */
function addWithCarry(g: Graph, a: Word, b: Word, carryIn?: Low): Word {
  let carry = carryIn;
  return a.map((x, i) => {
    const plain = g.add(x, b[i]!);
    const sum = carry ? g.add(plain, g.zext(carry, x.width)) : plain;
    const out = g.ltu(plain, x);
    carry = carry ? g.or(out, g.ltu(sum, plain)) : out;
    return sum;
  });
}

export const addWords = (g: Graph, a: Word, b: Word): Word =>
  a.length === 1 ? [g.add(a[0]!, b[0]!)] : addWithCarry(g, a, b);

export const subWords = (g: Graph, a: Word, b: Word): Word =>
  a.length === 1
    ? [g.sub(a[0]!, b[0]!)]
    : addWithCarry(
        g,
        a,
        b.map(limb => g.not(limb)),
        g.constant(1n, 1),
      );

/** The product of two words, its width the sum of theirs. */
export function mulWords(g: Graph, a: Word, b: Word, signed: boolean): Word {
  const width = widthOf(a) + widthOf(b);
  if (width <= 64) return [signed ? g.muls(a[0]!, b[0]!) : g.mulu(a[0]!, b[0]!)];
  const extend = signed ? sextWord : zextWord;
  const whole = Math.ceil(width / 64) * 64;
  const digits = (word: Word): Low[] =>
    extend(g, word, whole).flatMap(limb => [g.slice(limb, 0, 32), g.slice(limb, 32, 32)]);
  const [x, y] = [digits(a), digits(b)];
  const sum: Low[] = x.map(() => g.constant(0n, 32));
  for (let i = 0; i < x.length; i++) {
    let carry = g.constant(0n, 64);
    for (let j = 0; i + j < x.length; j++) {
      const all = g.add(g.add(g.mulu(x[i]!, y[j]!), g.zext(sum[i + j]!, 64)), carry);
      sum[i + j] = g.slice(all, 0, 32);
      carry = g.zext(g.slice(all, 32, 32), 64);
    }
  }
  return sliceWord(g, joinWord(g, sum), 0, width);
}

export function eqWords(g: Graph, a: Word, b: Word): Low {
  return limbwise(a, b, g.eq).reduce((all, one) => g.and(all, one));
}

/** a < b, or with `orEqual` a <= b. */
export function lessWords(g: Graph, a: Word, b: Word, signed: boolean, orEqual: boolean): Low {
  const top = a.length - 1;
  if (top === 0) return (signed ? (orEqual ? g.les : g.lts) : orEqual ? g.leu : g.ltu)(a[0]!, b[0]!);
  let less = (orEqual ? g.leu : g.ltu)(a[0]!, b[0]!);
  for (let i = 1; i <= top; i++) {
    const here = (signed && i === top ? g.lts : g.ltu)(a[i]!, b[i]!);
    less = g.or(here, g.and(g.eq(a[i]!, b[i]!), less));
  }
  return less;
}

export const muxWords = (g: Graph, cond: Low, a: Word, b: Word): Word => limbwise(a, b, (x, y) => g.mux(cond, x, y));

/** A word shifted by a constant amount below its width. */
function shiftWordBy(g: Graph, op: 'shl' | 'shru' | 'shrs', word: Word, by: number): Word {
  const width = widthOf(word);
  if (op === 'shl') return joinWord(g, [...zeros(g, by), ...piecesOf(g, word, 0, width - by)]);
  const fill = op === 'shru' ? zeros(g, by) : copies(g, signOf(g, word), by);
  return joinWord(g, [...piecesOf(g, word, by, width - by), ...fill]);
}

/** A word shifted by a variable amount of any width. */
export function shiftWord(g: Graph, op: 'shl' | 'shru' | 'shrs', word: Word, amount: Word): Word {
  const width = widthOf(word);
  const low = amount[0]!;
  const bits = Math.ceil(Math.log2(width + 1));
  const fits = Math.min(widthOf(amount), 32);
  const above =
    fits < widthOf(amount) ? reduceWord(g, 'redor', sliceWord(g, amount, fits, widthOf(amount) - fits)) : undefined;
  const gone = op === 'shrs' ? copies(g, signOf(g, word), width) : zeros(g, width);
  if (word.length === 1) {
    const shifted = g.shift(op, word[0]!, g.slice(low, 0, fits));
    return [above ? g.mux(above, gone[0]!, shifted) : shifted];
  }
  let shifted = word;
  for (let k = 0; k < Math.min(bits, fits); k++) {
    const by = 2 ** k;
    const moved = by >= width ? gone : shiftWordBy(g, op, shifted, by);
    shifted = muxWords(g, g.slice(low, k, 1), moved, shifted);
  }
  const high = fits > bits ? g.redor(g.slice(low, bits, fits - bits)) : undefined;
  for (const flag of [high, above]) if (flag) shifted = muxWords(g, flag, gone, shifted);
  return shifted;
}

/** The bits of a word reduced to one. */
export function reduceWord(g: Graph, op: 'redand' | 'redor' | 'redxor', word: Word): Low {
  const join = op === 'redand' ? g.and : op === 'redor' ? g.or : g.xor;
  return word.map(limb => g[op](limb)).reduce((all, one) => join(all, one));
}
