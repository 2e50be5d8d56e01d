import { bitsOf, bool, bundle, enumOf, fixed, sint, type Type, uint, vec } from '../../dsl/index.js';
import type { TypeRecipe } from './recipe.js';

/** No value is wider than this in one lane, nor in all. */
export const widest = 200;
const most = 600;

/** A hardware type with the text that makes it. */
export interface Written {
  readonly type: Type;
  readonly text: string;
}

export const uintOf = (width: number): Written => ({ type: uint(width), text: `uint(${width})` });
export const sintOf = (width: number): Written => ({ type: sint(width), text: `sint(${width})` });
export const boolType: Written = { type: bool, text: 'bool' };

const enums: readonly Written[] = [
  { type: enumOf('a', 'b', 'c'), text: "enumOf('a', 'b', 'c')" },
  { type: enumOf('off', 'on'), text: "enumOf('off', 'on')" },
  { type: enumOf('one'), text: "enumOf('one')" },
];

/** The type of a recipe. `plain` leaves out enums, of which not every combination of bits is a value. */
export function typeOf(recipe: TypeRecipe, plain = false): Written {
  const { kind, width, length, choices, parts } = recipe;
  const [first, ...rest] = parts;
  if (first && kind % 2 === 0) {
    const element = typeOf(first, plain);
    const made = { type: vec(element.type, length), text: `vec(${element.text}, ${length})` };
    return bitsOf(made.type) <= most ? made : element;
  }
  if (first) {
    const fields = [first, ...rest].map((part, i) => [`f${i}`, typeOf(part, plain)] as const);
    const made = {
      type: bundle(Object.fromEntries(fields.map(([key, field]) => [key, field.type]))),
      text: `bundle({ ${fields.map(([key, field]) => `${key}: ${field.text}`).join(', ')} })`,
    };
    return bitsOf(made.type) <= most ? made : fields[0]![1];
  }
  switch (kind % 8) {
    case 0:
    case 1:
    case 2:
      return uintOf(width);
    case 3:
    case 4:
      return sintOf(width);
    case 5:
      return boolType;
    case 6: {
      const frac = (choices[0]! % 12) - 2;
      const spec = { int: (width % 30) + 1 - frac, frac, signed: choices[1]! % 3 > 0 };
      return { type: fixed(spec), text: `fixed({ int: ${spec.int}, frac: ${spec.frac}, signed: ${spec.signed} })` };
    }
    default:
      return plain ? uintOf(width) : enums[choices[0]! % enums.length]!;
  }
}

/** A constant of the type, with corners among them, as text. */
export function literalOf(type: Type, choice: number): string {
  const between = (min: bigint, max: bigint): bigint => {
    const corners = [0n, max, min, 1n, max - 1n].filter(x => x >= min && x <= max);
    const spread =
      min + (((BigInt(choice + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n * (max - min + 1n)) >> 77n) % (max - min + 1n));
    return choice % 3 === 0 ? corners[choice % corners.length]! : spread;
  };
  const big = (x: bigint): string => (x >= -1000n && x <= 1000n ? `${x}` : `${x}n`);
  switch (type.kind) {
    case 'bool':
      return choice % 2 === 0 ? 'false' : 'true';
    case 'uint':
      return big(between(0n, (1n << BigInt(type.width)) - 1n));
    case 'sint':
      return big(between(-(1n << BigInt(type.width - 1)), (1n << BigInt(type.width - 1)) - 1n));
    case 'fixed':
      return String(Number(between(type.min, type.max)) / 2 ** type.frac);
    case 'enum':
      return `'${type.cases[choice % type.cases.length]}'`;
    case 'vec':
      return `[${Array.from({ length: type.length }, (_, i) => literalOf(type.element as Type, choice + 7 * i)).join(', ')}]`;
    case 'bundle':
      return `{ ${Object.entries(type.fields)
        .map(([key, field], i) => `${key}: ${literalOf(field as Type, choice + 5 * i)}`)
        .join(', ')} }`;
  }
}

/** There is fixed point in it. */
export function hasFixed(type: Type): boolean {
  if (type.kind === 'vec') return hasFixed(type.element as Type);
  if (type.kind === 'bundle') return Object.values(type.fields).some(field => hasFixed(field as Type));
  return type.kind === 'fixed';
}

/** The text of a type, from the type itself. */
export function textOf(type: Type): string {
  switch (type.kind) {
    case 'bool':
      return 'bool';
    case 'uint':
    case 'sint':
      return `${type.kind}(${type.width})`;
    case 'enum':
      return `enumOf(${type.cases.map(name => `'${name}'`).join(', ')})`;
    case 'vec':
      return `vec(${textOf(type.element as Type)}, ${type.length})`;
    case 'bundle':
      return `bundle({ ${Object.entries(type.fields)
        .map(([key, field]) => `${key}: ${textOf(field as Type)}`)
        .join(', ')} })`;
    case 'fixed':
      throw new Error('a range has no text of its own');
  }
}
