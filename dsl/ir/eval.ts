import type { Node } from './node.js';

/** The lanes of one value, each an unsigned number below 2^width. */
export type Lanes = readonly bigint[];

const mask = (width: number): bigint => (1n << BigInt(width)) - 1n;

/** Reads `width` bits as two's complement. */
export const toSigned = (value: bigint, width: number): bigint => BigInt.asIntN(width, value);

/** Keeps the lowest `width` bits. */
export const toUnsigned = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);

/**
 * The executable definition of every operator that computes from its arguments.
 * `args` are the values of the argument nodes and `widths` their widths, in the order of `node.args`.
 * Constant folding and the oracle interpreter both use it, so there is one meaning only.
 */
export function evaluate(node: Node, args: readonly Lanes[], widths: readonly number[]): Lanes {
  const w = node.width;
  const [a = [], b = [], c = []] = args;
  const wa = widths[0] ?? w;
  const each = (f: (x: bigint, y: bigint, lane: number) => bigint): Lanes =>
    Array.from({ length: node.lanes }, (_, lane) => f(a[lane]!, b[b.length === 1 ? 0 : lane] ?? 0n, lane));
  const flag = (x: boolean): bigint => (x ? 1n : 0n);
  const signed = (x: bigint) => toSigned(x, wa);
  switch (node.op) {
    case 'const':
      return node.value!;
    case 'and':
      return each((x, y) => x & y);
    case 'or':
      return each((x, y) => x | y);
    case 'xor':
      return each((x, y) => x ^ y);
    case 'not':
      return each(x => x ^ mask(w));
    case 'add':
      return each((x, y) => toUnsigned(x + y, w));
    case 'sub':
      return each((x, y) => toUnsigned(x - y, w));
    case 'mulu':
      return each((x, y) => x * y);
    case 'muls':
      return each((x, y) => toUnsigned(toSigned(x, wa) * toSigned(y, widths[1]!), w));
    case 'eq':
      return each((x, y) => flag(x === y));
    case 'ne':
      return each((x, y) => flag(x !== y));
    case 'ltu':
      return each((x, y) => flag(x < y));
    case 'lts':
      return each((x, y) => flag(signed(x) < signed(y)));
    case 'leu':
      return each((x, y) => flag(x <= y));
    case 'les':
      return each((x, y) => flag(signed(x) <= signed(y)));
    case 'shl':
      return each((x, y) => (y >= BigInt(w) ? 0n : toUnsigned(x << y, w)));
    case 'shru':
      return each((x, y) => (y >= BigInt(w) ? 0n : x >> y));
    case 'shrs':
      return each((x, y) => toUnsigned(signed(x) >> (y >= BigInt(w) ? BigInt(w) : y), w));
    case 'redand':
      return each(x => flag(x === mask(wa)));
    case 'redor':
      return each(x => flag(x !== 0n));
    case 'redxor':
      return each(x => BigInt([...x.toString(2)].filter(bit => bit === '1').length & 1));
    case 'slice':
      return each(x => toUnsigned(x >> BigInt(node.from!), w));
    case 'cat':
      return each((_x, _y, lane) => args.reduce((bits, arg, i) => (bits << BigInt(widths[i]!)) | arg[lane]!, 0n));
    case 'zext':
      return each(x => x);
    case 'sext':
      return each(x => toUnsigned(signed(x), w));
    case 'mux':
      return Array.from({ length: node.lanes }, (_, lane) => (a[a.length === 1 ? 0 : lane] ? b[lane]! : c[lane]!));
    case 'splat':
      return Array.from({ length: node.lanes }, () => a[0]!);
    case 'pick':
      return a.slice(node.from!, node.from! + node.lanes);
    case 'pack':
      return args.flat();
    case 'index':
      return [b[0]! < BigInt(a.length) ? a[Number(b[0])]! : 0n];
    case 'reshape': {
      const bits = a.reduce((all, lane, i) => all | (lane << BigInt(i * wa)), 0n);
      return Array.from({ length: node.lanes }, (_, i) => toUnsigned(bits >> BigInt(i * w), w));
    }
    default:
      throw new Error(`${node.op} is not computed from its arguments`);
  }
}
