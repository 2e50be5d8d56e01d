import type { NodeId, Stmt, StreamInfo } from '../../dsl/ir/index.js';
import type { Watch } from '../watch.js';
import { ifSo, type Logic, logicOf } from './logic.js';
import { COUNT, SLOTS, slotsOf } from './slots.js';

type Channels = Readonly<Record<string, StreamInfo>>;

/** What one bus is watched with. */
interface Bus {
  readonly logic: Logic;
  /** An assert; `by` is the channel whose source it blames. */
  require(by: StreamInfo, cond: NodeId, what: string): Stmt;
  readonly isAxi3: boolean;
}

const not = ({ watch }: Logic, bit: NodeId): NodeId => watch.bit('not', bit);
const fieldOf = ({ payload }: StreamInfo, name: string): NodeId => payload.find(({ path }) => path[0] === name)!.node;
const fires = ({ watch }: Logic, { valid, ready }: StreamInfo): NodeId => watch.bit('and', valid, ready);

/**
 * Watches the channels of each AXI4 and AXI3 bus at the module's border together (ARM IHI 0022, A3.3 and A3.4): what a
 * burst may be, that data have as many beats as it says, and that responses follow requests with their ID. Up to 32
 * requests of a direction are followed at a time; more are an error. Exclusive accesses are not looked at.
 */
export function watchAxi(watch: Watch, streams: readonly StreamInfo[], isTop: boolean): void {
  for (const [name, channels] of busesOf(streams)) {
    const { aw, w, b, ar, r } = channels;
    const isAxi3 = (ar ?? aw)?.protocol === 'axi3';
    const title = `${isAxi3 ? 'AXI3' : 'AXI4'} bus ${name}`;
    const bus: Bus = {
      logic: logicOf(watch),
      isAxi3,
      require: (by, cond, what) =>
        watch.require(by, isTop && by.dir === 'in' ? `the bench breaks a rule of ${title}` : title, cond, what),
    };
    if (ar && r) watch.body.push(...reads(bus, ar, r));
    if (aw && w && b) watch.body.push(...writes(bus, aw, w, b));
  }
}

/** The buses that have channels here, by name. */
function busesOf(streams: readonly StreamInfo[]): ReadonlyMap<string, Channels> {
  const buses = new Map<string, Record<string, StreamInfo>>();
  for (const stream of streams) {
    const [, bus, channel] = /^(.*)_(aw|w|b|ar|r)$/.exec(stream.name) ?? [];
    if ((stream.protocol !== 'axi4' && stream.protocol !== 'axi3') || stream.dir === 'inner' || !bus) continue;
    buses.set(bus, { ...buses.get(bus), [channel!]: stream });
  }
  return buses;
}

/** What a burst may be, while it is offered. */
function shape({ logic, require }: Bus, request: StreamInfo, what: 'read' | 'write', dataBits: number): Stmt {
  const { lit, compare, number, extend, watch } = logic;
  const field = (name: string): NodeId => fieldOf(request, name);
  const is = (name: string, value: number): NodeId =>
    compare('eq', field(name), lit(logic.widthOf(field(name)), value));
  // Bytes of the last page that the burst takes, and those before it: up to 256 beats of 128 bytes, and 4 KB.
  const wide = 17;
  const low = extend(logic.slice(field('addr'), 0, 12), wide);
  const beats = number('add', extend(field('len'), wide), lit(wide, 1));
  const size = field('size');
  const ofBeat = number('sub', number('shl', lit(wide, 1), size), lit(wide, 1));
  const from = number('and', low, number('not', ofBeat));
  const end = number('add', from, number('shl', beats, size));
  const [fixed, incr, wrap] = [0, 1, 2].map(kind => is('burst', kind)) as [NodeId, NodeId, NodeId];
  const lengths = [1, 3, 7, 15].map(len => is('len', len)).reduce((a, b) => watch.bit('or', a, b));
  const short = compare('leu', beats, lit(wide, 16));
  const say = (cond: NodeId, text: string): Stmt => require(request, cond, text);
  return ifSo(request.valid, [
    say(
      compare('leu', size, lit(3, Math.log2(dataBits / 8))),
      `beats of a ${what} burst are wider than the ${dataBits} bits of the bus`,
    ),
    say(not(logic, is('burst', 3)), `a ${what} burst of kind 3, which is reserved`),
    ifSo(incr, [say(compare('leu', end, lit(wide, 4096)), `a ${what} burst crosses a border of 4 KB`)]),
    ifSo(fixed, [say(short, `a ${what} burst of more than 16 beats to a fixed address`)]),
    ifSo(wrap, [
      say(lengths, `a ${what} burst that wraps has 2, 4, 8 or 16 beats`),
      say(compare('eq', from, low), `a ${what} burst that wraps begins within a beat`),
    ]),
  ]);
}

