import type { Graph } from './graph.js';
import { form, type Low } from './low.js';
import type { Shape } from './row-operators.js';

/** Bits of the lanes of a row. */
export type Elem = 8 | 16 | 32 | 64;

/**
 * A vector as rows of 16 bytes. A lane takes `elem` bits, at least its width; lanes beyond the last are garbage.
 * `form` says what stands above the width, as in `low.ts`.
 */
export interface Vector {
  readonly lanes: number;
  readonly width: number;
  readonly elem: Elem;
  readonly form: number;
  readonly rows: readonly Low[];
  /** The lanes of a constant, unsigned. */
  readonly constant?: readonly bigint[];
  /** Lanes fit these bits as unsigned, and as signed numbers; absent: the width. */
  readonly ubits?: number;
  readonly sbits?: number;
  /** The one value that stands in every lane. */
  readonly scalar?: Low;
}

const shapes = { 8: 'i8x16', 16: 'i16x8', 32: 'i32x4', 64: 'i64x2' } as const;
export const shapeOf = (elem: Elem): Shape => shapes[elem];
export const elemFor = (width: number): Elem => (width <= 8 ? 8 : width <= 16 ? 16 : width <= 32 ? 32 : 64);
export const rowCount = (lanes: number, elem: Elem): number => Math.ceil((lanes * elem) / 128);

/** A row with the same number in every lane. */
function splatRow(g: Graph, value: bigint, elem: Elem): Low {
  let all = 0n;
  for (let at = 0; at < 128; at += elem) all |= BigInt.asUintN(elem, value) << BigInt(at);
  return g.row(all);
}

/** A constant vector with lanes in a certain size and form. */
export function constantVector(
  g: Graph,
  values: readonly bigint[],
  width: number,
  elem: Elem,
  want: number = form.zero,
): Vector {
  const per = 128 / elem;
  const rows = Array.from({ length: rowCount(values.length, elem) }, (_, r) => {
    let all = 0n;
    for (let i = 0; i < per; i++) {
      const lane = values[r * per + i] ?? 0n;
      const bits = want === form.sign ? BigInt.asIntN(width, lane) : lane;
      all |= BigInt.asUintN(elem, bits) << BigInt(i * elem);
    }
    return g.row(all);
  });
  return { lanes: values.length, width, elem, form: width === elem ? form.both : want, rows, constant: values };
}

export const bounds = (ubits?: number, sbits?: number): Pick<Vector, 'ubits' | 'sbits'> => ({
  ...(ubits !== undefined && { ubits }),
  ...(sbits !== undefined && { sbits }),
});

/** A vector whose lanes are all one value. */
export function spread(g: Graph, scalar: Low, lanes: number, elem: Elem, want: number = form.zero): Vector {
  const { width } = scalar;
  const value = want === form.sign ? g.sext(scalar, elem) : elem === 64 ? g.zext(scalar, elem) : scalar;
  const row = g.simd(`${shapeOf(elem)}.splat`, value);
  const rows = Array.from({ length: rowCount(lanes, elem) }, () => row);
  const { ubits, sbits } = scalar;
  return { lanes, width, elem, form: width === elem ? form.both : want || form.zero, rows, scalar, ubits, sbits };
}

/** The bits of a word of up to 16, each as a lane: its byte in every lane, of which the lane looks at one bit. */
export function spreadBits(g: Graph, word: Low, lanes: number): Vector {
  const splat = g.simd('i16x8.splat', word);
  const bytes = g.shuffle(splat, splat, [...Array<number>(8).fill(0), ...Array<number>(8).fill(1)]);
  const masks = Array.from({ length: 16 }, (_, lane) => 1n << BigInt(8 * lane + (lane & 7)));
  const mask = g.row(masks.reduce((all, one) => all | one));
  const rows = [g.simd('i8x16.eq', g.simd('v128.and', bytes, mask), mask)];
  return { lanes, width: 1, elem: 8, form: form.sign, rows };
}

