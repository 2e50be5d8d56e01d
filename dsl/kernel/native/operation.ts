import type { Kernel, Operation, Range, ValueId } from '../ir.js';
import { isInt32, isNumber, isUint32 } from './words.js';

/** Names in generated code. */
export const nameOf = (id: ValueId): string => `v${id}`;

/** An operator as an expression of JavaScript. Numbers where all that takes part fits in 53 bits, else bigints. */
export function expressionOf({ values }: Kernel, step: Operation): string {
  const { op, args, result } = step;
  const range = values[result]!.range;
  const own = isNumber(range);
  const ranges = args.map(arg => values[arg]!.range);
  const name = (i: number): string => nameOf(args[i]!);
  /** Operand `i` as the result is. */
  const like = (i: number): string => converted(name(i), ranges[i]!, own);
  const big = (i: number): string => (isNumber(ranges[i]!) ? `BigInt(${name(i)})` : name(i));
  const back = (text: string): string => (own ? `Number(${text})` : text);
  const small = own && ranges.every(isNumber);
  switch (op) {
    case 'add':
      return small ? `${name(0)} + ${name(1)}` : back(`(${big(0)} + ${big(1)})`);
    case 'sub':
      return small ? `${name(0)} - ${name(1)}` : back(`(${big(0)} - ${big(1)})`);
    case 'mul':
      return small ? `${name(0)} * ${name(1)}` : back(`(${big(0)} * ${big(1)})`);
    case 'neg':
      return small ? `0 - ${name(0)}` : back(`-${big(0)}`);
    case 'not':
      return small ? `-1 - ${name(0)}` : back(`~${big(0)}`);
    case 'abs':
      return small ? `Math.abs(${name(0)})` : back(`(${name(0)} < 0n ? -${big(0)} : ${big(0)})`);
    case 'min':
    case 'max': {
      if (small) return `Math.${op}(${name(0)}, ${name(1)})`;
      return `${name(0)} ${op === 'min' ? '<' : '>'} ${name(1)} ? ${like(0)} : ${like(1)}`;
    }
    case 'div':
      if (small) return `${name(1)} === 0 ? 0 : Math.trunc(${name(0)} / ${name(1)})`;
      return `${name(1)} == 0 ? ${own ? '0' : '0n'} : ${back(`(${big(0)} / ${big(1)})`)}`;
    case 'rem':
      if (ranges.every(isNumber)) return `${name(1)} === 0 ? ${name(0)} : ${name(0)} % ${name(1)}`;
      return `${name(1)} == 0 ? ${like(0)} : ${back(`(${big(0)} % ${big(1)})`)}`;
    case 'and':
    case 'or':
    case 'xor':
      return bitwise(op, name, ranges, small) ?? back(`(${big(0)} ${symbols[op]} ${big(1)})`);
    case 'shl':
      return small ? `${name(0)} * ${power(name(1), ranges[1]!)}` : back(`(${big(0)} << ${big(1)})`);
    case 'shr':
      if (isInt32(ranges[0]!) && ranges[1]!.max <= 31n) return `${name(0)} >> ${name(1)}`;
      return small && ranges[1]!.max <= 1000n
        ? `Math.floor(${name(0)} / ${power(name(1), ranges[1]!)})`
        : back(`(${big(0)} >> ${big(1)})`);
    case 'eq':
    case 'ne':
      return `${name(0)} ${op === 'eq' ? '==' : '!='} ${name(1)} ? 1 : 0`;
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return `${name(0)} ${symbols[op]} ${name(1)} ? 1 : 0`;
    case 'mux':
      return `${name(0)} ? ${like(1)} : ${like(2)}`;
    case 'sat': {
      const [low, high] = [range.min, range.max].map(value => (isNumber(ranges[0]!) ? `${value}` : `${value}n`));
      const inside =
        isNumber(ranges[0]!) && !own
          ? `BigInt(${name(0)})`
          : own && !isNumber(ranges[0]!)
            ? `Number(${name(0)})`
            : name(0);
      const end = (value: bigint): string => (own ? `${value}` : `${value}n`);
      return `${name(0)} < ${low} ? ${end(range.min)} : ${name(0)} > ${high} ? ${end(range.max)} : ${inside}`;
    }
    case 'wrap':
      return wrapped(name(0), ranges[0]!, range, big(0), back);
    default:
      throw new Error(`${op} is no number`);
  }
}

export const converted = (text: string, from: Range, toNumber: boolean): string =>
  isNumber(from) === toNumber ? text : toNumber ? `Number(${text})` : `BigInt(${text})`;

const symbols = { and: '&', or: '|', xor: '^', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

const power = (by: string, { min, max }: Range): string => (min === max ? `${2n ** min}` : `2 ** ${by}`);

function bitwise(
  op: 'and' | 'or' | 'xor',
  name: (i: number) => string,
  ranges: readonly Range[],
  small: boolean,
): string | undefined {
  const plain = `${name(0)} ${symbols[op]} ${name(1)}`;
  if (ranges.every(isInt32)) return plain;
  const mask = op === 'and' && ranges.some(range => range.min >= 0n && range.max <= 0x7fff_ffffn);
  if (mask && ranges.every(isNumber)) return plain;
  if (ranges.every(isUint32)) return `(${plain}) >>> 0`;
  return small ? `words.${op}(${name(0)}, ${name(1)})` : undefined;
}

/** To an integer type, by the cheapest way that is exact. */
function wrapped(value: string, from: Range, to: Range, big: string, back: (text: string) => string): string {
  const size = to.max - to.min + 1n;
  const width = size.toString(2).length - 1;
  const signed = to.min < 0n;
  if (isNumber(from)) {
    if (width === 32) return signed ? `${value} | 0` : `${value} >>> 0`;
    if (width < 32) return signed ? `(${value} << ${32 - width}) >> ${32 - width}` : `${value} & ${to.max}`;
    if (from.min >= to.min && from.max <= to.max) return value;
  }
  return back(`BigInt.${signed ? 'asIntN' : 'asUintN'}(${width}, ${big})`);
}
