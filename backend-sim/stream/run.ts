import { fail } from '../error.js';
import type { Lane } from '../machine.js';
import { mixSeed } from '../random.js';
import type { Session } from '../session/session.js';
import { didYouMean } from '../value/near.js';
import type { StreamPort } from './layout.js';
import { checkEnds, type LastOf, type Payloads, packRecords, unpackLast, unpackRecords } from './records.js';
import { isStall, type StallOptions, stallOf } from './stalls.js';
import { lastProgress, stuckMessage } from './stuck.js';

export interface RunOptions<Expect = Readonly<Record<string, number>>> {
  /** How many transfers to collect from each output stream. Streams left out are never ready. */
  readonly expect?: Expect;
  /** When the far side of each stream holds back; never by default. */
  readonly stall?: StallOptions;
  /** Cycles after which the run counts as stuck; by default 10,000 and 100 for each transfer. */
  readonly timeout?: number;
  /** Of input streams that mark ends of packets, which transfers do: every n-th, or a truth for each. By default only the final one. */
  readonly last?: Readonly<Record<string, LastOf>>;
}

/** Payloads by input stream. */
export type Feed = Readonly<Record<string, Payloads>>;

/** All that a bulk transfer brought. */
export interface RunResult<Data = Readonly<Record<string, Payloads>>> {
  /** Payloads by output stream. */
  readonly data: Data;
  /** Ends of packets by output stream, for those that mark them. */
  readonly last: Readonly<Record<string, readonly boolean[]>>;
  /** Edges of the clock that it took. */
  readonly cycles: number;
}

/**
 * Feeds and collects whole streams at the full speed of the machine. `seed` is that of stalls without their own.
 *
 * @throws SimulationError for a stream that does not exist or has the other direction, a payload that does not fit, ends
 * of packets of a stream that has none, and a run that does not end: it tells which stream waits for what, and since when.
 */
export function runStreams(session: Session, seed: number, feed: Feed, options: RunOptions): RunResult {
  const portOf = (name: string, dir: 'in' | 'out'): StreamPort => {
    const names = session.ports.filter(port => port.dir === dir).map(port => port.name);
    const port = session.ports.find(candidate => candidate.name === name);
    const { top } = session.machine.design;
    if (!port) return fail(`there is no stream '${name}' in '${top}'.${didYouMean(name, names)}`);
    if (port.dir !== dir) fail(`stream '${name}' is an ${port.dir}put of '${top}'`);
    return port;
  };
  const laneOf = (port: StreamPort, count: number, data: Uint8Array): Lane => ({
    stream: port.name,
    count,
    stall: stallOf(options.stall, port.name, mixSeed(seed, session.ports.indexOf(port))),
    data,
  });
  for (const [name, ends] of Object.entries(options.last ?? {})) checkEnds(portOf(name, 'in'), ends, feed[name]);
  for (const name of isStall(options.stall) ? [] : Object.keys(options.stall ?? {})) {
    if (!session.ports.some(port => port.name === name))
      fail(
        `stall: there is no stream '${name}' in '${session.machine.design.top}'.${didYouMean(
          name,
          session.ports.map(port => port.name),
        )}`,
      );
  }
  const inputs = Object.entries(feed).map(([name, payloads]) => {
    const port = portOf(name, 'in');
    const { count, data } = packRecords(port, payloads, options.last?.[name]);
    return laneOf(port, count, data);
  });
  const sinks = Object.entries(options.expect ?? {}).map(([name, count]) => {
    const port = portOf(name, 'out');
    if (!Number.isInteger(count) || count < 0) fail(`stream ${name}: ${count} is no number of transfers`);
    return { port, lane: laneOf(port, count, new Uint8Array(count * port.size)) };
  });
  const outputs = sinks.map(({ lane }) => lane);
  const total = [...inputs, ...outputs].reduce((sum, { count }) => sum + count, 0);
  const limit = options.timeout ?? 10_000 + 100 * total;

  const before = session.clocks.edges(0);
  const start = session.machine.snapshot();
  const result = session.transfer(inputs, outputs, limit);
  if (!result.complete) {
    const lanes = [...inputs, ...outputs];
    const since =
      result.since ?? lastProgress(session.machine, start, inputs, outputs, result).map(cycles => before + cycles);
    const waiting = lanes.map(({ stream, count }, i) => ({
      stream,
      dir: i < inputs.length ? ('in' as const) : ('out' as const),
      done: result.done[i]!,
      count,
      valid: i < inputs.length ? 1 : 0,
      ready: i < inputs.length ? 0 : 1,
      since: since[i]!,
      now: session.clocks.edges(session.ports.find(port => port.name === stream)!.domain),
    }));
    const unread = session.ports.filter(
      ({ name, dir }) => dir === 'out' && !session.isServed(name) && !outputs.some(lane => lane.stream === name),
    );
    fail(
      stuckMessage(
        waiting,
        result.cycles,
        unread.map(({ name }) => name),
      ),
    );
  }
  const data: Record<string, Payloads> = {};
  const last: Record<string, readonly boolean[]> = {};
  for (const { port, lane } of sinks) {
    data[port.name] = unpackRecords(port, lane.data, lane.count);
    const ends = unpackLast(port, lane.data, lane.count);
    if (ends) last[port.name] = ends;
  }
  return { data, last, cycles: result.cycles };
}
