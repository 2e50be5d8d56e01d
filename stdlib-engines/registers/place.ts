import type { Diagnostic } from '../../dsl/error/index.js';
import { bitsOf, rangeOf } from '../../dsl/type/leaf.js';
import { show } from '../../dsl/type/show.js';
import type { Field } from './field.js';
import type { Register } from './register.js';

export interface PlacedField extends Field {
  readonly name: string;
  /** Highest and lowest bit. */
  readonly high: number;
  readonly low: number;
}

/** A register, or all of an array, with its place on the bus. */
export interface PlacedRegister {
  readonly name: string;
  readonly doc?: string;
  /** Bytes from the start of the map to the first of them. */
  readonly offset: number;
  /** 1 for a single register. */
  readonly count: number;
  /** Bytes from one to the next. */
  readonly stride: number;
  /** It is an array, perhaps of one. */
  readonly array: boolean;
  /** In ascending order of bits. */
  readonly fields: readonly PlacedField[];
}

interface Placed {
  readonly placed: readonly PlacedRegister[];
  readonly problems: readonly Diagnostic[];
}

/** Gives registers their offsets and fields their bits, and says what is wrong with them. */
export function place(registers: Readonly<Record<string, Register>>, dataBits: number): Placed {
  const problems: Diagnostic[] = [];
  const bytes = dataBits / 8;
  const placed: PlacedRegister[] = [];
  const taken = new Map<number, string>();
  let next = 0;
  for (const [name, register] of Object.entries(registers)) {
    const { at: offset = next, stride = bytes, doc, loc } = register;
    const count = register.count ?? 1;
    const wrong = (message: string, help: string): void => {
      problems.push({ code: 'HW057', message, help, spans: [{ loc, note: '' }] });
    };
    const whole = (what: string, value: number, least: number): boolean => {
      if (Number.isInteger(value) && value >= least && value % bytes === 0) return true;
      const near = Math.max(least, Math.ceil((Number.isFinite(value) ? value : 0) / bytes) * bytes);
      wrong(`${what} of register ${name} is ${hex(value)}, no multiple of ${bytes} bytes`, `${what}: ${hex(near)}`);
      return false;
    };
    const fields = placeFields(name, register, dataBits, problems);
    if (!whole('at', offset, 0) || !whole('stride', stride, bytes)) continue;
    if (!Number.isInteger(count) || count < 1) {
      wrong(`register ${name} has a count of ${count}`, 'a whole number of at least 1: count: 4');
      continue;
    }
    const words = Array.from({ length: count }, (_, i) => offset + i * stride);
    const clash = words.find(word => taken.has(word));
    if (clash !== undefined)
      wrong(
        `registers ${name} and ${taken.get(clash)} both lie at ${hex(clash)}`,
        `leave out 'at' for the first free word, or give another: at: ${hex(Math.max(...taken.keys()) + bytes)}`,
      );
    for (const word of words) taken.set(word, name);
    next = words.at(-1)! + bytes;
    const array = register.count !== undefined;
    placed.push({ name, ...(doc !== undefined && { doc }), offset, count, stride, array, fields });
  }
  if (Object.keys(registers).length === 0)
    problems.push({
      code: 'HW057',
      message: 'a map without registers',
      help: 'registerMap(name, { control: register({ enable: rw(bool) }) })',
      spans: [],
    });
  return { placed: placed.sort((a, b) => a.offset - b.offset), problems };
}

function placeFields(owner: string, register: Register, dataBits: number, problems: Diagnostic[]): PlacedField[] {
  const placed: PlacedField[] = [];
  let next = 0;
  for (const [name, field] of Object.entries(register.fields)) {
    const { at: low = next, type, loc } = field;
    const wrong = (message: string, help: string): void => {
      problems.push({ code: 'HW056', message, help, spans: [{ loc, note: `${owner}.${name} is ${show(type)}` }] });
    };
    const width = bitsOf(type);
    const high = low + width - 1;
    const { min, max } = rangeOf(type);
    next = high + 1;
    if (!Number.isInteger(low) || low < 0 || high >= dataBits) {
      const fit = width > dataBits ? 'divide it among several registers' : `at: ${dataBits - width}, or lower`;
      wrong(`field ${owner}.${name} takes bits ${high} to ${low} of a register of ${dataBits} bits`, fit);
      next = Math.max(0, Math.min(dataBits, next));
      continue;
    }
    const other = placed.find(before => before.low <= high && low <= before.high);
    if (other)
      wrong(
        `fields ${owner}.${name} and ${owner}.${other.name} share bit ${Math.max(low, other.low)}`,
        "leave out 'at' for the first free bit, or give another",
      );
    // Of an enum the other codes are refused when they are written; what other types mean by them is not said.
    if (type.kind === 'fixed' && max - min + 1n !== 1n << BigInt(width))
      wrong(
        `field ${owner}.${name} has bits that stand for no value`,
        `a type of all ${width} bits: fixed({ int: ${width - type.frac}, frac: ${type.frac} })`,
      );
    placed.push({ ...field, name, high, low });
  }
  return placed.sort((a, b) => a.low - b.low);
}

const hex = (value: number): string => (Number.isInteger(value) && value >= 0 ? `0x${value.toString(16)}` : `${value}`);
