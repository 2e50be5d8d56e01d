import { captureLoc } from '../error/capture.js';
import type { Ref } from '../scope/ref.js';
import { report } from '../scope/report.js';
import type { BundleType, SignalOf, Source, Type } from '../type/type.js';
import { refsFor } from './convert.js';
import { assign, noValue } from './signal.js';

const hidden: unique symbol = Symbol('bundle');

interface Hidden {
  readonly type: BundleType;
  readonly refs: readonly Ref[];
}

class BundleSignal {
  readonly [hidden]: Hidden;

  constructor(type: BundleType, refs: readonly Ref[], fields: Record<string, unknown>) {
    this[hidden] = { type, refs };
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
    refsFor(type, value).forEach((source, i) => {
      assign(refs[i]!, source);
    });
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && hidden in value;
  }
}

/** Named fields, each a signal: `pixel.red`. */
export type Bundle<F extends Record<string, unknown> = Record<string, Type>> = {
  readonly [K in keyof F]: SignalOf<F[K]>;
} & {
  /** Drives every field; a field may be a signal or a constant. */
  set(value: Source<BundleType<F>>): void;
};

/** What the library does with bundles; methods on the value itself would take names from its fields. */
export const Bundle = {
  make: (type: BundleType, refs: readonly Ref[], fields: Record<string, unknown>): Bundle =>
    new BundleSignal(type, refs, fields) as unknown as Bundle,
  typeOf: (value: unknown): BundleType => (value as BundleSignal)[hidden].type,
  refsOf: (value: unknown): readonly Ref[] => (value as BundleSignal)[hidden].refs,
  [Symbol.hasInstance]: (value: unknown): boolean => value instanceof BundleSignal,
};
