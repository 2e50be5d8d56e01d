import type { Kernel, Op, ValueId } from '../../../dsl/kernel/ir.js';
import { Build, between } from './build.js';

/** Which kinds of things a random kernel has in it. */
export interface Recipe {
  readonly seed: number;
  readonly operations: number;
  readonly loops: boolean;
}

const wrapping = between(-128, 127);
const types = ['i8', 'u5', 'i3', 'u1', 'u9', 'i12'];
const binary: readonly Op[] = [
  'add',
  'sub',
  'mul',
  'min',
  'max',
  'and',
  'or',
  'xor',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'div',
  'rem',
];
const unary: readonly Op[] = ['neg', 'abs', 'not'];

/** Any kernel, the same for one seed. Values are kept narrow by `wrap` and `sat`, so that nothing grows without end. */
export function randomKernel({ seed, operations, loops }: Recipe): Kernel {
  let state = (seed * 2654435761) >>> 0 || 1;
  const pick = (count: number): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % count;
  };
  const build = new Build(`random_${seed}`);
  const of = <T>(items: readonly T[]): T => items[pick(items.length)]!;
  const width = (id: ValueId): bigint => build.values[id]!.range.max - build.values[id]!.range.min;
  /** A value of at most some 12 bits. */
  const narrow = (id: ValueId): ValueId => {
    if (width(id) < 4096n) return id;
    return build.op(
      of(['wrap', 'sat'] as const),
      [id],
      of([between(-128, 127), between(0, 255), between(-1024, 1023)]),
    );
  };
  const index = (id: ValueId, length: number): ValueId => {
    const { min, max } = build.values[id]!.range;
    if (min >= 0n && max < BigInt(length)) return id;
    if (length === 1) return build.constant(0);
    const power = 2 ** Math.floor(Math.log2(length));
    return build.op('wrap', [id], between(0, power - 1));
  };

  const statements = (count: number, numbers: ValueId[], arrays: ValueId[], depth: number): void => {
    for (let k = 0; k < count; k++) {
      const [a, b, c] = [of(numbers), of(numbers), of(numbers)];
      const kind = pick(loops && depth < 2 ? 14 : 12);
      if (kind < 4) numbers.push(narrow(build.op(of(binary), [a, b])));
      else if (kind === 4) numbers.push(narrow(build.op(of(unary), [a])));
      else if (kind === 5) numbers.push(narrow(build.op('mux', [c, a, b])));
      else if (kind === 6)
        numbers.push(narrow(build.op('shr', [a, pick(2) ? { n: pick(6) } : build.op('wrap', [b], between(0, 7))])));
      else if (kind === 7)
        numbers.push(narrow(build.op('shl', [a, pick(2) ? { n: pick(5) } : build.op('wrap', [b], between(0, 3))])));
      else if (kind === 8)
        numbers.push(build.op(of(['wrap', 'sat'] as const), [a], of([between(-8, 7), between(0, 63)])));
      else if (kind === 9) {
        const array = of(arrays);
        numbers.push(build.op('get', [array, pick(3) ? index(a, build.values[array]!.length!) : { n: 0 }]));
      } else if (kind === 10) {
        const array = of(arrays);
        const at = index(b, build.values[array]!.length!);
        arrays.push(build.op('set', [array, at, build.op('wrap', [a], wrapping), c], wrapping));
      } else if (kind === 11) {
        const items = Array.from({ length: 1 + pick(5) }, () => build.op('wrap', [of(numbers)], wrapping));
        arrays.push(build.op('array', items, wrapping));
      } else loop(numbers, arrays, depth);
    }
  };

  const loop = (numbers: ValueId[], arrays: ValueId[], depth: number): void => {
    const first = build.op('wrap', [of(numbers)], wrapping);
    const second = build.op('wrap', [of(numbers)], wrapping);
    const array = of(arrays);
    const flavour = of(['range', 'pipeline'] as const);
    const swapped = pick(3) === 0;
    const results = build.loop(
      flavour,
      1 + pick(5),
      [first, second, array],
      [wrapping, wrapping, wrapping],
      (i, [x, y, list]) => {
        const inner = [...numbers, i, x!, y!];
        const lists = [...arrays, list!];
        statements(1 + pick(6), inner, lists, depth + 1);
        const next = build.op('wrap', [inner.at(-1)!], wrapping);
        const changed = build.op('set', [list!, index(i, build.values[array]!.length!), next, of(inner)], wrapping);
        return [swapped ? y! : next, pick(2) ? x! : build.op('wrap', [of(inner)], wrapping), changed];
      },
    );
    numbers.push(results[0]!, results[1]!);
    arrays.push(results[2]!);
  };

  const numbers = Array.from({ length: 1 + pick(3) }, (_, i) => build.param(`p${i}`, of(types)));
  const given = build.param('list', 'i7', 1 + pick(6));
  const table = build.table(Array.from({ length: 1 + pick(9) }, () => pick(200) - 100));
  statements(operations, numbers, [given, table], 0);
  const last = numbers.at(-1)!;
  const other = of(numbers);
  return build.finish({ last: [last, 'i16'], other: [other, 'u7'] });
}
