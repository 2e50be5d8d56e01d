import { type Design, moduleOf } from '../../dsl/ir/index.js';
import type { Event, Machine } from '../machine.js';
import { randomPowerUp } from '../power-up.js';
import { reportsOf } from '../reports.js';
import { signalsOf } from '../signals.js';
import { streamPortsOf } from '../stream/layout.js';
import { transferByStep } from '../stream/transfer-by-step.js';
import { edge } from './edge.js';
import { settle } from './settle.js';
import { fromBytes, toBytes } from './snapshot.js';
import { powerUp } from './state.js';

/**
 * Runs a design by reading its IR: the deliberately simple machine that tests compare the compiled one with.
 * Values are BigInt, everything is evaluated at every settling, and nothing is remembered but the state.
 *
 * @throws Error while settling, when the design holds a combinational loop.
 */
export function interpret(design: Design): Machine {
  const state = powerUp(design);
  const top = moduleOf(design, design.top);
  const signals = signalsOf(design, state.scopes);
  const reports = reportsOf(design, state.scopes);
  const numberOf = new Map(state.scopes.map((_, scope) => [scope, new Map<object, number>()]));
  for (const [i, { scope, stmt }] of reports.entries()) numberOf.get(scope)!.set(stmt, i);
  let said: Event[] = [];
  let settled = false;

  const settleIfNeeded = (): void => {
    if (!settled) settle(state, design);
    settled = true;
  };
  const placeOf = (signal: number): number => {
    const { place } = signals[signal]!;
    return place.at === 'node' ? state.scopes[place.scope]!.base + place.node : -1;
  };
  const wordsOf = (path: readonly string[]): bigint[] => {
    const instance = path.slice(0, -1).join('.');
    const scope = state.scopes.findIndex(candidate => candidate.path.join('.') === instance);
    const memory = state.scopes[scope]?.module.memories.findIndex(({ name }) => name === path.at(-1)) ?? -1;
    if (memory < 0) throw new Error(`no memory '${path.join('.')}'`);
    return state.memories[scope]![memory]!;
  };
  /** One cycle; true when an assert or assume failed. */
  const cycle = (mask: number): boolean => {
    settleIfNeeded();
    const events = edge(state, design, mask, (scope, stmt) => numberOf.get(scope)!.get(stmt)!);
    settled = false;
    said.push(...events);
    return events.some(({ report }) => ['assert', 'assume'].includes(reports[report]!.kind));
  };

  const machine: Machine = {
    design,
    signals,
    reports,
    domains: top.domains.map(({ name }) => name),
    read(signal) {
      settleIfNeeded();
      const { place } = signals[signal]!;
      return place.at === 'reset' ? [state.resets.get(place.port)!] : [...state.values[placeOf(signal)]!];
    },
    write(signal, lanes) {
      const { place } = signals[signal]!;
      if (place.at === 'reset') state.resets.set(place.port, lanes[0]!);
      else state.values[placeOf(signal)] = [...lanes];
      settled = false;
    },
    pin: signal => ({
      read: (word = 0) => Number(BigInt.asUintN(32, machine.read(signal)[0]! >> BigInt(32 * word))),
      write(value, word = 0) {
        const at = BigInt(32 * word);
        const [old] = machine.read(signal) as [bigint];
        const bits = old ^ (BigInt.asUintN(32, (old >> at) ^ BigInt(value)) << at);
        machine.write(signal, [BigInt.asUintN(signals[signal]!.width, bits)]);
      },
    }),
    readNumber: signal => Number(machine.read(signal)[0]!),
    writeNumber(signal, value) {
      machine.write(signal, [BigInt(value >>> 0)]);
    },
    readWord: (memory, address) => wordsOf(memory)[address] ?? 0n,
    writeWord(memory, address, value) {
      const words = wordsOf(memory);
      if (address < words.length) words[address] = value;
      settled = false;
    },
    step(mask, cycles = 1) {
      for (let done = 0; done < cycles; done++) if (cycle(mask)) return done + 1;
      return cycles;
    },
    transfer(inputs, outputs, limit) {
      const ports = streamPortsOf(design);
      const used = [...inputs, ...outputs].map(({ stream }) => ports.find(port => port.name === stream));
      const mask = used.reduce((bits, port) => bits | (port ? 1 << port.domain : 0), 0);
      const steps = {
        machine,
        ports,
        next: () => mask,
        step: () => cycle(mask),
        edges: (domain: number) => state.edges[domain]!,
      };
      const { since: _, ...result } = transferByStep(steps, inputs, outputs, limit);
      return result;
    },
    events() {
      const taken = said;
      said = [];
      return taken;
    },
    snapshot: () => toBytes(state),
    restore(bytes) {
      fromBytes(state, bytes);
      settled = false;
    },
    randomize(seed, all = false) {
      randomPowerUp(state.scopes, seed, all, {
        node: (scope, node, lanes) => {
          state.values[state.scopes[scope]!.base + node] = lanes;
        },
        word: (scope, memory, address, value) => {
          state.memories[scope]![memory]![address] = value;
        },
      });
      settled = false;
    },
  };
  return machine;
}
