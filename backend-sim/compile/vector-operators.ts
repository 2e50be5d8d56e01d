import { isSigned, type Node } from '../../dsl/ir/index.js';
import type { SimdName } from '../wasm/index.js';
import type { Graph } from './graph.js';
import { form, type Low } from './low.js';
import { addRows } from './paired-products.js';
import { constantVector, type Elem, elemFor, inForm, resize, shapeOf, spread, type Vector } from './vector.js';

/** An element-wise operator on vectors, or undefined when it has to be computed lane by lane. */
export function vectorOperator(g: Graph, node: Node, args: readonly Vector[]): Vector | undefined {
  const [a, b, c] = args as [Vector, Vector, Vector];
  switch (node.op) {
    case 'and':
    case 'or':
    case 'xor':
      return bitwise(g, node.op, a, b);
    case 'not':
      return { ...plain(a), form: full(a) || a.form & form.sign, rows: a.rows.map(row => g.simd('v128.not', row)) };
    case 'add':
    case 'sub':
      return arithmetic(g, node.op, a, b);
    case 'mulu':
    case 'muls':
      return node.width <= 64 ? product(g, node.op === 'muls', node.width, a, b) : undefined;
    case 'eq':
    case 'ne':
    case 'ltu':
    case 'lts':
    case 'leu':
    case 'les':
      return comparison(g, node.op, a, b);
    case 'redor':
    case 'redand': {
      const value = node.op === 'redor' ? 0n : -1n;
      const other = constantVector(g, Array<bigint>(a.lanes).fill(BigInt.asUintN(a.width, value)), a.width, a.elem);
      return comparison(g, node.op === 'redor' ? 'ne' : 'eq', a, other);
    }
    case 'slice':
      return slice(g, a, node.from!, node.width, isSigned(node.format));
    case 'cat':
      return node.width <= 32 ? concatenation(g, args, node.width) : undefined;
    case 'zext':
    case 'sext':
      return node.width <= 64 ? extension(g, node.op === 'sext', a, node.width) : undefined;
    case 'mux':
      return choice(g, a, b, c);
    default:
      return undefined;
  }
}

const full = (vector: Vector): number => (vector.width === vector.elem ? form.both : form.any);
const plain = ({ lanes, width, elem }: Vector) => ({ lanes, width, elem });

/** Both in containers of one size; of a single bit the smaller one would do, but the larger saves conversions later. */
function alike(g: Graph, a: Vector, b: Vector, want: number = form.any): [Vector, Vector] {
  const elem = (a.constant ? b.elem : b.constant ? a.elem : Math.max(a.elem, b.elem)) as Elem;
  const to = (vector: Vector): Vector =>
    want === form.any && vector.elem === elem && !vector.constant
      ? vector
      : resize(g, vector, elem, want || (vector.form === form.sign ? form.sign : form.zero));
  return [to(a), to(b)];
}

function bitwise(g: Graph, op: 'and' | 'or' | 'xor', x: Vector, y: Vector): Vector {
  const wish = x.form & y.form || (x.constant ? y.form : y.constant ? x.form : form.any);
  const [a, b] = alike(g, x, y, wish === form.both ? form.any : wish);
  const zero = op === 'and' ? (a.form | b.form) & form.zero : 0;
  return {
    ...plain(a),
    form: full(a) || (a.form & b.form) | zero,
    rows: a.rows.map((row, i) => g.simd(`v128.${op}`, row, b.rows[i]!)),
  };
}

function arithmetic(g: Graph, op: 'add' | 'sub', x: Vector, y: Vector): Vector {
  const wish = x.constant ? y.form : y.constant ? x.form : form.any;
  const [a, b] = alike(g, x, y, wish === form.both ? form.any : wish);
  const name: SimdName = `${shapeOf(a.elem)}.${op}`;
  const sbits = Math.max(signedBits(x), signedBits(y)) + 1;
  const ubits = Math.max(unsignedBits(x), unsignedBits(y)) + 1;
  const exact = (sbits <= a.width ? form.sign : 0) | (op === 'add' && ubits <= a.width ? form.zero : 0);
  return {
    ...plain(a),
    form: full(a) || a.form & b.form & exact,
    rows: a.rows.map((row, i) => (name === 'i32x4.add' ? addRows(g, row, b.rows[i]!) : g.simd(name, row, b.rows[i]!))),
    ...(sbits <= a.width && { sbits }),
    ...(op === 'add' && ubits <= a.width && { ubits }),
  };
}

const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);

