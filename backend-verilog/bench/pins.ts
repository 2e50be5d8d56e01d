import type { Module } from '../../dsl/ir/index.js';
import { createNames, type Names } from '../lower/names.js';
import { identifier } from '../rtl/identifier.js';

/** A pin of the module under test, as the bench knows it. */
export interface Pin {
  readonly name: string;
  /** The same as Verilog spells it. */
  readonly verilog: string;
  readonly width: number;
}

export interface ClockPin extends Pin {
  /** Level between edges. */
  readonly idle: 0 | 1;
  /** Net that says whether the clock ticks in this cycle. */
  readonly tick: string;
}

export interface OutputPin extends Pin {
  readonly expected: string;
  readonly checked: string;
}

export interface Pins {
  readonly clocks: readonly ClockPin[];
  /** Resets, then the inputs. */
  readonly inputs: readonly Pin[];
  readonly outputs: readonly OutputPin[];
  readonly names: Names;
}

/** The pins of a module, with names for what the bench keeps beside them. */
export function pinsOf(module: Module): Pins {
  const pin = (name: string, width = 1): Pin => ({ name, verilog: identifier(name), width });
  const unique = <T extends Pin>(pins: readonly T[]): T[] => [...new Map(pins.map(p => [p.name, p])).values()];
  const resets = unique(module.domains.flatMap(({ reset }) => (reset ? [pin(reset.port)] : [])));
  const names = createNames([
    ...module.domains.map(({ clock }) => clock),
    ...resets.map(({ name }) => name),
    ...module.ports.map(({ name }) => name),
  ]);
  return {
    clocks: unique(
      module.domains.map(({ clock, edge }): ClockPin => {
        return { ...pin(clock), idle: edge === 'rising' ? 0 : 1, tick: `${clock}_tick` };
      }),
    ).map(clock => ({ ...clock, tick: names.take(clock.tick) })),
    inputs: [...resets, ...module.ports.filter(p => p.dir === 'in').map(p => pin(p.name, p.width * p.lanes))],
    outputs: module.ports
      .filter(p => p.dir === 'out')
      .map(p => ({
        ...pin(p.name, p.width * p.lanes),
        expected: names.take(`${p.name}_expected`),
        checked: names.take(`${p.name}_checked`),
      })),
    names,
  };
}
