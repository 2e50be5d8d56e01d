import { bitsOf, type Type } from '../../dsl/index.js';
import { isHardware, typeOf } from '../../dsl/signal/convert.js';
import { sameType } from '../../dsl/type/show.js';
import { literalOf, textOf, widest } from './types.js';
import type { Writer } from './writer.js';

/** The clock that a value follows: values of two clocks do not meet. */
export type Clock = 0 | 1;

export interface Entry {
  readonly text: string;
  readonly type: Type;
  /** Absent: it goes with either clock. */
  readonly clock?: Clock;
}

/** The values of a module under construction. */
export class Pool {
  readonly #entries: Entry[] = [];
  #next = 0;

  constructor(readonly writer: Writer) {}

  /** Declares a value and keeps it, unless it has grown too wide to go on with. */
  add(clock: Clock | undefined, text: string): void {
    const name = `v${this.#next++}`;
    const value = this.writer.declare<unknown>(name, text);
    if (!isHardware(value)) throw new Error(`${text} gives no signal`);
    this.keep(clock, name, typeOf(value));
  }

  keep(clock: Clock | undefined, text: string, type: Type): void {
    if (type.kind === 'uint' || type.kind === 'sint') {
      if (type.width > widest) {
        this.add(clock, `${text}.trunc(${widest})`);
        return;
      }
    } else if (bitsOf(type) > 3 * widest) return;
    this.#entries.push({ text, type, ...(clock === undefined ? {} : { clock }) });
  }

  /** The values of a clock that are of some kind; the newest first. */
  of(clock: Clock, fits: (type: Type) => boolean): readonly Entry[] {
    return this.#entries.filter(entry => entry.clock !== 1 - clock && fits(entry.type)).reverse();
  }

  any(clock: Clock, choice: number): Entry {
    const all = this.of(clock, () => true);
    return all[choice % Math.max(1, all.length)] ?? { text: 'lit(uint(4), 9)', type: { kind: 'uint', width: 4 } };
  }

  /** A value of that kind as it is, or `else` made of any other. */
  #find(clock: Clock, choice: number, kind: Type['kind'], otherwise: (any: Entry) => Entry): Entry {
    const all = this.of(clock, type => type.kind === kind);
    return all.length > 0 && choice % 5 > 0 ? all[choice % all.length]! : otherwise(this.any(clock, choice));
  }

  uint(clock: Clock, choice: number): Entry {
    return this.#find(clock, choice, 'uint', bitsAs);
  }

  sint(clock: Clock, choice: number): Entry {
    return this.#find(clock, choice, 'sint', any => {
      const { text, type } = bitsAs(any);
      return { text: `${text}.asSInt()`, type: { ...type, kind: 'sint' } as Type };
    });
  }

  bool(clock: Clock, choice: number): Entry {
    return this.#find(clock, choice, 'bool', any => ({
      text: choice % 2 ? `${bitsAs(any).text}.any()` : `${bitsAs(any).text}.bit(${choice % bitsOf(any.type)})`,
      type: { kind: 'bool' },
    }));
  }

  fixed(clock: Clock, choice: number): Entry {
    return this.#find(clock, choice, 'fixed', () => {
      const { text, type } = choice % 2 ? this.sint(clock, choice) : this.uint(clock, choice);
      return { text: `${text}.asFixed(${(choice % 9) - 2})`, type };
    });
  }

  enum(clock: Clock, choice: number): Entry {
    return this.#find(clock, choice, 'enum', () => ({
      text: `${this.bool(clock, choice).text}.mux(lit(enumOf('a', 'b', 'c'), 'c'), 'b')`,
      type: { kind: 'enum', name: 'enum', cases: ['a', 'b', 'c'] },
    }));
  }

  vec(clock: Clock, choice: number): Entry {
    return this.#find(clock, choice, 'vec', () => {
      const { text, type } = this.uint(clock, choice);
      const element = textOf(type);
      return {
        text: `vecOf(${element}, [${text}, ${literalOf(type, choice)}, ${text}])`,
        type: { kind: 'vec', element: type, length: 3 },
      };
    });
  }

  /** An unsigned value of few bits: an index, an address, an amount. */
  index(clock: Clock, choice: number, width = 3): string {
    const { text, type } = this.uint(clock, choice);
    const have = bitsOf(type);
    return have > width ? `${text}.trunc(${width})` : text;
  }

  /** Just that many bits of something. */
  bits(clock: Clock, choice: number, width: number): string {
    return `${this.uint(clock, choice).text}.wrap(uint(${width}))`;
  }

  /** A value of the type: one that is there, made from bits, a constant, or put together. */
  source(clock: Clock, type: Type, choice: number): string {
    const same = this.of(clock, other => sameType(other, type));
    if (same.length > 0 && choice % 4 > 0) return same[choice % same.length]!.text;
    if (choice % 7 === 0) return literalOf(type, choice);
    switch (type.kind) {
      case 'bool':
        return this.bool(clock, choice).text;
      case 'uint':
        return this.bits(clock, choice, type.width);
      case 'sint':
        return `${this.sint(clock, choice).text}.${choice % 2 ? 'wrap' : 'sat'}(sint(${type.width}))`;
      case 'enum': {
        const [a, b] = [literalOf(type, choice), literalOf(type, choice + 1)];
        return `${this.bool(clock, choice).text}.mux(lit(${textOf(type)}, ${a}), ${b})`;
      }
      case 'vec': {
        const items = Array.from({ length: type.length }, (_, i) =>
          this.source(clock, type.element as Type, choice + i),
        );
        return `[${items.join(', ')}]`;
      }
      case 'bundle':
        return `{ ${Object.entries(type.fields)
          .map(([key, field], i) => `${key}: ${this.source(clock, field as Type, choice + i)}`)
          .join(', ')} }`;
      case 'fixed': {
        const bits = bitsOf(type);
        const value = type.signed
          ? `${this.sint(clock, choice).text}.wrap(sint(${bits}))`
          : this.bits(clock, choice, bits);
        return `${value}.asFixed(${type.frac})`;
      }
    }
  }
}

/** All bits of a value. */
export const bitsAs = ({ text, type }: Entry): Entry =>
  type.kind === 'uint' ? { text, type } : { text: `asBits(${text})`, type: { kind: 'uint', width: bitsOf(type) } };