const unsignedBits = ({ width, constant, ubits = width }: Vector): number =>
  constant ? Math.max(...constant.map(bitLength)) : ubits;

const signedBits = ({ width, constant, sbits = width }: Vector): number =>
  constant
    ? 1 + Math.max(...constant.map(lane => BigInt.asIntN(width, lane)).map(lane => bitLength(lane < 0n ? ~lane : lane)))
    : sbits;

/** Undefined where a factor has more than half of a product of more than 32 bits. */
function product(g: Graph, signed: boolean, width: number, x: Vector, y: Vector): Vector | undefined {
  const want = signed ? form.sign : form.zero;
  const elem = width <= 16 ? 16 : width <= 32 ? 32 : 64;
  const half = (elem / 2) as Elem;
  const range = signed ? { sbits: signedBits(x) + signedBits(y) } : { ubits: unsignedBits(x) + unsignedBits(y) };
  const fits = (vector: Vector): boolean =>
    vector.width <= half &&
    (elem === 64 || (!vector.scalar && (vector.elem === half || vector.constant !== undefined)));
  if (fits(x) && fits(y)) {
    const [a, b] = [resize(g, x, half, want), resize(g, y, half, want)];
    const name = (part: 'low' | 'high') =>
      `${shapeOf(elem)}.extmul_${part}_${shapeOf(half)}_${signed ? 's' : 'u'}` as 'i16x8.extmul_low_i8x16_s';
    const rows = a.rows.flatMap((row, i) => [
      g.simd(name('low'), row, b.rows[i]!),
      g.simd(name('high'), row, b.rows[i]!),
    ]);
    const count = Math.ceil((a.lanes * elem) / 128);
    return {
      lanes: a.lanes,
      width,
      elem,
      form: width === elem ? form.both : want,
      rows: rows.slice(0, count),
      ...range,
    };
  }
  if (elem === 64) return undefined;
  // Where upper halves are 0 on one side, the sum of two products of 16 bits is one product, and cheaper than one of 32.
  const short =
    elem === 32 && ((isSmall(x, signed) && isShort(y, signed)) || (isSmall(y, signed) && isShort(x, signed)));
  const [a, b] = [resize(g, x, elem, want), resize(g, y, elem, want)];
  const name: SimdName = short ? 'i32x4.dot_i16x8_s' : elem === 16 ? 'i16x8.mul' : 'i32x4.mul';
  return {
    lanes: a.lanes,
    width,
    elem,
    form: width === elem ? form.both : want,
    rows: a.rows.map((row, i) => g.simd(name, row, b.rows[i]!)),
    ...range,
  };
}

/** True for one value in all lanes that is neither negative nor above 15 bits. */
const isSmall = ({ scalar }: Vector, signed: boolean): boolean =>
  scalar !== undefined && scalar.ubits <= 15 && !(signed && scalar.ubits === scalar.width);

/** True when every lane fits 16 bits with sign. */
const isShort = (vector: Vector, signed: boolean): boolean =>
  signed ? signedBits(vector) <= 16 : unsignedBits(vector) <= 15;

/** One bit in a container as large as the arguments': all ones or all zeros, which is its form with sign. */
function comparison(
  g: Graph,
  op: 'eq' | 'ne' | 'ltu' | 'lts' | 'leu' | 'les',
  x: Vector,
  y: Vector,
): Vector | undefined {
  const equal = op === 'eq' || op === 'ne';
  const both = x.form & y.form || (x.constant ? y.form : x.form);
  const want = equal ? (both === form.sign ? form.sign : form.zero) : op.endsWith('s') ? form.sign : form.zero;
  const [a, b] = alike(g, x, y, want);
  // There is no such instruction.
  if (a.elem === 64 && !equal && op.endsWith('u')) return undefined;
  const name = `${shapeOf(a.elem)}.${equal ? op : `${op.slice(0, 2)}_${op.at(-1)}`}` as SimdName;
  return {
    lanes: a.lanes,
    width: 1,
    elem: a.elem,
    form: form.sign,
    rows: a.rows.map((row, i) => g.simd(name, row, b.rows[i]!)),
  };
}

