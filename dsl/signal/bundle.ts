import { captureLoc, fromHere } from '../error/capture.js';
import type { Ref } from '../scope/ref.js';
import { report } from '../scope/report.js';
import type { BundleType, SignalOf, Source, Type } from '../type/type.js';
import { assign } from './assign.js';
import { refsFor } from './convert.js';
import { noValue } from './signal.js';

/** Key of what a bundle is made of; fields have every other name to themselves. */
export const hidden: unique symbol = Symbol('bundle');

interface Hidden<T = BundleType> {
  readonly type: T;
  readonly refs: readonly Ref[];
}

class BundleSignal {
  declare readonly [hidden]: Hidden;

  constructor(type: BundleType, refs: readonly Ref[], fields: Record<string, unknown>) {
    // Not enumerable, so that `{ ...pixel, red: 0 }` is a plain object with other fields and nothing of this one.
    Object.defineProperty(this, hidden, { value: { type, refs } satisfies Hidden });
    for (const [key, value] of Object.entries(fields)) {
      if (key === 'set')
        report('HW026', `a field is called 'set', which assigns the whole bundle`, 'give the field another name', [
          { loc: captureLoc(), note: '' },
        ]);
      else Object.defineProperty(this, key, { value, enumerable: true });
    }
  }

  [Symbol.toPrimitive](hint: string): never {
    return noValue(this[hidden], hint);
  }

  /** Drives every field; a field may be a signal or a constant. */
  set(value: unknown): void {
    const { type, refs } = this[hidden];
    // One place for all leaves: they were assigned in one piece.
    fromHere(() => {
      refsFor(type, value).forEach((source, i) => {
        assign(refs[i]!, source);
      });
    });
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && hidden in value;
  }
}

/** Named fields, each a signal: `pixel.red`. */
export type Bundle<F extends Record<string, unknown> = Record<string, Type>> = {
  readonly [K in keyof F]: SignalOf<F[K]>;
} & AnyBundle<BundleType<F>>;

/** What all bundles have in common, whatever their fields. A class, so that `{ ...pixel }` has none of it in types either. */
declare abstract class AnyBundle<T = BundleType> {
  get [hidden](): Hidden<T>;
  /** Drives every field; a field may be a signal or a constant. */
  set(value: Source<T>): void;
}

export type { AnyBundle };

/** What the library does with bundles; methods on the value itself would take names from its fields. */
export const Bundle = {
  make: (type: BundleType, refs: readonly Ref[], fields: Record<string, unknown>): Bundle =>
    new BundleSignal(type, refs, fields) as unknown as Bundle,
  typeOf: (value: unknown): BundleType => (value as BundleSignal)[hidden].type,
  refsOf: (value: unknown): readonly Ref[] => (value as BundleSignal)[hidden].refs,
  [Symbol.hasInstance]: (value: unknown): boolean => value instanceof BundleSignal,
};
