import { fail } from '../error.js';
import { didYouMean } from '../value/near.js';
import type { Tree } from '../value/tree.js';
import type { Access } from './access.js';
import type { Names } from './names.js';

/**
 * The ports of the top module as an object, nested as they were declared. Every part of it has `peek`, `peekBig` and
 * `poke`; `at` goes to an element of a vector.
 */
export function ioOf(names: Names, access: Access): object {
  return handle({ tree: { kind: 'fields', fields: names.ports }, way: [], at: 0 }, access);
}

interface Part {
  readonly tree: Tree;
  readonly way: readonly string[];
  /** Position within vectors, as `decode` counts it. */
  readonly at: number;
}

function handle(part: Part, access: Access): object {
  const { tree, way, at } = part;
  const target = { name: way.join('.'), tree, at };
  const made = new Map<string | number, object>();
  const child = (key: string | number): object => {
    const known = made.get(key);
    if (known) return known;
    const inner = handle(childOf(part, key), access);
    made.set(key, inner);
    return inner;
  };
  const methods = {
    peek: () => access.peek(target),
    peekBig: () => access.peekBig(target),
    poke: (value: unknown) => access.poke(target, value),
    at: child,
  };
  // A field may have the name of a method: then the field is what `io` shows.
  if (tree.kind === 'fields') {
    for (const name of tree.fields.keys()) {
      Object.defineProperty(methods, name, { enumerable: true, get: () => child(name) });
    }
  }
  return methods;
}

function childOf({ tree, way, at }: Part, key: string | number): Part {
  const name = way.join('.') || 'io';
  if (tree.kind === 'fields') {
    const field = tree.fields.get(String(key));
    if (!field) return fail(`${name} has no '${key}'.${didYouMean(String(key), tree.fields.keys())}`);
    return { tree: field, way: [...way, String(key)], at };
  }
  const index = Number(key);
  if (tree.kind === 'leaf' || !Number.isInteger(index) || index < 0 || index >= tree.length) {
    return fail(`${name} has no element ${key}`);
  }
  return { tree: tree.element, way: [...way, String(key)], at: at * tree.length + index };
}

/** An object whose properties read the ports of the top module by name. */
export function valuesOf(names: Names, access: Access): object {
  const values = Object.create(null);
  for (const [name, tree] of names.ports) {
    const target = { name, tree, at: 0 };
    Object.defineProperty(values, name, { enumerable: true, get: () => access.peek(target) });
  }
  return values;
}