function slice(g: Graph, vector: Vector, from: number, width: number, signed: boolean): Vector {
  const { lanes, elem } = vector;
  const top = from + width === vector.width;
  // What has room in smaller containers is worked on there, more lanes at a time.
  const less = (sliced: Vector): Vector => (elem === 64 && width <= 32 ? resize(g, sliced, 32, form.any) : sliced);
  if (from === 0)
    return less({
      ...{ lanes, width, elem, rows: vector.rows },
      form: width === elem ? form.both : top ? vector.form : form.any,
    });
  const withSign = (vector.form & form.sign) !== 0 && (vector.form === form.sign || signed);
  const source = top && !withSign ? inForm(g, vector, form.zero) : vector;
  // Of what goes to smaller containers the copies of the sign above them are not missed.
  const name: SimdName = `${shapeOf(elem)}.${withSign && !(elem === 64 && from + 32 <= 64 && width <= 32) ? 'shr_s' : 'shr_u'}`;
  const rows = source.rows.map(row => g.simd(name, row, g.constant(BigInt(from), 32)));
  return less({ lanes, width, elem, form: top ? (withSign ? form.sign : form.zero) : form.any, rows });
}

function concatenation(g: Graph, args: readonly Vector[], width: number): Vector {
  const elem = elemFor(width);
  const shape = shapeOf(elem);
  let at = 0;
  let rows: readonly Low[] | undefined;
  for (const arg of [...args].reverse()) {
    const part = resize(g, arg, elem, form.zero);
    const by = g.constant(BigInt(at), 32);
    const moved = at === 0 ? part.rows : part.rows.map(row => g.simd(`${shape}.shl`, row, by));
    const none = arg.constant?.every(lane => lane === 0n);
    if (!rows) rows = moved;
    else if (!none) rows = rows.map((row, i) => g.simd('v128.or', row, moved[i]!));
    at += arg.width;
  }
  return { lanes: args[0]!.lanes, width, elem, form: width === elem ? form.both : form.zero, rows: rows! };
}

function extension(g: Graph, signed: boolean, vector: Vector, width: number): Vector {
  const want = signed ? form.sign : form.zero;
  const { constant, scalar, lanes } = vector;
  if (constant) {
    const values = constant.map(lane => BigInt.asUintN(width, signed ? BigInt.asIntN(vector.width, lane) : lane));
    return constantVector(g, values, width, elemFor(width), want);
  }
  if (scalar) return spread(g, signed ? g.sext(scalar, width) : g.zext(scalar, width), lanes, elemFor(width));
  const elem = Math.max(elemFor(width), vector.elem) as Elem;
  const { rows } = resize(g, vector, elem, want);
  const ubits = unsignedBits(vector);
  const range = signed ? { sbits: signedBits(vector) } : { ubits, sbits: ubits + 1 };
  return { lanes, width, elem, form: width === elem ? form.both : want, rows, ...range };
}

/** A shift by a constant amount below the width. */
export function shiftVector(g: Graph, op: 'shl' | 'shru' | 'shrs', vector: Vector, amount: number): Vector {
  const want = op === 'shrs' ? form.sign : form.zero;
  const source = op === 'shl' ? vector : inForm(g, vector, want);
  const name: SimdName = `${shapeOf(vector.elem)}.${op === 'shl' ? 'shl' : op === 'shrs' ? 'shr_s' : 'shr_u'}`;
  const by = g.constant(BigInt(amount), 32);
  return {
    ...plain(vector),
    form: full(vector) || (op === 'shl' ? form.any : want),
    rows: source.rows.map(row => g.simd(name, row, by)),
  };
}

/** One of two vectors, by one bit for all lanes. */
export function chooseVector(g: Graph, cond: Low, x: Vector, y: Vector): Vector {
  const wish = x.form & y.form || (x.constant ? y.form : y.constant ? x.form : form.any);
  const [a, b] = alike(g, x, y, wish === form.both ? form.any : wish);
  const rows = a.rows.map((row, i) => g.mux(cond, row, b.rows[i]!));
  return { ...plain(a), form: full(a) || a.form & b.form, rows };
}

/** `mask` is one bit per lane. */
function choice(g: Graph, mask: Vector, x: Vector, y: Vector): Vector {
  const wish = x.form & y.form || (x.constant ? y.form : y.constant ? x.form : form.any);
  const [a, b] = alike(g, x, y, wish === form.both ? form.any : wish);
  const bits = resize(g, mask, a.elem, form.sign);
  return {
    ...plain(a),
    form: full(a) || a.form & b.form,
    rows: a.rows.map((row, i) => g.simd('v128.bitselect', row, b.rows[i]!, bits.rows[i]!)),
  };
}

/** A vector whose lanes are all one value of `width` bits. */
export function splatVector(g: Graph, value: Low, lanes: number): Vector {
  const { width } = value;
  const elem = elemFor(width);
  if (value.op === 'const') return constantVector(g, Array<bigint>(lanes).fill(value.value), width, elem);
  return spread(g, value, lanes, elem);
}
