import type { Design } from '../../dsl/ir/index.js';
import type { Lane, Stall, TransferResult } from '../machine.js';
import { type StreamPort, streamPortsOf } from '../stream/layout.js';
import { emitDraw, emitOffer, emitReady, emitSettled, type LaneCells, laneCells } from './lane-code.js';
import type { Layout } from './layout.js';
import { type Programs, slices } from './programs.js';
import type { Sink, Task } from './sink.js';
import type { Store } from './store.js';
import { choose, keep, leaf } from './tree.js';

/** The machine around a transfer. */
export interface TransferContext {
  readonly design: Design;
  readonly code: Programs;
  readonly layout: Layout;
  readonly store: Store;
  /** Domains in reset. */
  resetMask(): number;
  /** Counts edges and takes events; true when an assert fired. */
  account(mask: number, done: number): boolean;
}

interface Side {
  readonly lane: Lane;
  readonly port: StreamPort;
  readonly cells: LaneCells;
}

/**
 * `Machine.transfer` as one loop of WebAssembly. It means the same as `transferByStep`, cycle by cycle:
 *
 * 1. At the start nothing is offered: every driven valid is 0. Payload keeps what it was until the first offer.
 * 2. Each cycle every lane draws its stall once, inputs in the order given, then outputs, whether or not it has
 *    anything left. An input that offers nothing, has records left and is not stalled puts its next record on the
 *    payload and raises valid; valid and payload then stay until accepted. An output is ready when it is not stalled
 *    and has fewer than its count; when it has them all it is never ready.
 * 3. The design settles; a transfer is valid and ready. Outputs are recorded, then comes the edge of every domain
 *    that a lane belongs to. An input that was accepted offers nothing, and counts as done, after the edge.
 * 4. The run ends after the cycle in which the last lane reached its count or an assert fired, or at the limit.
 *    Then all driven valid and ready are 0; payload keeps the last record.
 */
