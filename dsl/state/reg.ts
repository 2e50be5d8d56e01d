import { useDomain } from '../clock/use.js';
import type { Domain } from '../scope/domain.js';
import { hereOrFail, oneOf } from '../scope/emit.js';
import { addTargets } from '../scope/target.js';
import { type BoolSource, boolRef } from '../signal/bool.js';
import { constantValues } from '../signal/constant-values.js';
import { wrap } from '../signal/wrap.js';
import type { LiteralOf, SignalOf, Type } from '../type/type.js';

export interface RegOptions<T> {
  /** Value after reset and at power-up. Without it the register has no reset, and starts at 0. */
  readonly init?: LiteralOf<T>;
  /** Assignments act only in cycles where this is 1. */
  readonly enable?: BoolSource;
  /** False: `init` is only the power-up value, and the reset leaves the register alone. Default true. */
  readonly reset?: boolean;
  /** Default: the domain in force. */
  readonly domain?: Domain;
}

/**
 * A register: `.set(x)` gives its value after the next clock edge, a read sees the value before it.
 * It keeps its value in a cycle that assigns none. Latency 1.
 */
export function reg<T extends Type>(type: T, options: RegOptions<T> = {}): SignalOf<T> {
  const scope = hereOrFail('reg');
  const domain = useDomain(options.domain);
  const enable = options.enable === undefined ? undefined : oneOf(boolRef(options.enable), 'an enable');
  const refs = addTargets('reg', type, enable);
  const init = options.init === undefined ? undefined : constantValues(type, options.init);
  refs.forEach(({ id }, i) => {
    const value = init?.[i];
    const reset = value !== undefined && options.reset !== false;
    const register = { node: id, domain, reset, ...(value && { init: value }) };
    scope.registers.push(register);
    if (reset && scope.clear !== undefined)
      scope.cleared.set(scope.clear, [...(scope.cleared.get(scope.clear) ?? []), register]);
  });
  return wrap(type, refs);
}
