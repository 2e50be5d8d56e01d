import type { Shape } from '../front/shape.js';
import type { ts } from '../front/typescript.js';
import type { IntType } from '../ir.js';
import { holds, rangeOfType, showRange, typeFor, typeName } from '../range.js';
import { fresh, partsOf } from './arrays.js';
import { type Env, group, type Item, type List, type Num, unlimited } from './item.js';
import { fitted } from './numbers.js';
import { fail, locAt, textOf, type Work } from './work.js';

/** Where a value is to fit a type: `what` is called so in the message. */
export interface Place {
  readonly env: Env;
  readonly at: ts.Expression;
  readonly what: string;
  /** Said of a range, such as after how many iterations. */
  readonly note?: string;
  /** It is each element of an array. */
  readonly each?: true;
}

/** An item as something of a shape. Refuses numbers that may lie outside of the type, and other forms. */
export function fit(work: Work, place: Place, item: Item, shape: Shape): Item {
  const { env, at, what } = place;
  if (shape.kind === 'int' && item.kind === 'num' && !item.bool) return fitInt(work, place, item, shape.type);
  if (shape.kind === 'bool' && item.kind === 'num' && item.bool) return item;
  if (shape.kind === 'record' && item.kind === 'group' && !item.tuple) {
    const extra = [...item.fields.keys()].find(name => !shape.fields.some(([field]) => field === name));
    const missing = shape.fields.find(([name]) => !item.fields.has(name))?.[0];
    if (extra ?? missing) mismatch(work, place, `${extra ? 'has' : 'lacks'} the field ${extra ?? missing}`);
    const fields = shape.fields.map(([name, field]) => {
      const inner = { ...place, what: `${what}.${name}`, at: partAt(work, at, name) };
      return [name, fit(work, inner, item.fields.get(name)!, field)] as const;
    });
    return group(fields, false);
  }
  if (shape.kind === 'tuple' || (shape.kind === 'array' && item.kind === 'group')) {
    const items = itemsOf(work, env, at, item);
    const length = shape.kind === 'tuple' ? shape.items.length : (shape.length ?? items?.length);
    if (!items || items.length !== length) return mismatch(work, place, `is ${formOf(item)}`);
    const parts = items.map((part, i) => {
      const inner = shape.kind === 'tuple' ? shape.items[i]! : shape.element;
      const there = { ...place, what: `${what}[${i}]`, at: partAt(work, at, i) };
      return [String(i), fit(work, there, part, inner)] as const;
    });
    return group(parts, true);
  }
  if (shape.kind === 'array' && item.kind === 'list' && item.shape.includes(unlimited) && sized(item, shape) !== item)
    return fit(work, place, sized(item, shape), shape);
  if (shape.kind === 'array' && item.kind === 'list') {
    const [length, ...rest] = item.shape;
    if (shape.length !== undefined && shape.length !== length) return mismatch(work, place, `has ${length} elements`);
    let element = shape.element;
    for (const inner of rest) {
      if (element.kind !== 'array') return mismatch(work, place, `is ${formOf(item)}`);
      if (element.length !== undefined && element.length !== inner)
        return mismatch(work, place, `has rows of ${inner} elements`);
      element = element.element;
    }
    if (element.kind === 'bool' ? !item.store.bool : element.kind !== 'int' || item.store.bool)
      return mismatch(work, place, `is ${formOf(item)}`);
    const { item: held } = item.store;
    if (held.kind === 'whole' || element.kind === 'bool') {
      if (element.kind === 'int' && held.kind === 'whole' && !holds(rangeOfType(element.type), held.range))
        tooNarrow(work, place, { kind: 'num', id: held.id, range: held.range, bool: false }, element.type);
      return item;
    }
    const { type } = element as { type: IntType };
    const parts = partsOf(work, env, at, item).map(part => fitInt(work, { ...place, each: true }, part, type));
    return parts.every((part, i) => part === held.parts[i]) ? item : fresh(work, at, item.shape, parts);
  }
  return mismatch(work, place, `is ${formOf(item)}`);
}

/** A parameter whose length is to follow from its indices, passed on to one that has a length: that is it. */
function sized(list: List, shape: Shape): List {
  const { used } = list.store;
  let inner = shape;
  const lengths = list.shape.map((length, i) => {
    const wanted = inner.kind === 'array' ? inner.length : undefined;
    if (inner.kind === 'array') inner = inner.element;
    if (length !== unlimited || wanted === undefined || !used) return length;
    const dimension = used.length - list.shape.length + i;
    used[dimension] = Math.max(used[dimension]!, wanted);
    return wanted;
  });
  return lengths.some((length, i) => length !== list.shape[i]) ? { ...list, shape: lengths } : list;
}

