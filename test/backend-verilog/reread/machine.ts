import { gather, type Nets, scatter } from './bits.js';
import { isFlipFlop, type RereadFlipFlop, rereadFlipFlop } from './flip-flop.js';
import { rereadMemory } from './memory.js';
import type { Bit, JsonModule } from './netlist.js';
import { evaluateCell } from './operators.js';

/** A netlist in motion: the meaning of our Verilog as Yosys read it. */
export interface RereadMachine {
  readonly ports: readonly string[];
  read(port: string): bigint;
  /** Changes inputs, all at once: edges on clocks act on what was settled before. */
  write(values: Readonly<Record<string, bigint>>): void;
}

interface Step {
  readonly inputs: readonly Bit[];
  readonly outputs: readonly Bit[];
  evaluate(nets: Nets): boolean;
}

const silent = new Set(['$scopeinfo', '$print', '$check', '$assert', '$assume', '$cover']);

export function rereadMachine(module: JsonModule): RereadMachine {
  const highest = Object.values(module.netnames).flatMap(net => net.bits.filter(bit => typeof bit === 'number'));
  const nets: Nets = new Uint8Array(1 + highest.reduce((most, bit) => Math.max(most, bit), 1));
  const flipFlops: RereadFlipFlop[] = [];
  const memories: ReturnType<typeof rereadMemory>[] = [];
  const steps: Step[] = [];
  for (const cell of Object.values(module.cells)) {
    if (silent.has(cell.type)) continue;
    if (isFlipFlop(cell)) flipFlops.push(rereadFlipFlop(cell));
    else if (cell.type === '$mem_v2') {
      const memory = rereadMemory(cell);
      memories.push(memory);
      memory.reads.forEach((port, i) => {
        steps.push({ ...port, evaluate: now => memory.read(now, i) });
      });
    } else {
      const { Y, ...pins } = cell.connections;
      const inputs = Object.values(pins).flat();
      steps.push({ inputs, outputs: Y!, evaluate: now => scatter(now, Y!, evaluateCell(cell, now)) });
    }
  }
  const { order, loops } = sorted(steps);
  for (const { bits, attributes } of Object.values(module.netnames)) {
    if (attributes.init) scatter(nets, bits, BigInt(`0b${attributes.init.replace(/[^01]/g, '0')}`));
  }

  const settle = (): void => {
    for (let round = 0; round < 1000; round++) {
      let changed = false;
      for (const { q, forced } of flipFlops) {
        const value = forced(nets);
        if (value !== undefined) changed = scatter(nets, q, value) || changed;
      }
      for (const step of order) changed = step.evaluate(nets) || changed;
      if (!changed || (!loops && round > 0)) return;
    }
    throw new Error('the netlist does not settle');
  };
  const level = (from: Nets, bit: Bit): number => (typeof bit === 'number' ? from[bit]! : Number(bit === '1'));
  const rises = (before: Nets, clock: Bit, polarity: number): boolean =>
    level(before, clock) !== polarity && level(nets, clock) === polarity;

  settle();
  return {
    ports: Object.keys(module.ports),
    read: port => gather(nets, module.ports[port]!.bits),
    write(values) {
      const before = nets.slice();
      for (const [port, value] of Object.entries(values)) scatter(nets, module.ports[port]!.bits, value);
      settle();
      const stores = [
        ...flipFlops
          .filter(({ clock, polarity }) => rises(before, clock, polarity))
          .map(({ q, next }) => {
            const value = next(before);
            return () => value !== undefined && scatter(nets, q, value);
          }),
        ...memories.map(memory =>
          memory.write(
            before,
            memory.clocks.map((clock, i) => rises(before, clock, memory.polarity[i]!)),
          ),
        ),
      ];
      for (const store of stores) store();
      settle();
    },
  };
}

/** The steps with every value before its readers, so far as there is such an order. */
function sorted(steps: readonly Step[]): { readonly order: readonly Step[]; readonly loops: boolean } {
  const driver = new Map<Bit, Step>();
  for (const step of steps) for (const bit of step.outputs) if (typeof bit === 'number') driver.set(bit, step);
  const state = new Map<Step, 'open' | 'done'>();
  const order: Step[] = [];
  let loops = false;
  for (const start of steps) {
    const stack: { step: Step; next: number }[] = [{ step: start, next: 0 }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const bit = top.step.inputs[top.next++];
      if (bit === undefined) {
        stack.pop();
        state.set(top.step, 'done');
        order.push(top.step);
        continue;
      }
      const source = driver.get(bit);
      if (!source) continue;
      if (state.get(source) === 'open') loops = true;
      if (state.has(source)) continue;
      state.set(source, 'open');
      stack.push({ step: source, next: 0 });
    }
  }
  return { order, loops };
}
