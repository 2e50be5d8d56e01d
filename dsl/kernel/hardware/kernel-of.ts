import type { Kernel } from '../ir.js';

/** Key under which the function that a kernel is for users holds what it means. */
export const kernelKey: unique symbol = Symbol.for('grace.kernel') as never;

/** What a kernel means; undefined of anything else. */
export const kernelOf = (value: unknown): Kernel | undefined =>
  (typeof value === 'function' || typeof value === 'object') && value !== null && kernelKey in value
    ? (value as { readonly [kernelKey]: Kernel })[kernelKey]
    : undefined;
