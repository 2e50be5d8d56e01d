import type { Home } from './front/home.js';
import type { Scope } from './front/origin.js';
import type { ts } from './front/typescript.js';

/** The source of a kernel, and what it sees around it. */
export interface Definition {
  readonly name: string;
  readonly node: ts.ArrowFunction | ts.FunctionExpression;
  readonly home: Home;
  readonly scope: Scope;
}

const definitions = new WeakMap<object, () => Definition>();

/** Kernels are called within kernels: by what they are called, their definition is found. */
export const register = (fn: object, definition: () => Definition): void => {
  definitions.set(fn, definition);
};

export const definitionOf = (fn: unknown): Definition | undefined =>
  typeof fn === 'function' ? definitions.get(fn)?.() : undefined;