export function transfer(
  context: TransferContext,
  inputs: readonly Lane[],
  outputs: readonly Lane[],
  limit: number,
): TransferResult {
  const { design, code, layout, store } = context;
  const ports = code.cells('stream ports', () => streamPortsOf(design));
  const lanes = [...inputs, ...outputs];
  const portOf = ({ stream }: Lane): StreamPort => {
    const port = ports.find(({ name }) => name === stream);
    if (!port) throw new Error(`no stream port '${stream}'`);
    return port;
  };
  const mask = lanes.reduce((bits, lane) => bits | (1 << portOf(lane).domain), 0);
  const kinds = lanes.map(({ stream, stall }) => `${stream}:${stallKind(stall)}`);
  const name = `transfer ${inputs.length} ${kinds.join(' ')}`;
  const cells = code.cells(name, () => ({
    lanes: lanes.map(() => laneCells(layout)),
    open: layout.allocate(4),
  }));
  const sides = lanes.map((lane, i): Side => ({ lane, port: portOf(lane), cells: cells.lanes[i]! }));
  const edge = { mask, reset: context.resetMask() & mask };
  const running = code.special(name, edge, () => ({
    tasks: sides.flatMap(side => handshake(context, side)),
    driven: sides.flatMap(({ port }) => {
      const signals = port.dir === 'in' ? [port.valid, ...port.fields.map(({ signal }) => signal)] : [port.ready];
      return signals.map(signal => code.place(signal).place);
    }),
    loop: {
      before(to) {
        for (const { lane, port, cells } of sides) {
          const place = (signal: number) => code.place(signal).place;
          emitDraw(to, cells, stallKind(lane.stall));
          if (port.dir === 'out') emitReady(to, cells, place(port.ready));
          else emitOffer(to, cells, place(port.valid), port, place);
        }
      },
      after(to) {
        for (const { port, cells: lane } of sides) {
          emitSettled(to, lane, port, code.place(port.valid).place, cells.open);
        }
        to.i32(0).access('i32.load', cells.open).op('i32.eqz');
      },
    },
  }));

  const driven = ({ port }: Side) => code.place(port.dir === 'in' ? port.valid : port.ready).place;
  const bytes = sides.reduce(
    (sum, { lane, port }) => sum + patternOf(lane.stall).length + lane.count * port.size + 32,
    0,
  );
  // Allocated, not merely behind all that is: the run itself may have code made, which allocates as well.
  const room = code.cells('transfer records', () => ({ at: 0, bytes: 0 }));
  if (bytes > room.bytes) {
    room.bytes = Math.max(bytes, 2 * room.bytes);
    room.at = layout.allocate(room.bytes);
  }
  store.fit();
  let free = room.at;
  const view = store.view();
  for (const side of sides) {
    const { lane, port, cells: own } = side;
    const pattern = patternOf(lane.stall);
    store.bytes().set(pattern, free);
    view.setUint32(own.pattern, free, true);
    view.setUint32(own.patternEnd, free + pattern.length, true);
    view.setUint32(own.patternAt, free, true);
    free = (free + pattern.length + 15) & ~15;
    if (port.dir === 'in') store.bytes().set(lane.data.subarray(0, lane.count * port.size), free);
    else store.bytes().fill(0, free, free + lane.count * port.size);
    view.setUint32(own.record, free, true);
    free = (free + lane.count * port.size + 15) & ~15;
    view.setUint32(own.done, 0, true);
    // Its memory may have held records of an earlier transfer, and a lane that never stalls does not write it.
    view.setUint32(own.stalls, 0, true);
    view.setUint32(own.count, lane.count, true);
    view.setUint32(own.random, lane.stall.kind === 'random' ? lane.stall.seed >>> 0 : 0, true);
    const below = lane.stall.kind === 'random' ? Math.ceil(lane.stall.probability * 2 ** 32) : 0;
    view.setBigUint64(own.below, BigInt(Math.max(0, below)), true);
    store.setLane(driven(side), 0, 0n);
  }
  const starts = sides.map(({ cells: own }) => view.getUint32(own.record, true));
  const open = (): number => store.view().getUint32(cells.open, true);
  view.setUint32(cells.open, sides.filter(({ lane }) => lane.count > 0).length, true);

  const cycles = open() === 0 ? 0 : slices(running, limit, (_, done) => context.account(mask, done) || open() === 0);
  const offering = sides.map(side => side.port.dir === 'in' && store.lane(driven(side), 0) === 1n);
  const done = sides.map(({ cells: own }) => store.view().getUint32(own.done, true));
  sides.forEach((side, i) => {
    const { lane, port } = side;
    store.setLane(driven(side), 0, 0n);
    if (port.dir === 'out') lane.data.set(store.bytes().subarray(starts[i]!, starts[i]! + done[i]! * port.size));
  });
  return { cycles, done, offering, complete: open() === 0 };
}

/** A pattern without entries never stalls. */
const stallKind = (stall: Stall): Stall['kind'] =>
  stall.kind === 'pattern' && stall.pattern.length === 0 ? 'never' : stall.kind;

const patternOf = (stall: Stall): Uint8Array =>
  Uint8Array.from(stall.kind === 'pattern' ? stall.pattern.map(stalls => (stalls ? 1 : 0)) : []);

/** What the design does with a stream in a cycle: whether it transfers, and for an output the record itself. */
function handshake({ code }: TransferContext, { port, cells }: Side): Task[] {
  const value = (signal: number) => code.signalValue(signal);
  const g = code.graph;
  const fire = g.and(value(port.valid)[0]![0]!, value(port.ready)[0]![0]!);
  const flag: Task = leaf([{ kind: 'store', address: cells.fired, value: fire }]);
  if (port.dir === 'in') return [flag];
  const stores = port.fields.flatMap(field =>
    value(field.signal).flatMap((word, lane) =>
      word.map(
        (limb, i): Sink => ({
          kind: 'store',
          pointer: cells.record,
          address: field.offset + lane * field.bytes + 8 * i,
          value: limb,
        }),
      ),
    ),
  );
  return [flag, choose(fire, leaf(stores), keep)];
}
