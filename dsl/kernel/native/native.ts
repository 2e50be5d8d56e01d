import { isGrid, leavesOf, type Shape } from '../front/shape.js';
import type { IntType, ValueId } from '../ir.js';
import type { Lowered } from '../lower/lower.js';
import { rangeOfType, showRange, typeName } from '../range.js';
import { checks } from './arguments.js';
import { bodyOf } from './body.js';
import { converted, nameOf } from './operation.js';
import { isNumber, words } from './words.js';

/** A kernel as a JavaScript function that computes what the hardware does, bit for bit, and checks its arguments. */
export function nativeOf(lowered: Lowered): (...args: unknown[]) => unknown {
  const { name } = lowered.kernel;
  return new Function('words', 'check', textOf(lowered))(words, checks(name)) as (...args: unknown[]) => unknown;
}

/** Its text, for a reader. */
export function textOf({ kernel, params, result }: Lowered): string {
  const { lines, tables } = bodyOf(kernel);
  const args = [...kernel.body.args];
  const taken = params.flatMap(({ name, shape }, i) => take(shape, `p${i}`, name, args));
  const results = [...kernel.body.results];
  return [
    ...tables,
    `return (${params.map((_, i) => `p${i}`).join(', ')}) => {`,
    ...taken,
    ...lines,
    `return ${made(result)};`,
    '};',
  ].join('\n');

  /** The leaves of a parameter, checked. */
  function take(shape: Shape, text: string, what: string, ids: ValueId[]): string[] {
    const label = JSON.stringify(what);
    if (shape.kind === 'record') {
      const parts = shape.fields.flatMap(([field, part]) =>
        take(part, `${text}[${JSON.stringify(field)}]`, `${what}.${field}`, ids),
      );
      return [
        `if (typeof ${text} !== 'object' || ${text} === null) check.wrong(${label}, ${text}, 'a record');`,
        ...parts,
      ];
    }
    if (shape.kind === 'tuple' || (shape.kind === 'array' && !isGrid(shape))) {
      const items = shape.kind === 'tuple' ? shape.items : new Array<Shape>(shape.length ?? 0).fill(shape.element);
      const wrong = `check.wrong(${label}, ${text}, 'an array of ${items.length} elements')`;
      const parts = items.flatMap((part, i) => take(part, `${text}[${i}]`, `${what}[${i}]`, ids));
      return [`if (${text}?.length !== ${items.length}) ${wrong};`, ...parts];
    }
    const name = nameOf(ids.shift()!);
    if (shape.kind === 'bool')
      return [
        `if (typeof ${text} !== 'boolean') check.wrong(${label}, ${text}, 'true or false');`,
        `const ${name} = ${text} ? 1 : 0;`,
      ];
    if (shape.kind === 'int') return scalar(shape.type, text, label, name);
    const [leaf] = leavesOf(shape);
    const { signed, width } = leaf!.type;
    const { min, max } = rangeOfType(leaf!.type);
    const checked = `check.array(${text}, ${label}, ${signed}, ${width}, ${leaf!.bool === true}, [${leaf!.shape}])`;
    if (leaf!.bool || leaf!.shape.length > 1 || !isNumber({ min, max })) return [`const ${name} = ${checked};`];
    // Mostly all is well with a plain list; otherwise the check says what is not.
    return [
      `let ${name} = ${text};`,
      `let ${name}ok = ${name}?.length === ${leaf!.shape[0]};`,
      `for (let i = 0; ${name}ok && i < ${leaf!.shape[0]}; i++) ${name}ok = Number.isInteger(${name}[i]) && ${name}[i] >= ${min} && ${name}[i] <= ${max};`,
      `if (!${name}ok) ${name} = ${checked};`,
    ];
  }

  function scalar(type: IntType, text: string, label: string, name: string): string[] {
    const range = rangeOfType(type);
    if (!isNumber(range)) return [`const ${name} = check.wide(${text}, ${label}, ${type.signed}, ${type.width});`];
    const expected = JSON.stringify(`a whole number of ${typeName(type)}, ${showRange(range)}`);
    return [
      `const ${name} = ${text};`,
      `if (!(Number.isInteger(${name}) && ${name} >= ${range.min} && ${name} <= ${range.max})) check.wrong(${label}, ${name}, ${expected});`,
    ];
  }

  /** The result in the form that it has in TypeScript. */
  function made(shape: Shape): string {
    if (shape.kind === 'record')
      return `({ ${shape.fields.map(([field, part]) => `${JSON.stringify(field)}: ${made(part)}`).join(', ')} })`;
    if (shape.kind === 'tuple') return `[${shape.items.map(made).join(', ')}]`;
    if (shape.kind === 'array' && !isGrid(shape))
      return `[${Array.from({ length: shape.length ?? 0 }, () => made(shape.element)).join(', ')}]`;
    const id = results.shift()!;
    const { range } = kernel.values[id]!;
    if (shape.kind !== 'array') return plain(shape, nameOf(id), range);
    const [leaf] = leavesOf(shape);
    let element: Shape = shape;
    while (element.kind === 'array') element = element.element;
    const flat = `Array.from(${nameOf(id)}, v => ${plain(element, 'v', range)})`;
    return rows(flat, leaf!.shape);
  }

  /** No -0, truth values as such, and beyond 53 bits a bigint, by the type. */
  function plain(shape: Shape, text: string, range: { min: bigint; max: bigint }): string {
    if (shape.kind === 'bool') return `${text} !== 0`;
    const number = shape.kind !== 'int' || isNumber(rangeOfType(shape.type));
    return number ? `${converted(text, range, true)} + 0` : converted(text, range, false);
  }

  function rows(flat: string, shape: readonly number[]): string {
    return shape.slice(1).reduceRight<string>((text, length) => `check.rows(${text}, ${length})`, flat);
  }
}
