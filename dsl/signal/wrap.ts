import type { Ref } from '../scope/ref.js';
import { leavesOf } from '../type/leaf.js';
import type { SignalOf, Type } from '../type/type.js';
import { Bool } from './bool.js';
import { Bundle } from './bundle.js';
import { Enum } from './enum.js';
import { Fixed } from './fixed.js';
import { SInt } from './sint.js';
import { UInt } from './uint.js';
import { Vec } from './vec.js';

/** The signal of a type over its IR values, one for every leaf. */
export function wrap<T extends Type>(type: T, refs: readonly Ref[]): SignalOf<T> {
  return make(type, refs) as SignalOf<T>;
}

function make(type: Type, refs: readonly Ref[]): unknown {
  const [first] = refs;
  switch (type.kind) {
    case 'bool':
      return new Bool(first!);
    case 'uint':
      return new UInt(first!);
    case 'sint':
      return new SInt(first!);
    case 'fixed':
      return new Fixed(type, first!);
    case 'enum':
      return new Enum(type, first!);
    case 'vec':
      return new Vec(type, refs);
    case 'bundle': {
      let at = 0;
      const fields = Object.entries(type.fields).map(([key, field]) => {
        const count = leavesOf(field as Type).length;
        const value = make(field as Type, refs.slice(at, at + count));
        at += count;
        return [key, value] as const;
      });
      return Bundle.make(type, refs, Object.fromEntries(fields));
    }
  }
}