export function fitInt(work: Work, place: Place, num: Num, type: IntType): Num {
  const range = work.cells.range(num);
  if (!holds(rangeOfType(type), range)) tooNarrow(work, place, num, type);
  return fitted(work, { ...num, range }, rangeOfType(type), locAt(work, place.env.home, place.at));
}

/** The parts of a tuple, or of an array; nothing for something else. */
export function itemsOf(work: Work, env: Env, at: ts.Expression, item: Item): Item[] | undefined {
  if (item.kind === 'group' && item.tuple) return [...item.fields.values()];
  if (item.kind !== 'list') return undefined;
  const parts = partsOf(work, env, at, item);
  const [length, ...rest] = item.shape;
  if (rest.length === 0) return parts;
  const size = parts.length / length!;
  return Array.from({ length: length! }, (_, i) => fresh(work, at, rest, parts.slice(i * size, (i + 1) * size)));
}

export function tooNarrow(work: Work, place: Place, num: Num, type: IntType): never {
  const { env, at, what, note = '', each } = place;
  const range = work.cells.range(num);
  const limits = rangeOfType(type);
  const value = range.max > limits.max ? range.max : range.min;
  const [text, narrow] = [each ? 'v' : assignedText(work, env, at), typeName(type)];
  return fail(work, env, at, {
    code: 'HW043',
    message: `${what} may be ${value}, and ${narrow} holds ${showRange(limits)}`,
    note: `${showRange(range)}${note}${operandsOf(work, num)}`,
    help: `keep all of it with ${typeName(typeFor(range))}, or say what to lose${each ? ' of each element v' : ''}: sat(${text}, ${narrow}), wrap(${text}, ${narrow})`,
  });
}

/** What is assigned: of `acc += x` it is `acc + x`. */
function assignedText(work: Work, env: Env, at: ts.Expression): string {
  if (!work.ts.isBinaryExpression(at)) return textOf(env, at);
  const [, operator] = /^([^=<>!]+|<<|>>)=$/.exec(at.operatorToken.getText(env.home.tree)) ?? [];
  return operator ? `${textOf(env, at.left)} ${operator} ${textOf(env, at.right)}` : textOf(env, at);
}

/** Where a field or an element is written, if that can be seen. */
function partAt(work: Work, at: ts.Expression, key: string | number): ts.Expression {
  const { ts } = work;
  let literal = at;
  while (ts.isParenthesizedExpression(literal) || ts.isAsExpression(literal)) literal = literal.expression;
  if (typeof key === 'number' && ts.isArrayLiteralExpression(literal) && !literal.elements.some(ts.isSpreadElement))
    return literal.elements[key] ?? at;
  if (!ts.isObjectLiteralExpression(literal)) return at;
  const own = literal.properties.find(part => part.name && ts.isIdentifier(part.name) && part.name.text === key);
  return own && ts.isPropertyAssignment(own) ? own.initializer : at;
}

/** `: x is -128 to 127, w is 0 to 255`, of the operator that makes a number. */
function operandsOf(work: Work, { id }: Num): string {
  const made = id === undefined ? undefined : work.builder.definition(id);
  if (made?.kind !== 'operation') return '';
  const named = made.args.flatMap(arg => {
    const text = work.texts.get(arg) ?? work.builder.values[arg]!.name;
    return text === undefined ? [] : [`${text} is ${showRange(work.builder.values[arg]!.range)}`];
  });
  return named.length > 0 ? `: ${[...new Set(named)].join(', ')}` : '';
}

function mismatch(work: Work, { env, at, what }: Place, how: string): never {
  return fail(work, env, at, {
    code: 'HW042',
    message: `${what} ${how}, which its type does not have`,
    help: 'give a value of the form that the type says',
  });
}

export function formOf(item: Item): string {
  switch (item.kind) {
    case 'num':
      return item.bool ? 'true or false' : 'a number';
    case 'list':
      return `an array of ${item.shape.join(' x ')} ${item.store.bool ? 'truth values' : 'numbers'}`;
    case 'group':
      return item.tuple ? `a tuple of ${item.fields.size}` : `a record of ${[...item.fields.keys()].join(', ')}`;
    case 'local':
      return 'a function';
    case 'nothing':
      return 'nothing';
    default:
      return typeof item.value === 'number' ? `${item.value}, no whole number` : `a ${typeof item.value} of TypeScript`;
  }
}
