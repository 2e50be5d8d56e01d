import { fail } from '../error.js';
import { didYouMean } from './near.js';
import { decodeScalar, describe, encodeScalar, integerOf, type Scalar } from './scalar.js';
import type { Leaf, Tree } from './tree.js';

/** A value as a person reads it: scalars, arrays for vectors, objects for bundles. */
export type Value = Scalar | readonly Value[] | { readonly [field: string]: Value };

/** Lanes of each leaf by its signal, each lane unsigned. */
export type LanesOf = (leaf: Leaf) => readonly bigint[];

/**
 * Reads a value. `at` is the position within the vectors already gone through: 0 at the top, and within element
 * `i` of a vector of length n it is `at * n + i`, which at a leaf is the number of the lane.
 */
export function decode(tree: Tree, lanesOf: LanesOf, at = 0): Value {
  return decodeWith(tree, lanesOf, (bits, leaf) => decodeScalar(bits, leaf.format, leaf.width), at);
}

/** As `decode`, but every number is a bigint: sign included, fixed point in units of 2^-frac, an enum as its code. */
export function decodeBig(tree: Tree, lanesOf: LanesOf, at = 0): Value {
  return decodeWith(tree, lanesOf, (bits, leaf) => integerOf(bits, leaf.format, leaf.width), at);
}

function decodeWith(tree: Tree, lanesOf: LanesOf, scalar: (bits: bigint, leaf: Leaf) => Scalar, at: number): Value {
  switch (tree.kind) {
    case 'leaf':
      return scalar(lanesOf(tree.leaf)[at]!, tree.leaf);
    case 'elements':
      return Array.from({ length: tree.length }, (_, i) =>
        decodeWith(tree.element, lanesOf, scalar, at * tree.length + i),
      );
    case 'fields':
      return Object.fromEntries(
        [...tree.fields].map(([name, field]) => [name, decodeWith(field, lanesOf, scalar, at)]),
      );
  }
}

/**
 * Takes a value apart and hands each lane to `put`.
 *
 * @throws SimulationError when the value has another form, or a number does not fit; `what` names it.
 */
export function encode(
  tree: Tree,
  value: unknown,
  what: string,
  put: (leaf: Leaf, lane: number, bits: bigint) => void,
  at = 0,
): void {
  switch (tree.kind) {
    case 'leaf':
      put(tree.leaf, at, encodeScalar(value, tree.leaf.format, tree.leaf.width, what));
      return;
    case 'elements': {
      const { length, element } = tree;
      const elements = Array.isArray(value) || ArrayBuffer.isView(value) ? (value as ArrayLike<unknown>) : undefined;
      if (elements?.length !== length) fail(`${what}: ${describe(value)} where ${length} elements belong`);
      for (let i = 0; i < length; i++) encode(element, elements[i], `${what}[${i}]`, put, at * length + i);
      return;
    }
    case 'fields': {
      const names = [...tree.fields.keys()];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        fail(`${what}: ${describe(value)} where an object with ${names.join(', ')} belongs`);
      }
      const given = value as Readonly<Record<string, unknown>>;
      for (const name of Object.keys(given)) {
        if (!tree.fields.has(name)) fail(`${what}: there is no field '${name}'.${didYouMean(name, names)}`);
      }
      for (const [name, field] of tree.fields) {
        if (given[name] === undefined) fail(`${what}: field '${name}' is missing`);
        encode(field, given[name], `${what}.${name}`, put, at);
      }
    }
  }
}
