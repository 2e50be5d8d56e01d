import { captureLoc, HardwareError } from '../../error/index.js';
import type { IntType } from '../ir.js';
import { isArray } from '../lower/arrays.js';
import { rangeOfType, showRange, typeName } from '../range.js';
import { isNumber } from './words.js';

/** Refuses an argument; `what` is the way to it, as `pixels[3].red`. */
function wrong(kernel: string, what: string, value: unknown, expected: string): never {
  const shown =
    typeof value === 'bigint'
      ? `${value}n`
      : typeof value === 'string'
        ? JSON.stringify(value)
        : isArray(value)
          ? 'an array'
          : String(value);
  throw new HardwareError([
    {
      code: 'HW046',
      message: `${what} of ${kernel} is ${shown}`,
      spans: [{ loc: captureLoc(), note: '' }],
      help: `give ${expected}`,
    },
  ]);
}

const expects = (type: IntType): string => `a whole number of ${typeName(type)}, ${showRange(rangeOfType(type))}`;

/** What generated code checks its arguments with. */
export function checks(kernel: string) {
  return Object.freeze({
    wrong: (what: string, value: unknown, expected: string): never => wrong(kernel, what, value, expected),

    /** A number beyond 53 bits, given as a bigint or as a number that is exact. */
    wide(value: unknown, what: string, signed: boolean, width: number): bigint {
      const { min, max } = rangeOfType({ signed, width });
      const whole = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
      if (typeof whole === 'bigint' && whole >= min && whole <= max) return whole;
      const unsafe = typeof value === 'number' && Number.isInteger(value) ? '; beyond 2^53 as a bigint' : '';
      return wrong(kernel, what, value, expects({ signed, width }) + unsafe);
    },

    /** An array of one or more dimensions, row by row. The one that was given where nothing is to be converted. */
    array(value: unknown, what: string, signed: boolean, width: number, bool: boolean, shape: readonly number[]) {
      const type = { signed, width };
      const { min, max } = rangeOfType(type);
      const number = isNumber({ min, max });
      const [low, high] = [Number(min), Number(max)];
      const flat: (number | bigint)[] = [];
      const fits = (one: unknown): boolean =>
        Number.isInteger(one) && (one as number) >= low && (one as number) <= high;
      const visit = (part: unknown, [length, ...rest]: readonly number[], at: string): void => {
        if (!isArray(part) || part.length !== length) wrong(kernel, at, part, `an array of ${length} elements`);
        for (let i = 0; i < length!; i++) {
          const one = (part as ArrayLike<unknown>)[i];
          if (rest.length > 0) visit(one, rest, `${at}[${i}]`);
          else if (bool)
            flat.push(typeof one === 'boolean' ? Number(one) : wrong(kernel, `${at}[${i}]`, one, 'true or false'));
          else if (!number) flat.push(this.wide(one, `${at}[${i}]`, signed, width));
          else if (!fits(one)) wrong(kernel, `${at}[${i}]`, one, expects(type));
          else if (shape.length > 1) flat.push(one as number);
        }
      };
      visit(value, shape, what);
      return flat.length > 0 ? flat : (value as ArrayLike<number>);
    },

    /** A list cut into rows. */
    rows<T>(flat: readonly T[], length: number): T[][] {
      return Array.from({ length: flat.length / length }, (_, i) => flat.slice(i * length, (i + 1) * length));
    },
  });
}
