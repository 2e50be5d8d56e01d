import { hereOrFail } from '../scope/emit.js';
import { addTargets } from '../scope/target.js';
import { refsFor } from '../signal/convert.js';
import { wrap } from '../signal/wrap.js';
import type { SignalOf, Source, Type } from '../type/type.js';

/**
 * A value that is driven later, by `.set()`, perhaps under conditions; the last assignment that applies wins.
 * Wherever it is read it has its final value of the cycle. `otherwise` is its value on paths that assign none;
 * without it, such a path is an error (HW022).
 */
export function wire<T extends Type>(type: T, otherwise?: Source<T>): SignalOf<T> {
  const result = wrap(type, addTargets('wire', type));
  // At the top even when the wire is made inside a branch: it then has a value, too, where that branch is not taken.
  if (otherwise !== undefined)
    hereOrFail('wire').atTop(() => {
      // The type stands beside the constant, which is rounded to it as in `lit` and `init`.
      const value = wrap(type, refsFor(type, otherwise, 'named'));
      (result as unknown as { set(value: unknown): void }).set(value);
    });
  return result;
}
