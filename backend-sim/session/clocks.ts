import type { Domain } from '../../dsl/ir/index.js';
import { fail } from '../error.js';
import { didYouMean } from '../value/near.js';

/** How one clock runs: nanoseconds from one rising edge to the next, and by how much all its edges are late. */
export interface ClockOptions {
  readonly period: number;
  readonly phase?: number;
}

/** The next instant at which any domain has its active edge. */
export interface Tick {
  /** Picoseconds since the start: of the edge before this one, and of this one. */
  readonly since: number;
  readonly time: number;
  /** One bit per domain of the top that has its edge now. */
  readonly mask: number;
}

/** A clock pin of the top module, for waves. */
export interface ClockPin {
  readonly name: string;
  /** Picoseconds. It is low at time 0, rises first at `rise`, then every `period`, and falls half a period later. */
  readonly period: number;
  readonly rise: number;
}

/** The time queue of a simulation. Its only state is the number of edges of each domain so far. */
export interface Clocks {
  readonly pins: readonly ClockPin[];
  /** All domains as a mask when they always have their edges together; then steps need no queue. */
  readonly together: number | undefined;
  next(): Tick;
  /** Passes that many ticks when `together`, else at most one. */
  pass(ticks: number): void;
  /** Picoseconds since the start: the time of the last edge. */
  time(): number;
  edges(domain: number): number;
  save(): readonly number[];
  load(edges: readonly number[]): void;
}

const PICOSECONDS = 1000;
const DEFAULT_PERIOD = 10;

/**
 * The clocks of a top module. By default each has a period of 10 ns and no phase, so that all rise together; a
 * rising edge comes half a period after the start. A module without a clock gets one that drives nothing, so that
 * time passes and waves can be drawn.
 *
 * @throws SimulationError for a name that is no domain, or a period that is not a positive number.
 */
export function clocksOf(domains: readonly Domain[], options: Readonly<Record<string, ClockOptions>> = {}): Clocks {
  const names = domains.map(({ name }) => name);
  for (const [name, { period, phase = 0 }] of Object.entries(options)) {
    if (!names.includes(name)) fail(`clocks: there is no clock domain '${name}'.${didYouMean(name, names)}`);
    if (!(period > 0) || !(phase >= 0)) fail(`clocks: '${name}' has period ${period} and phase ${phase}`);
  }
  const pinOf = ({ name, clock }: Domain): ClockPin => {
    // Domains of both edges of one clock run together, whichever of them is named.
    const named = [name, ...domains.filter(other => other.clock === clock).map(other => other.name)];
    const { period, phase = 0 } = named.map(each => options[each]).find(Boolean) ?? { period: DEFAULT_PERIOD };
    const picoseconds = 2 * Math.max(1, Math.round((period * PICOSECONDS) / 2));
    return { name: clock, period: picoseconds, rise: Math.round(phase * PICOSECONDS) + picoseconds / 2 };
  };
  const idle: ClockPin = { name: '', period: DEFAULT_PERIOD * PICOSECONDS, rise: (DEFAULT_PERIOD * PICOSECONDS) / 2 };
  const pins = domains.map(pinOf);
  /** Period and first active edge of each domain. */
  const runs = domains.map(({ edge }, i) => {
    const { period, rise } = pins[i]!;
    return { period, first: edge === 'rising' ? rise : rise + period / 2 };
  });
  if (runs.length === 0) runs.push({ period: idle.period, first: idle.rise });
  const used = (1 << domains.length) - 1;
  const same = runs.every(({ period, first }) => period === runs[0]!.period && first === runs[0]!.first);

  let edges = runs.map(() => 0);
  const timeOf = (run: number, edge: number): number => runs[run]!.first + edge * runs[run]!.period;
  const time = (): number => Math.max(0, ...edges.map((count, i) => (count === 0 ? 0 : timeOf(i, count - 1))));
  return {
    pins: pins.filter((pin, i) => pins.findIndex(({ name }) => name === pin.name) === i),
    together: same ? used : undefined,
    time,
    next() {
      if (same) return { since: edges[0] === 0 ? 0 : timeOf(0, edges[0]! - 1), time: timeOf(0, edges[0]!), mask: used };
      const times = edges.map((count, i) => timeOf(i, count));
      const first = Math.min(...times);
      const mask = times.reduce((bits, at, i) => (at === first ? bits | (1 << i) : bits), 0);
      return { since: time(), time: first, mask };
    },
    pass(ticks) {
      if (same) {
        for (let i = 0; i < edges.length; i++) edges[i]! += ticks;
        return;
      }
      const times = edges.map((count, i) => timeOf(i, count));
      const first = Math.min(...times);
      edges = edges.map((count, i) => (times[i] === first ? count + Math.min(1, ticks) : count));
    },
    edges: domain => edges[domain] ?? 0,
    save: () => [...edges],
    load(saved) {
      edges = [...saved];
    },
  };
}
