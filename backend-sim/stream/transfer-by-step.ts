import type { Lane, Machine, TransferResult } from '../machine.js';
import { readField, writeField } from './bytes.js';
import type { StreamPort } from './layout.js';
import { stallDraws } from './stall.js';

/** What a transfer by single steps needs from a machine, and where it may be watched. */
export interface TransferSteps {
  readonly machine: Pick<Machine, 'read' | 'write' | 'readNumber' | 'writeNumber'>;
  readonly ports: readonly StreamPort[];
  /**
   * Takes the machine to its next edges. Answers which domains had an edge, as a mask over the top's domains,
   * and whether an assert fired there.
   */
  step(): { readonly mask: number; readonly stop: boolean };
  /** The domains that will have an edge in the next `step`. */
  next(): number;
  /** Edges of a domain so far. */
  edges(domain: number): number;
}

interface Side {
  readonly lane: Lane;
  readonly port: StreamPort;
  readonly draw: () => boolean;
  done: number;
  offering: boolean;
  /** Edges of its clock before its last transfer was over, or before the run. */
  since: number;
}

/** Where a lane stood when a transfer ended. */
export interface LaneState {
  readonly stream: string;
  readonly done: number;
  readonly valid: boolean;
  readonly ready: boolean;
  /** Cycle of its clock from which on it has waited. */
  readonly since: number;
}

/**
 * The meaning of `Machine.transfer`, one step at a time. In each cycle: every lane draws its stall, inputs first, in
 * the order given; an input that offers nothing, has records left and is not stalled begins to offer; an output is
 * ready when it is not stalled and wants more. The design settles, transfers are those with valid and ready, then
 * comes the edge. Valid of a source without an offer, and afterwards all valid and ready that were driven, are 0.
 */
export function transferByStep(
  steps: TransferSteps,
  inputs: readonly Lane[],
  outputs: readonly Lane[],
  limit: number,
): TransferResult & { readonly lanes: readonly LaneState[] } {
  const { machine } = steps;
  const side = (lane: Lane): Side => {
    const port = steps.ports.find(candidate => candidate.name === lane.stream);
    if (!port) throw new Error(`no stream port '${lane.stream}'`);
    return { lane, port, draw: stallDraws(lane.stall), done: 0, offering: false, since: steps.edges(port.domain) };
  };
  const sources = inputs.map(side);
  const sinks = outputs.map(side);
  const sides = [...sources, ...sinks];
  const driven = (each: Side): number => (each.port.dir === 'in' ? each.port.valid : each.port.ready);
  const complete = (): boolean => sides.every(({ done, lane }) => done >= lane.count);

  let cycles = 0;
  let stop = false;
  let handshakes = sides.map(() => ({ valid: false, ready: false }));
  while (!stop && !complete() && cycles < limit) {
    const now = steps.next();
    const ticks = ({ port }: Side): boolean => ((now >>> port.domain) & 1) === 1;
    for (const source of sources.filter(ticks)) {
      const stalled = source.draw();
      if (!source.offering && source.done < source.lane.count && !stalled) {
        source.offering = true;
        for (const field of source.port.fields) {
          machine.write(field.signal, readField(source.lane.data, source.port, field, source.done));
        }
      }
      machine.writeNumber(source.port.valid, source.offering ? 1 : 0);
    }
    for (const sink of sinks.filter(ticks)) {
      const stalled = sink.draw();
      machine.writeNumber(sink.port.ready, !stalled && sink.done < sink.lane.count ? 1 : 0);
    }
    handshakes = sides.map(({ port }) => ({
      valid: machine.readNumber(port.valid) === 1,
      ready: machine.readNumber(port.ready) === 1,
    }));
    sides.forEach((each, i) => {
      if (!ticks(each) || !handshakes[i]!.valid || !handshakes[i]!.ready) return;
      if (each.port.dir === 'in') each.offering = false;
      else {
        for (const field of each.port.fields) {
          writeField(each.lane.data, each.port, field, each.done, machine.read(field.signal));
        }
      }
      each.done += 1;
      each.since = steps.edges(each.port.domain) + 1;
    });
    stop = steps.step().stop;
    cycles += 1;
  }
  for (const each of sides) machine.writeNumber(driven(each), 0);
  return {
    cycles,
    done: sides.map(({ done }) => done),
    complete: complete(),
    lanes: sides.map(({ lane, done, since }, i) => ({
      stream: lane.stream,
      done,
      ...handshakes[i]!,
      since,
    })),
  };
}
