import { interpret } from '../../backend-sim/interpret/index.js';
import type { Machine } from '../../backend-sim/machine.js';
import type { Vector } from '../../backend-verilog/index.js';
import { type Design, type Module, moduleOf } from '../../dsl/ir/index.js';
import type { Tape } from '../dsl/ir/tape.js';

/** The lanes of a value side by side. */
export const pack = (lanes: readonly bigint[], width: number): bigint =>
  lanes.reduceRight((bits, lane) => (bits << BigInt(width)) | lane, 0n);

const unpack = (bits: bigint, width: number, lanes: number): bigint[] =>
  Array.from({ length: lanes }, (_, i) => BigInt.asUintN(width, bits >> BigInt(i * width)));

/** Random inputs, resets and clock edges, with what the oracle answers. */
export function randomRun(
  design: Design,
  t: Tape,
  cycles: number,
  make: (design: Design) => Machine = interpret,
): Vector[] {
  const top = moduleOf(design, design.top);
  const machine = make(design);
  const signal = (name: string): number =>
    machine.signals.findIndex(
      ({ path, kind }) => path.join('.') === name && (kind === 'input' || kind === 'output' || kind === 'reset'),
    );
  const inputs = top.ports.filter(port => port.dir === 'in');
  const outputs = top.ports.filter(port => port.dir === 'out');
  const resets = [...new Set(top.domains.flatMap(({ reset }) => (reset ? [reset] : [])))];
  return Array.from({ length: cycles }, (_, cycle): Vector => {
    const given: Record<string, bigint> = {};
    for (const { name, width, lanes } of inputs) {
      given[name] = t.bits(width * lanes);
      machine.write(signal(name), unpack(given[name], width, lanes));
    }
    for (const { port, activeLow } of resets) {
      const active = cycle > 0 && t.oneIn(5);
      given[port] = active === activeLow ? 0n : 1n;
      machine.write(signal(port), [given[port]]);
    }
    const seen = Object.fromEntries(outputs.map(({ name, width }) => [name, pack(machine.read(signal(name)), width)]));
    const mask = top.domains.length > 1 ? 1 + t.below(2 ** top.domains.length - 1) : top.domains.length;
    machine.step(mask);
    machine.events();
    const clocks = top.domains.filter((_, i) => (mask >> i) & 1).map(domain => domain.clock);
    return { inputs: given, outputs: seen, clocks };
  });
}

/** The same design with a prefix to the names of its modules, so that many can be read together. */
export function prefixed(design: Design, prefix: string): Design {
  const rename = (module: Module): Module => ({
    ...module,
    name: `${prefix}${module.name}`,
    instances: module.instances.map(instance => ({ ...instance, module: `${prefix}${instance.module}` })),
  });
  return { top: `${prefix}${design.top}`, modules: design.modules.map(rename) };
}