/** The same vector with zeros, or copies of the sign, above its width. */
export function inForm(g: Graph, vector: Vector, want: number): Vector {
  if ((vector.form & want) === want || vector.width === vector.elem) return vector;
  const { width, elem, constant } = vector;
  if (constant) return constantVector(g, constant, width, elem, want);
  if (vector.scalar) return spread(g, vector.scalar, vector.lanes, elem, want);
  if (want === form.zero) {
    const mask = splatRow(g, (1n << BigInt(width)) - 1n, elem);
    return { ...vector, form: form.zero, rows: vector.rows.map(row => g.simd('v128.and', row, mask)) };
  }
  const shape = shapeOf(elem);
  if (width === 1) {
    const none = g.row(0n);
    const { rows } = inForm(g, vector, form.zero);
    return { ...vector, form: form.sign, rows: rows.map(row => g.simd(`${shape}.sub`, none, row)) };
  }
  const by = g.constant(BigInt(elem - width), 32);
  // Processors have no arithmetic shift of 64 bits: the upper words take one of 32, and the lower ones stay.
  const words = elem === 64 && width > 32;
  const part = words ? 'i32x4' : shape;
  const rows = vector.rows.map(row => {
    const shifted = g.simd(`${part}.shr_s`, g.simd(`${part}.shl`, row, by), by);
    return words ? g.shuffle(row, shifted, upperOfSecond) : shifted;
  });
  return { ...vector, form: form.sign, rows };
}

/** The lower words of the lanes of 64 bits of one row, with the upper ones of another. */
const upperOfSecond = [0, 1, 2, 3, 20, 21, 22, 23, 8, 9, 10, 11, 28, 29, 30, 31];
/** The lower words of the lanes of two rows. */
const lowerOfBoth = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];

/** The same lanes in a container of another size; `want` is the form that they have there, `any` for no matter which. */
export function resize(g: Graph, source: Vector, elem: Elem, want: number): Vector {
  const { lanes, width, constant } = source;
  if (constant) return constantVector(g, constant, width, elem, want);
  if (source.scalar && elem !== source.elem) return spread(g, source.scalar, lanes, elem, want);
  let vector = source;
  while (vector.elem < elem) {
    const next = (vector.elem * 2) as Elem;
    const full = vector.width === vector.elem;
    const canonical = full || vector.form !== form.any ? vector : inForm(g, vector, want || form.zero);
    const signed = full ? want === form.sign : canonical.form === form.sign;
    vector = widened(g, canonical, next, signed);
  }
  while (vector.elem > elem) vector = narrowed(g, vector);
  const { ubits, sbits } = source;
  return inForm(g, { ...vector, lanes, width, ...bounds(ubits, sbits) }, want);
}

/** Each row becomes two with lanes of double size. */
function widened(g: Graph, vector: Vector, elem: Elem, signed: boolean): Vector {
  const [from, to] = [shapeOf(vector.elem), shapeOf(elem)];
  const mark = signed ? 's' : 'u';
  const name = (half: 'low' | 'high') => `${to}.extend_${half}_${from}_${mark}` as 'i16x8.extend_low_i8x16_s';
  const rows = vector.rows.flatMap(row => [g.simd(name('low'), row), g.simd(name('high'), row)]);
  return {
    lanes: vector.lanes,
    width: vector.width,
    elem,
    form: signed ? form.sign : form.zero,
    rows: rows.slice(0, rowCount(vector.lanes, elem)),
  };
}

/** Two rows become one with lanes of half the size; the width has to fit. */
function narrowed(g: Graph, vector: Vector): Vector {
  if (vector.elem === 64) {
    const rows = Array.from({ length: rowCount(vector.lanes, 32) }, (_, i) =>
      g.shuffle(vector.rows[2 * i]!, vector.rows[2 * i + 1] ?? vector.rows[2 * i]!, lowerOfBoth),
    );
    return { ...vector, elem: 32, form: vector.width === 32 ? form.both : vector.form, rows };
  }
  const elem = (vector.elem / 2) as Elem;
  const signed = vector.form === form.sign;
  const canonical = inForm(g, vector, signed ? form.sign : form.zero);
  const name = `${shapeOf(elem)}.narrow_${shapeOf(vector.elem)}_${signed ? 's' : 'u'}` as 'i8x16.narrow_i16x8_s';
  const { rows } = canonical;
  return {
    lanes: vector.lanes,
    width: vector.width,
    elem,
    form: signed ? form.sign : form.zero,
    rows: Array.from({ length: rowCount(vector.lanes, elem) }, (_, i) =>
      g.simd(name, rows[2 * i]!, rows[2 * i + 1] ?? rows[2 * i]!),
    ),
  };
}

/** One lane as a value of its own. */
export function laneOfVector(g: Graph, vector: Vector, lane: number): Low {
  if (vector.constant) return g.constant(vector.constant[lane]!, vector.width);
  const { rows, elem, width } = inForm(g, vector, form.zero);
  const per = 128 / elem;
  const row = rows[Math.floor(lane / per)]!;
  if (elem === 64 && width <= 32) return g.extract('i32x4', row, 2 * (lane % per), width);
  return g.extract(shapeOf(elem), row, lane % per, width);
}
