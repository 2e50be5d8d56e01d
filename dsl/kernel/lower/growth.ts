import type { Range, ValueId } from '../ir.js';
import { hull, least, most, point } from '../range.js';
import type { Work } from './work.js';

/**
 * By how much a value can differ from `base`, whatever that is: `acc + x` differs from `acc` by the range of x, also
 * where it happens under a condition or in a loop within the loop. For arrays it is the most that an element differs
 * from some element. Nothing for values that are not a sum with `base` in it.
 */
export function growth({ builder }: Pick<Work, 'builder'>, id: ValueId, base: ValueId): Range | undefined {
  const seen = new Map<ValueId, Range | undefined>();
  const of = (value: ValueId): Range | undefined => {
    if (!seen.has(value)) seen.set(value, value === base ? point(0n) : step(value));
    return seen.get(value);
  };
  const range = (value: ValueId): Range => builder.values[value]!.range;
  const both = (a: ValueId, b: ValueId): Range | undefined => {
    const [x, y] = [of(a), of(b)];
    return x && y && hull(x, y);
  };
  const plus = (a: Range | undefined, { min, max }: Range): Range | undefined =>
    a && { min: a.min + min, max: a.max + max };
  const step = (value: ValueId): Range | undefined => {
    const made = builder.definition(value);
    if (made?.kind === 'loop') {
      const i = made.results.indexOf(value);
      const before = of(made.initial[i]!);
      const each = before && growth({ builder }, made.body.results[i]!, made.body.args[i + 1]!);
      const count = BigInt(made.count);
      return each && plus(before, { min: each.min * count, max: each.max * count });
    }
    const [a, b, c] = made?.args ?? [];
    switch (made?.op) {
      case 'add':
        return plus(of(a!), range(b!)) ?? plus(of(b!), range(a!));
      case 'sub':
        return plus(of(a!), { min: -range(b!).max, max: -range(b!).min });
      case 'mux':
        return both(b!, c!);
      case 'get':
        return of(a!);
      case 'set':
        return both(a!, c!);
      case 'wrap':
        return builder.lossless.has(value) ? of(a!) : undefined;
      case 'min':
      case 'max': {
        const [x, y] = [of(a!), of(b!)];
        return x && y && { min: least(x.min, y.min), max: most(x.max, y.max) };
      }
      default:
        return undefined;
    }
  };
  return of(id);
}