function reads(bus: Bus, ar: StreamInfo, r: StreamInfo): Stmt[] {
  const { logic, require } = bus;
  const { compare, lit, number, watch } = logic;
  const [id, last] = [fieldOf(r, 'id'), fieldOf(r, 'last')];
  const open = slotsOf(logic, ar, logic.widthOf(id));
  const found = open.find(id);
  const left = logic.at(open.values, found.at);
  const ends = compare('eq', left, lit(8, 0));
  const [asks, answers] = [fires(logic, ar), fires(logic, r)];
  const goes = watch.bit('and', answers, last);
  return [
    shape(bus, ar, 'read', logic.widthOf(fieldOf(r, 'data'))),
    ifSo(r.valid, [
      require(r, found.any, 'a read response with an ID for which no request waits'),
      ifSo(found.any, [
        ifSo(last, [require(r, ends, 'rlast before the last beat of a burst')]),
        ifSo(ends, [require(r, last, 'no rlast at the last beat of a burst')]),
      ]),
    ]),
    ifSo(asks, [require(ar, hasRoom(logic, open.count), `more than ${SLOTS} read requests wait for their data`)]),
    ifSo(watch.bit('or', asks, answers), [
      ifSo(answers, [logic.setAt(open.values, found.at, number('sub', left, lit(8, 1)))]),
      ...open.change({
        ...{ comes: asks, goes, found, id: fieldOf(ar, 'id') },
        value: logic.extend(fieldOf(ar, 'len'), 8),
      }),
    ]),
  ];
}

const hasRoom = (logic: Logic, count: NodeId): NodeId => logic.compare('ne', count, logic.lit(COUNT, SLOTS));

/**
 * Write data have no address of their own: they come in the order of the addresses, before or after them.
 *
 *     addresses without a response    | 0 | 1 | 2 | 3 |         `count` of them
 *     their data are complete         |   'full'  |             of the next one, `beat` beats have come
 *
 * Where `full` is more than `count`, data lead, and the lengths of their bursts wait for the addresses in `early`.
 */
function writes(bus: Bus, aw: StreamInfo, w: StreamInfo, b: StreamInfo): Stmt[] {
  const { logic, require, isAxi3 } = bus;
  const { compare, lit, number, extend, watch } = logic;
  const id = fieldOf(b, 'id');
  const last = fieldOf(w, 'last');
  const open = slotsOf(logic, aw, logic.widthOf(id));
  const full = watch.register(COUNT, 1, aw, true);
  const beat = watch.register(8, 1, aw, true);
  const early = watch.register(8, SLOTS, aw, true);
  const found = open.find(id);
  const [asks, sends, answers] = [fires(logic, aw), fires(logic, w), fires(logic, b)];
  const completes = watch.bit('and', sends, last);
  const length = extend(fieldOf(aw, 'len'), 8);

  // The burst to which data belong now, if its address is known.
  const known = compare('ltu', full, open.count);
  const now = watch.bit('and', watch.bit('and', aw.valid, aw.ready), compare('eq', full, open.count));
  const len = logic.mux(known, logic.at(open.values, full), length);
  const certain = watch.bit('or', known, now);
  const ends = compare('eq', beat, len);

  const leads = compare('ltu', open.count, full);
  const ahead = number('sub', full, open.count);
  const meets = watch.bit('and', asks, leads);
  return [
    shape(bus, aw, 'write', logic.widthOf(fieldOf(w, 'data'))),
    ifSo(sends, [
      ifSo(certain, [
        ifSo(last, [require(w, ends, 'wlast before the last beat of a burst')]),
        ifSo(ends, [require(w, last, 'no wlast at the last beat of a burst')]),
      ]),
      ...(isAxi3
        ? [
            ifSo(known, [
              require(w, compare(
                'eq',
                fieldOf(w, 'id'),
                logic.at(open.ids, full),
              ), 'wid is not the ID of the first address that lacks data'),
            ]),
          ]
        : []),
      logic.set(beat, logic.mux(last, lit(8, 0), number('add', beat, lit(8, 1)))),
    ]),
    ifSo(meets, [
      require(aw, compare(
        'eq',
        logic.at(early, lit(COUNT, 0)),
        length,
      ), 'a write burst of another length than its data, which came before'),
      logic.set(early, logic.shifted(early)),
    ]),
    ifSo(watch.bit('and', completes, not(logic, certain)), [
      logic.setAt(early, number('sub', ahead, extend(meets, COUNT)), beat),
    ]),
    ifSo(b.valid, [
      require(b, found.any, 'a write response with an ID for which no request waits'),
      ifSo(found.any, [require(b, compare('ltu', found.at, full), 'a write response before the last of its data')]),
    ]),
    ifSo(asks, [require(aw, hasRoom(logic, open.count), `more than ${SLOTS} write requests wait for their response`)]),
    ifSo(completes, [
      require(w, hasRoom(logic, full), `more than ${SLOTS} bursts of write data wait for their response`),
    ]),
    ifSo(watch.bit('or', asks, answers), [
      ...open.change({ comes: asks, goes: answers, found, id: fieldOf(aw, 'id'), value: length }),
    ]),
    logic.set(full, number('sub', number('add', full, extend(completes, COUNT)), extend(answers, COUNT))),
  ];
}
