import type { Lane, Machine, TransferResult } from '../machine.js';
import { readField, writeField } from './bytes.js';
import type { StreamPort } from './layout.js';
import { stallDraws } from './stall.js';

/** What a transfer by single steps needs from a machine, and where it may be watched. */
export interface TransferSteps {
  readonly machine: Pick<Machine, 'read' | 'write' | 'readNumber' | 'writeNumber'>;
  readonly ports: readonly StreamPort[];
  /** The domains that have an edge in the next `step`, as a mask over the top's domains. */
  next(): number;
  /** Takes the machine to its next edges; true when a check failed there. */
  step(): boolean;
  /** Edges of a domain so far. */
  edges(domain: number): number;
}

/** Where a transfer stood when it was left. */
export type TransferStart = Pick<TransferResult, 'cycles' | 'done' | 'offering'>;

/** The end of a transfer that went step by step. */
export interface SteppedTransfer extends TransferResult {
  /** Per lane, the cycle of its clock from which on it has waited. */
  readonly since: readonly number[];
}

interface Side {
  readonly lane: Lane;
  readonly port: StreamPort;
  readonly draw: () => boolean;
  done: number;
  offering: boolean;
  since: number;
}

/**
 * The meaning of `Machine.transfer`, one step at a time. In each cycle: every lane draws its stall, inputs first, in
 * the order given; an input that offers nothing, has records left and is not stalled begins to offer; an output is
 * ready when it is not stalled and wants more. The design settles, transfers are those with valid and ready, then
 * comes the edge. Valid of a source without an offer, and afterwards all valid and ready that were driven, are 0.
 *
 * With `start` it goes on where another transfer of the same lanes, from the same state, was stopped by its limit.
 */
export function transferByStep(
  steps: TransferSteps,
  inputs: readonly Lane[],
  outputs: readonly Lane[],
  limit: number,
  start?: TransferStart,
): SteppedTransfer {
  const { machine } = steps;
  const side = (lane: Lane, index: number): Side => {
    const port = steps.ports.find(candidate => candidate.name === lane.stream);
    if (!port) throw new Error(`no stream port '${lane.stream}'`);
    const draw = stallDraws(lane.stall);
    for (let i = 0; i < (start?.cycles ?? 0); i++) draw();
    const done = start?.done[index] ?? 0;
    const offering = start?.offering[index] ?? false;
    return { lane, port, draw, done, offering, since: steps.edges(port.domain) };
  };
  const sides = [...inputs, ...outputs].map(side);
  const driven = ({ port }: Side): number => (port.dir === 'in' ? port.valid : port.ready);
  const complete = (): boolean => sides.every(({ done, lane }) => done >= lane.count);

  const drive = (each: Side): void => {
    const { lane, port, done, draw } = each;
    const goes = !draw() && done < lane.count;
    if (port.dir === 'out') {
      machine.writeNumber(port.ready, goes ? 1 : 0);
      return;
    }
    if (!each.offering && goes) {
      each.offering = true;
      for (const field of port.fields) machine.write(field.signal, readField(lane.data, port, field, done));
    }
    machine.writeNumber(port.valid, each.offering ? 1 : 0);
  };
  const accept = (each: Side): void => {
    const { lane, port, done } = each;
    if (port.dir === 'in') each.offering = false;
    else {
      for (const field of port.fields) writeField(lane.data, port, field, done, machine.read(field.signal));
    }
    each.done += 1;
    each.since = steps.edges(port.domain) + 1;
  };

  let cycles = 0;
  let stop = false;
  // A side acts right after an edge of its own clock, and at the start.
  let edges = -1;
  const ticks = (mask: number, { port }: Side): boolean => ((mask >>> port.domain) & 1) === 1;
  while (!stop && !complete() && cycles < limit) {
    for (const each of sides) if (ticks(edges, each)) drive(each);
    edges = steps.next();
    // All are looked at before any is accepted: the design settles once.
    const fires = sides.filter(
      each =>
        ticks(edges, each) && machine.readNumber(each.port.valid) === 1 && machine.readNumber(each.port.ready) === 1,
    );
    for (const each of fires) accept(each);
    stop = steps.step();
    cycles += 1;
  }
  for (const each of sides) machine.writeNumber(driven(each), 0);
  return {
    cycles,
    done: sides.map(({ done }) => done),
    offering: sides.map(({ offering }) => offering),
    complete: complete(),
    since: sides.map(({ since }) => since),
  };
}
