import { when } from '../../dsl/control/when.js';
import type { Bool } from '../../dsl/signal/bool.js';
import { lit } from '../../dsl/signal/lit.js';
import type { AnySignal } from '../../dsl/signal/mux.js';
import { named } from '../../dsl/signal/named.js';
import { asBits, fromBits } from '../../dsl/signal/pack.js';
import type { UInt } from '../../dsl/signal/uint.js';
import { reg } from '../../dsl/state/reg.js';
import { wire } from '../../dsl/state/wire.js';
import { rangeOf } from '../../dsl/type/leaf.js';
import type { ScalarType } from '../../dsl/type/type.js';
import { zeroOf } from './field.js';
import type { PlacedField } from './place.js';
import { strobeOf, type WriteData, written } from './write-data.js';

/** A field as hardware: what the module has of it, what software reads, and what accesses of its register do. */
export interface FieldHardware {
  readonly view: AnySignal;
  /** The bits that a read shows; absent: zeros. */
  readonly shown?: UInt;
  /** Called once, where the register is written. */
  readonly write?: (word: WriteData) => void;
  /** Called once, where the register is read. */
  readonly read?: () => void;
}

/** A signal of any scalar type that can be driven. */
type Target = AnySignal & { set(value: unknown): void };
/** A signal of type bool or uint; both have these operators. */
type Bits = UInt & Target;

/** Makes the hardware of one field. What the module's body says of it comes later, and so wins over software. */
export function fieldHardware(field: PlacedField, name: string): FieldHardware {
  const { access, type, init, high, low } = field;
  const make = <T>(what: T): T => named(name, what);
  switch (access) {
    case 'constant': {
      const view = lit(type, init) as AnySignal;
      return { view, shown: asBits(view) };
    }
    case 'ro': {
      const view = make(wire(type)) as Target;
      return { view, shown: asBits(view) };
    }
    case 'rw':
    case 'wo': {
      const view = make(reg(type, { init })) as Target;
      const write = (word: WriteData) => take(view, type, word, high, low, asBits(view));
      return { view, write, ...(access === 'rw' && { shown: asBits(view) }) };
    }
    case 'pulse': {
      const view = make(reg(type, { init: zeroOf(type) })) as Target;
      view.set(zeroOf(type));
      return { view, write: word => take(view, type, word, high, low) };
    }
    case 'w1c':
    case 'rc': {
      const view = make(reg(type, { init })) as Bits;
      const kept = named(`${name}_kept`, wire(type, view as never), 'hint') as Bits;
      const raised = named(`${name}_raised`, wire(type, zeroOf(type) as never), 'hint') as Bits;
      view.set(kept.or(raised));
      Object.assign(view, { kept, raise: collect(raised, type) });
      const write = (word: WriteData) =>
        where(word, high, low, bits => kept.set(view.and((fromBits(type, bits) as unknown as Bits).not())));
      const act = access === 'rc' ? { read: () => (kept as Target).set(zeroOf(type)) } : { write };
      return { view, shown: asBits(view), ...act };
    }
    case 'w1s': {
      const view = make(reg(type, { init })) as Bits;
      const asked = named(`${name}_asked`, wire(type, zeroOf(type) as never), 'hint') as Bits;
      const cleared = named(`${name}_cleared`, wire(type, zeroOf(type) as never), 'hint') as Bits;
      view.set(view.and(cleared.not()).or(asked));
      Object.assign(view, { clear: collect(cleared, type) });
      const write = (word: WriteData) => where(word, high, low, bits => (asked as Target).set(fromBits(type, bits)));
      return { view, shown: asBits(view), write };
    }
  }
}

/** A method that sets bits of a wire which is 0 otherwise. A single bit is set by any call, whatever the others say. */
function collect(wire: Target, type: ScalarType): (bits?: unknown) => void {
  const all = type.kind === 'bool' ? true : rangeOf(type).max;
  return (bits = all) => {
    if (type.kind === 'bool') when(bits as Bool, () => wire.set(true));
    else wire.set(bits);
  };
}

/** The field takes what is written; `old` stays in bytes that do not count, by default zeros come. */
function take(field: Target, type: ScalarType, word: WriteData, high: number, low: number, old?: UInt): void {
  const { max } = rangeOf(type);
  const isFull = type.kind !== 'enum' || max === (1n << BigInt(high - low + 1)) - 1n;
  where(
    word,
    high,
    low,
    bits => {
      const set = (): void => field.set(fromBits(type, bits));
      // A code that the enum does not have changes nothing: the hardware may rely on its having one of the cases.
      if (isFull) set();
      else when(bits.le(max), set);
    },
    old,
  );
}

/** Runs `act` with the written bits: under a condition where one byte decides, or with each byte chosen. */
function where(word: WriteData, high: number, low: number, act: (bits: UInt) => void, old?: UInt): void {
  const strobe: Bool | undefined = strobeOf(word, high, low);
  if (strobe) when(strobe, () => act(word.data.bits(high, low)));
  else act(written(word, high, low, old));
}
