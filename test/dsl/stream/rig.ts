import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { random, type Simulator, simulate } from '../../../backend-sim/index.js';
import { type Circuit, designOf, type Inside, module, type PortTree, report } from '../../../dsl/index.js';
import { moduleOf, type StreamInfo } from '../../../dsl/ir/index.js';

/** Payloads by stream. */
export type Payloads = Readonly<Record<string, readonly unknown[]>>;

/** How often each side holds back, and by which numbers. */
export interface Weather {
  readonly source: number;
  readonly sink: number;
  readonly seed: number;
}

const probability = fc.constantFrom(0, 0.1, 0.5, 0.9);
export const weathers: fc.Arbitrary<Weather> = fc.record({
  source: probability,
  sink: probability,
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** A module of one use with streams. */
export const flow = <const P extends PortTree>(ports: P, body: (io: Inside<P>) => void): Circuit<P> =>
  module('dut', () => ports, body)();

export const streamsOf = (circuit: Circuit): readonly StreamInfo[] =>
  moduleOf(circuit[designOf], circuit[designOf].top).streams;

export const streamOf = (circuit: Circuit, name: string): StreamInfo =>
  streamsOf(circuit).find(stream => stream.name === name)!;

/** The columns of a stream in the report. */
export function reportRow(circuit: Circuit, name: string): string[] {
  const rows = report(circuit)
    .split('\n')
    .map(line => line.trim().split(/\s+/));
  return rows.find(([first]) => first === name)!;
}

/** Runs whole streams through a circuit from random state, with the stream rules watched. */
export function pour(circuit: Circuit, feed: Payloads, expect: Readonly<Record<string, number>>, weather?: Weather) {
  const { source = 0, sink = 0, seed = 1 } = weather ?? {};
  const sim: Simulator = simulate(circuit, { seed, randomizeState: true });
  const stall = Object.fromEntries([
    ...Object.keys(feed).map(name => [name, random(source)] as const),
    ...Object.keys(expect).map(name => [name, random(sink)] as const),
  ]);
  const { data, last, cycles } = sim.transfer(feed as never, { expect, stall });
  return { data: plain(data), last, cycles };
}

const plain = (data: Readonly<Record<string, unknown>>): Record<string, unknown[]> =>
  Object.fromEntries(Object.entries(data).map(([name, items]) => [name, Array.from(items as ArrayLike<unknown>)]));

/** The circuit turns `feed` into `expected`, however its surroundings stall. */
export function gives(circuit: Circuit, feed: Payloads, expected: Payloads, weather?: Weather): void {
  const counts = Object.fromEntries(Object.entries(expected).map(([name, items]) => [name, items.length]));
  assert.equal(pour(circuit, feed, counts, weather).data, expected);
}

/** Without stalls one element leaves per cycle, the first one after the latency that the circuit states. */
export function isFullSpeed(circuit: Circuit, feed: Payloads, out: string, count: number): void {
  const { latency, interval } = streamOf(circuit, out);
  assert.is(interval, 1);
  assert.is(pour(circuit, feed, { [out]: count }).cycles, latency! + count);
}

export const bytes = (n: number, seed = 7): number[] => Array.from({ length: n }, (_, i) => ((i + seed) * 167) & 255);
