import fc from 'fast-check';
import type { Leaf } from '../../../dsl/kernel/ir.js';
import { rangeOfType } from '../../../dsl/kernel/range.js';

/**
 * The text of a random kernel that is correct by construction: indices are masked or bounded, what loops carry is cut
 * to a type or grows by sums. It is read off a tape of bytes, 0 being the simplest choice, so that it shrinks.
 */
export const kernelText: fc.Arbitrary<string> = fc
  .uint8Array({ minLength: 100, maxLength: 500, size: 'max' })
  .map(write);

interface Scene {
  /** Numbers that can be read, and of them those that can be assigned, with the type they are cut to. */
  readonly numbers: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  readonly truths: readonly string[];
  /** Arrays by their length, a power of two; those that can be written. */
  readonly arrays: ReadonlyMap<string, number>;
  readonly written: readonly string[];
  readonly functions: readonly string[];
  readonly depth: number;
}

function write(tape: Uint8Array): string {
  let at = 0;
  let names = 0;
  const next = (count: number): number => (tape[at++] ?? 0) % count;
  const one = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const type = (): string => one(['i8', 'u8', 'i5', 'u1', 'i16', 'u16', 'i32', 'u32', 'i40', 'u53', 'i64', 'u64']);
  const fresh = (prefix: string): string => `${prefix}${names++}`;

  const number = (s: Scene, depth: number): string => {
    if (depth === 0 || next(4) === 0) return next(5) === 0 ? literal() : one(s.numbers);
    const e = (): string => number(s, depth - 1);
    switch (next(19)) {
      case 0:
      case 1:
        return `(${e()} + ${e()})`;
      case 2:
        return `(${e()} - ${e()})`;
      case 3:
        return `(${e()} * ${e()})`;
      case 4:
        return `(${e()} ${one(['&', '|', '^'])} ${e()})`;
      case 5:
        return `(${e()} >> ${one(['1', '3', `(${one(s.numbers)} & 7)`])})`;
      case 6:
        return `(${e()} << ${one(['1', '4', `(${one(s.numbers)} & 3)`])})`;
      case 7:
        return `(- ${e()})`;
      case 8:
        return `(~${e()})`;
      case 9:
        return `Math.${one(['min', 'max'])}(${e()}, ${e()})`;
      case 10:
        return `Math.abs(${e()})`;
      case 11:
        return `${one(['sat', 'wrap'])}(${e()}, ${type()})`;
      case 12:
        return `${one(['div', 'rem'])}(${e()}, ${e()})`;
      case 13:
        return next(2) === 0 ? `roundShr(${e()}, ${next(6)})` : `bit(${e()}, ${next(9)})`;
      case 14:
        return `(${truth(s, depth - 1)} ? ${e()} : ${e()})`;
      case 15:
        return bounded(s, depth);
      case 16:
        return `grid[${index(s, 2)}]![${index(s, 2)}]!`;
      case 17:
        return s.functions.length > 0 ? `${one(s.functions)}(${e()}, ${e()})` : element(s);
      default:
        return element(s);
    }
  };
  /** Conditions that the range of what is behind them depends on. */
  const bounded = (s: Scene, depth: number): string => {
    const [x, limit] = [one(s.numbers), next(200)];
    return one([
      `(${x} > ${limit} ? ${limit} : ${x} < 0 ? 0 : ${x})`,
      `(${x} >= 0 && ${x} < ${limit + 1} ? ${x} * ${x} : ${number(s, depth - 1)})`,
      `(${x} === ${limit} ? ${x} : 1)`,
    ]);
  };
  const literal = (): string => one(['0', '1', '2', '7', '100', '-1', '-128', '65535', '4294967296', '-2147483648']);
  const truth = (s: Scene, depth: number): string => {
    if (depth > 0 && next(3) === 0)
      return one([
        `(${truth(s, depth - 1)} && ${truth(s, depth - 1)})`,
        `(${truth(s, depth - 1)} || ${truth(s, depth - 1)})`,
        `!${truth(s, depth - 1)}`,
      ]);
    if (s.truths.length > 0 && next(4) === 0) return one(s.truths);
    return `(${number(s, depth)} ${one(['<', '<=', '>', '>=', '===', '!=='])} ${number(s, depth)})`;
  };
  const element = (s: Scene): string => {
    const [name, length] = one([...s.arrays]);
    return `${name}[${index(s, length)}]!`;
  };
  const index = (s: Scene, length: number): string =>
    one([
      String(next(length)),
      `${one(s.numbers)} & ${length - 1}`,
      `Math.min(Math.max(${one(s.numbers)}, 0), ${length - 1})`,
    ]);

  const statement = (s: Scene, indent: string): [string[], Scene] => {
    const line = (text: string): string => `${indent}${text}`;
    switch (next(s.depth > 0 ? 11 : 7)) {
      case 0: {
        const name = fresh('a');
        return [[line(`const ${name} = ${number(s, 2)};`)], { ...s, numbers: [...s.numbers, name] }];
      }
      case 1: {
        const [name, cut] = [fresh('v'), type()];
        const variables = new Map([...s.variables, [name, cut]]);
        return [
          [line(`let ${name} = wrap(${number(s, 1)}, ${cut});`)],
          { ...s, variables, numbers: [...s.numbers, name] },
        ];
      }
      case 2: {
        const name = fresh('c');
        return [[line(`const ${name} = ${truth(s, 1)};`)], { ...s, truths: [...s.truths, name] }];
      }
      case 3:
        return [[line(assignment(s))], s];
      case 4: {
        const [name, length] = [fresh('m'), one([2, 4])];
        const items = Array.from({ length }, () => number(s, 1)).join(', ');
        const arrays = new Map([...s.arrays, [name, length]]);
        return [[line(`const ${name} = [${items}];`)], { ...s, arrays, written: [...s.written, name] }];
      }
      case 5: {
        const name = fresh('f');
        const inner = { ...s, numbers: [...s.numbers, 'p', 'q'], functions: [] };
        const text = `const ${name} = (p: number, q: number): number => ${number(inner, 2)};`;
        return [[line(text)], { ...s, functions: [...s.functions, name] }];
      }
      case 6: {
        const name = fresh('r');
        const text = `const ${name} = { a: ${number(s, 1)}, b: [${number(s, 1)}, ${number(s, 1)}] };`;
        return [[line(text)], { ...s, numbers: [...s.numbers, `${name}.a`, `${name}.b[1]!`] }];
      }
      case 7:
      case 8: {
        const then = block({ ...s, depth: s.depth - 1 }, `${indent}  `, 1 + next(2));
        const other = next(2) === 0 ? block({ ...s, depth: s.depth - 1 }, `${indent}  `, 1) : undefined;
        const end = other ? [line('} else {'), ...other, line('}')] : [line('}')];
        return [[line(`if (${truth(s, 1)}) {`), ...then, ...end], s];
      }
      default: {
        const [name, loop] = [fresh('j'), one(['unroll', 'range', 'pipeline'])];
        const inner = { ...s, numbers: [...s.numbers, name], depth: s.depth - 1 };
        const body = block(inner, `${indent}  `, 1 + next(3));
        return [[line(`for (const ${name} of ${loop}(${1 + next(4)})) {`), ...body, line('}')], s];
      }
    }
  };
  const assignment = (s: Scene): string => {
    if (s.written.length > 0 && next(2) === 0) {
      const name = one(s.written);
      return `${name}[${index(s, s.arrays.get(name)!)}] = wrap(${number(s, 2)}, ${type()});`;
    }
    if (s.variables.size === 0) return `sum += ${number({ ...s, numbers: ['1', 'x0', '-3'] }, 1)};`;
    const [name, cut] = one([...s.variables]);
    return next(3) === 0 ? 'sum += x0;' : `${name} = wrap(${number(s, 2)}, ${cut});`;
  };
  const block = (s: Scene, indent: string, count: number): string[] => {
    const lines: string[] = [];
    let scene = s;
    for (let i = 0; i < count; i++) {
      const [more, after] = statement(scene, indent);
      lines.push(...more);
      scene = after;
    }
    return lines;
  };

  const scene: Scene = {
    numbers: ['x0', 'y0', 'sum'],
    variables: new Map(),
    truths: ['t0'],
    arrays: new Map([['xs', 4]]),
    written: [],
    functions: [],
    depth: 2,
  };
  const head = `(x0: ${type()}, y0: ${type()}, t0: boolean, xs: Arr<${type()}, 4>, grid: Arr<${type()}, 2, 2>)`;
  const lines: string[] = [];
  let end = scene;
  for (let i = 2 + next(5); i > 0; i--) {
    const [more, after] = statement(end, '  ');
    lines.push(...more);
    end = after;
  }
  const results = [
    `wrap(${number(end, 3)}, i64)`,
    'sum',
    truth(end, 1),
    ...end.written.map(name => `wrap(${name}[1]!, u64)`),
  ];
  return `${head}: [i64, i32, boolean${', u64'.repeat(end.written.length)}] => {\n  let sum = 0;\n${lines.join('\n')}\n  return [${results
    .map((text, i) => (i === 1 ? 'wrap(sum, i32)' : text))
    .join(', ')}];\n}`;
}

/** Arguments of a kernel by its parameters: numbers of their types, the ends of the range often. */
export function argumentsOf(leaves: readonly Leaf[]): fc.Arbitrary<unknown[]> {
  return fc.tuple(
    ...leaves.map(({ type, bool, shape }) => {
      const { min, max } = rangeOfType(type);
      const scalar: fc.Arbitrary<unknown> = bool
        ? fc.boolean()
        : fc.oneof(
            fc.bigInt({ min, max }),
            fc.constantFrom(min, max, 0n),
            fc.bigInt({ min: min > -9n ? min : -9n, max: max < 9n ? max : 9n }),
          );
      const list = (inner: fc.Arbitrary<unknown>, length: number) =>
        fc.array(inner, { minLength: length, maxLength: length });
      return shape.reduceRight<fc.Arbitrary<unknown>>(list, scalar);
    }),
  );
}
