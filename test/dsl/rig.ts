import { interpret } from '../../backend-sim/interpret/index.js';
import type { Machine } from '../../backend-sim/machine.js';
import {
  type Circuit,
  designOf,
  HardwareError,
  type Inside,
  module,
  type Port,
  type PortTree,
} from '../../dsl/index.js';
import { type Design, isSigned } from '../../dsl/ir/index.js';

type Value = bigint | number | boolean;

/** A circuit running on the oracle, with its ports by name. Values of several lanes are arrays. */
export interface Rig {
  readonly machine: Machine;
  poke(port: string, value: Value | readonly Value[]): void;
  /** The number that a port, register or wire of the top holds, with its sign. */
  peek(name: string): bigint;
  lanes(name: string): bigint[];
  step(cycles?: number, domain?: string): void;
}

/** Runs a circuit (or a design) on the interpreter, or on the machine that `make` gives. */
export function rig(circuit: Circuit | Design, make: (design: Design) => Machine = interpret): Rig {
  const machine = make(designOf in circuit ? circuit[designOf] : circuit);
  const find = (name: string): number => {
    const found = machine.signals.findIndex(signal => signal.path.join('.') === name);
    if (found < 0) throw new Error(`no signal ${name} among ${machine.signals.map(s => s.path.join('.')).join(', ')}`);
    return found;
  };
  const lanes = (name: string): bigint[] => {
    const { width, format } = machine.signals[find(name)]!;
    return machine.read(find(name)).map(lane => (isSigned(format) ? BigInt.asIntN(width, lane) : lane));
  };
  return {
    machine,
    lanes,
    peek: name => lanes(name)[0]!,
    poke(port, value) {
      const { width } = machine.signals[find(port)]!;
      const list = Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
      machine.write(
        find(port),
        list.map(lane => BigInt.asUintN(width, BigInt(lane))),
      );
    },
    step(cycles = 1, domain) {
      machine.step(domain === undefined ? 1 : 1 << machine.domains.indexOf(domain), cycles);
    },
  };
}

/** A module of one use: its ports and its body. */
export const circuitOf = <const P extends PortTree>(ports: P, body: (io: Inside<P>) => void): Circuit<P> =>
  module('dut', () => ports, body)();

/** `rig` and `circuitOf` at once. */
export const rigOf = <const P extends Record<string, Port>>(ports: P, body: (io: Inside<P>) => void): Rig =>
  rig(circuitOf(ports, body));

/** The diagnostics of a design that cannot be built, as `HW014 message | help`. */
export function errorsOf(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error;
    return error.diagnostics.map(({ code, message, help }) => `${code} ${message} | ${help}`);
  }
  return [];
}

/** The codes alone. */
export const codesOf = (build: () => unknown): string[] => errorsOf(build).map(text => text.slice(0, 5));
