import type { KernelOptions } from '../kernel/hardware/index.js';
import {
  type AnyFunction,
  type ElementOf,
  type HardwareOf,
  irOf,
  isKernel,
  type KernelFunction,
} from '../kernel/index.js';
import type { Domain } from '../scope/domain.js';
import type { Bool, BoolSource } from '../signal/bool.js';
import { nameAs, named } from '../signal/named.js';
import type { TypeFrom } from '../signal/signal-from.js';
import type { UInt } from '../signal/uint.js';
import type { BoolType, LiteralOf, SignalOf, Type, UIntType, VecType } from '../type/type.js';
import { batch } from './batch.js';
import { type CreditOptions, credit, type Flow } from './credit.js';
import { cross } from './cross.js';
import type { Facts } from './facts.js';
import { type FifoOptions, fifo } from './fifo.js';
import { filter } from './filter.js';
import type { KernelElement, NoKernel, SameElement } from './fits.js';
import { fork } from './fork.js';
import { gearbox } from './gearbox.js';
import type { Group, PartialGroup } from './group.js';
import { into } from './into.js';
import { lastEvery, withoutLast } from './last.js';
import type { Offer } from './make.js';
import { type MapOptions, map } from './map.js';
import { mapKernel } from './map-kernel.js';
import { type Counts, type MonitorOptions, monitor } from './monitor.js';
import { muxOf } from './mux.js';
import { narrow } from './narrow.js';
import { pipe, type StageKind } from './pipe.js';
import { ReadyByHand } from './ready-by-hand.js';
import { regReady, regValid, skid } from './register.js';
import { reorder, type Tagged } from './reorder.js';
import { repeat } from './repeat.js';
import { demux, route } from './route.js';
import type { Sink } from './sink.js';
import { nameParts, type StreamState, state } from './state.js';
import { type TableOptions, table } from './table.js';
import { takeFirst } from './take.js';
import { type TileOptions, tile } from './tile/tile.js';
import { transpose } from './transpose.js';
import { type UpsampleOptions, upsample } from './upsample.js';
import { widen } from './widen.js';
import type { WindowOptions } from './window/geometry.js';
import { type LineBufferOptions, lineBuffer } from './window/line-buffer.js';
import { window } from './window/window.js';
import { zip } from './zip.js';

/**
 * A sequence of elements of one type, one at most per cycle, that both sides can hold back.
 *
 * 1. A source may not wait for `ready` before it sets `valid`.
 * 2. Once `valid`, payload and `valid` hold until `ready`.
 * 3. An element is transferred at a clock edge at which `valid` and `ready` are both 1.
 * 4. No combinational path leads from a stream's `ready` to its own `valid`.
 *
 * A stream has one consumer: a combinator, or a body that drives `ready` by hand.
 *
 * Every combinator throws HW002 of a number that makes no sense to it, and tells of a second consumer by HW033.
 */
// biome-ignore lint/suspicious/noExplicitAny: any payload, as for vectors
export class Stream<T = any> {
  readonly type: T;
  readonly payload: SignalOf<T>;
  readonly valid: Bool;
  /** Driven by the consumer; whoever sets it by hand is the consumer. */
  readonly ready: Bool;
  /** Marks the final element of a packet, on streams that carry the mark. */
  readonly last: Bool | undefined;
  readonly [state]: StreamState;

  constructor(offer: Offer<T & Type>, ready: Bool, own: StreamState) {
    this.type = offer.type;
    this.payload = offer.payload as SignalOf<T>;
    this.valid = offer.valid;
    this.last = offer.last;
    this[state] = own;
    this.ready = new ReadyByHand(ready, this as Stream);
  }

  /** 1 in cycles in which an element is transferred. */
  get fire(): Bool {
    return named(`${this[state].info.name}_fire`, this.valid.and(this.ready), 'hint');
  }
  /** What is known of it while the hardware is built. */
  get facts(): Facts {
    return this[state].facts();
  }

  /**
   * Every element through a function: combinational logic, in which `stages` registers (default 0) stand, or as many as a
   * `period` takes; they stand still together while the last of them is not taken. Latency `stages`; `ready`
   * combinational, `valid` registered when there is a stage. The function may return a signal, an array of signals or an
   * object of signals.
   *
   * A kernel is such a function too. It takes the element, or the fields of a bundle as its parameters, and gives elements
   * of its result's type, of which TypeScript knows nothing where none is written. One with loops becomes an engine that
   * works at one element at a time: latency and interval are the cycles that it takes, `ready` combinational, `valid`
   * registered.
   *
   * @example io.windows.map(dot9, { period: 5 }).into(io.sums)
   *
   * @throws HW050 of an operation that is slower than the period, HW051 of stages or intervals that are too few, HW052
   * of an element that is not what the kernel takes, and of stages for an engine.
   */
  map<F extends AnyFunction>(
    kernel: KernelFunction<F> & KernelElement<T, ElementOf<Parameters<F>>>,
    options?: KernelOptions,
  ): Stream<HardwareOf<ReturnType<F>>>;
  map<R>(fn: NoKernel & ((payload: SignalOf<T>) => R), options?: MapOptions): Stream<TypeFrom<R>>;
  map<R>(fn: ((payload: SignalOf<T>) => R) | KernelFunction, options: MapOptions & KernelOptions = {}): Stream {
    return isKernel(fn) ? mapKernel(this, irOf(fn), options) : map(this, fn as (payload: SignalOf<T>) => R, options);
  }
  /** Only the elements for which the function gives 1. Latency 0, both paths combinational. */
  filter(keep: (payload: SignalOf<T>) => BoolSource): Stream<T> {
    return filter(this, keep);
  }
  /** `count` streams of the same elements; each goes on by itself. Latency 0, both paths combinational. */
  fork(count?: 2): [Stream<T>, Stream<T>];
  fork(count: 3): [Stream<T>, Stream<T>, Stream<T>];
  fork(count: number): Stream<T>[];
  fork(count = 2): Stream<T>[] {
    return fork(this, count);
  }
  /** Each element with that of another stream, through a function; see `zip`. */
  zip<U, R>(other: Stream<U>, fn: (a: SignalOf<T>, b: SignalOf<U>) => R): Stream<TypeFrom<R>> {
    return zip({ a: this as Stream, b: other as Stream }).map(({ a, b }) => fn(a as SignalOf<T>, b as SignalOf<U>));
  }
  /** Holds up to `depth` elements; see `fifo`. */
  fifo(depth: number, options: FifoOptions = {}): Stream<T> {
    return fifo(this, depth, options);
  }
  /** Two registers that cut both paths. Latency 1. */
  skid(): Stream<T> {
    return skid(this);
  }
  /** A register in the way of payload and `valid`; `ready` is combinational. Latency 1. */
  regValid(): Stream<T> {
    return regValid(this);
  }
  /** A register in the way of `ready`; payload and `valid` are combinational. Latency 0. */
  regReady(): Stream<T> {
    return regReady(this);
  }
  /**
   * `stages` registers in a row, each of which cuts both paths (`skid`, the default) or one. Latency `stages`, with
   * `regReady` 0.
   *
   * @example io.x.pipe(3).into(io.y), io.x.pipe(2, 'regValid')
   */
  pipe(stages: number, kind?: StageKind): Stream<T> {
    return pipe(this, stages, kind);
  }
  /**
   * Hands an element on when all of its packet has come: store and forward, in a fifo of `depth` elements, so that a
   * packet leaves without gaps. One that is longer than the fifo begins to leave when the fifo is full. Both paths registered.
   *
   * @example io.samples.lastEvery(64).batch(128).into(io.dma)
   *
   * @throws HW034 when the stream does not mark the ends of packets.
   */
  batch(depth: number, options: FifoOptions = {}): Stream<T> {
    return batch(this, depth, options);
  }
  /**
   * Through a path that cannot be held back, of any latency: a pipeline without handshake, a link with its return. A counter
   * of `depth` credits lets elements in, one for each place in the fifo behind the path, and a credit comes back when
   * its element leaves the fifo. One element per cycle when `depth` is at least the path's latency, that of `back`, and 2 more (3
   * for block RAM). `ready` and `valid` registered; latency that of the path and of the fifo (1, block RAM 2).
   *
   * The path gives one element for each that it gets, in order (checked in simulation).
   *
   * @example io.x.credit(8, ({ payload, valid }) => ({ payload: delay(payload.mul(3), 5), valid: delay(valid, 5, { init: false }) }))
   *
   * @throws HW034 when the path loses the marks of packets.
   */
  credit<R>(
    depth: number,
    path: (flow: Flow<SignalOf<T>>) => Flow<R>,
    options: CreditOptions = {},
  ): Stream<TypeFrom<R>> {
    return credit(this, depth, path, options);
  }
  /**
   * Through a path that may answer in any order, and back into order. Elements are numbered; the path gives each result with
   * the tag of its element. Up to `depth` are on their way, with a word each that waits for its turn, so results are
   * always taken. Marks of packets stay with their elements. The way into the path is combinational, behind it both paths are
   * registered; latency that of the path and 1.
   *
   * @example io.reads.reorder(16, tagged => fastAndSlow(tagged)).into(io.data)
   *
   * @throws HW012 when what the path gives does not carry the tag.
   */
  reorder<E, R>(this: Stream<E>, depth: number, path: (tagged: Stream<Tagged<E>>) => Stream<Tagged<R>>): Stream<R> {
    return reorder(this, depth, path);
  }
  /**
   * To another clock, through a queue of `depth` elements, a power of two of at least 4. An element can be taken two to three
   * cycles of the reading clock after it came, and `depth` 8 carries one per cycle of the slower clock. Both paths
   * registered. The resets of both clocks have to come together.
   *
   * @example io.camera.cross(memoryClock, 16).into(io.memory)
   */
  cross(to: Domain, depth: number): Stream<T> {
    return cross(this, to, depth);
  }
  /**
   * Each element, an unsigned number, as the index of a constant: a memory that is only read, block RAM from 65 words on.
   * Latency 1, or 2 with the register that block RAM has at its output; `ready` combinational, `valid` registered. An index
   * beyond the last constant gives 0.
   *
   * @example io.x.map(x => x.asUInt()).table(i8, sigmoid, { latency: 2 }).into(io.y)
   *
   * @throws HW014 when the index has too few bits to reach the last constant.
   */
  table<C extends Type>(
    this: Stream<UIntType>,
    type: C,
    values: readonly LiteralOf<C>[],
    options: TableOptions = {},
  ): Stream<C> {
    return table(this, type, values, options);
  }
  /**
   * Each element `n` times; the mark of a packet at the last of them. Latency 0, both paths combinational.
   *
   * @example io.weights.repeat(4).zip(io.x, (w, x) => w.mul(x))
   */
  repeat(n: number): Stream<T> {
    return repeat(this, n);
  }
  /**
   * The first `n` elements, of each packet where packets are marked; the n-th then gets the mark. The others are taken
   * from the source and go nowhere. Latency 0, both paths combinational.
   *
   * @example io.lines.take(640).into(io.visible)
   */
  take(n: number): Stream<T> {
    return takeFirst(this, n);
  }
  /**
   * `n` elements as one vector, the first as element 0. An element in every cycle; the vector is offered 1 cycle
   * after its last element. `ready` combinational, `valid` registered. The end of a packet ends its group; `partial` says what
   * becomes of the places that are left: `never` (default) promises that there are none, which simulation checks, `zeros`
   * fills them, `count` gives `{ elements, count }`.
   *
   * @example io.bytes.widen(4).map(word => asBits(word)).into(io.words)
   */
  widen(n: number, options?: { readonly partial?: 'never' | 'zeros' }): Stream<VecType<T>>;
  widen(n: number, options: { readonly partial: 'count' }): Stream<Group<T>>;
  widen(n: number, { partial = 'never' }: { readonly partial?: PartialGroup } = {}): Stream {
    return widen(this, n, partial);
  }
  /**
   * The elements of vectors one by one, element 0 first; of groups with a count, those that are there. One in every cycle.
   * Latency 0, both paths combinational.
   *
   * @example io.words.map(word => fromBits(vec(u8, 4), word)).narrow().into(io.bytes)
   *
   * @throws HW012 when the elements are not vectors.
   */
  narrow<E>(this: Stream<VecType<E>> | Stream<Group<E>>): Stream<E> {
    return narrow(this as Stream);
  }
  /**
   * Vectors of any number of elements as vectors of `m`: 3 to 2, 5 to 8. The narrower side never waits when nothing
   * stalls. At the end of a packet the row is emptied, `partial` says how (see `widen`), before the next one begins. Both
   * paths registered; latency 1 from the group that completes a vector.
   *
   * @example io.x.gearbox(2).into(io.y) // vectors of 3 as vectors of 2
   *
   * @throws HW012 when the elements are not vectors.
   */
  gearbox<E>(
    this: Stream<VecType<E>> | Stream<Group<E>>,
    m: number,
    options?: { readonly partial?: 'never' | 'zeros' },
  ): Stream<VecType<E>>;
  gearbox<E>(
    this: Stream<VecType<E>> | Stream<Group<E>>,
    m: number,
    options: { readonly partial: 'count' },
  ): Stream<Group<E>>;
  gearbox(m: number, { partial = 'never' }: { readonly partial?: PartialGroup } = {}): Stream {
    return gearbox(this as Stream, m, partial);
  }
  /**
   * Each element of this stream, a number or a Bool, names the one of the streams that gives the next element; where they
   * mark packets, the next packet. A Bool that is 1 names the second. Latency 0, both paths combinational.
   *
   * @example io.which.mux([io.a, io.b]).into(io.y)
   *
   * @throws HW034 when only some mark the ends of packets, HW035 when they follow different clocks, HW012 when their types
   * differ.
   */
  mux<E>(this: Stream<UIntType> | Stream<BoolType>, streams: readonly Stream<E>[]): Stream<E> {
    return muxOf(this as Stream, streams);
  }
  /**
   * `n` streams; each element goes to the one that the next element of `which` names, or each packet where they are
   * marked. Latency 0, both paths combinational.
   *
   * @example const [left, right] = io.x.demux(io.which, 2);
   *
   * @throws HW035 when they follow different clocks.
   */
  demux(which: Stream<UIntType> | Stream<BoolType>, n: number): Stream<T>[] {
    return demux(this, which as Stream, n);
  }
  /**
   * `n` streams; each element goes to the one that the function names. Where packets are marked, their first element
   * decides for all of them. Latency 0, both paths combinational.
   *
   * @example const [even, odd] = io.x.route(2, x => x.bit(0));
   *
   * @throws HW012 when the function gives neither a UInt nor a Bool.
   */
  route(n: number, to: (payload: SignalOf<T>) => UInt | Bool): Stream<T>[] {
    return route(this, n, to);
  }
  /**
   * The same stream, watched: its rules as checks in the design, and counters that `read` gets as signals. Latency 0,
   * both paths combinational.
   *
   * @example io.x.monitor(({ stalls }) => io.stalled.set(stalls)).into(io.y)
   */
  monitor(read?: (counts: Counts) => void, options: MonitorOptions = {}): Stream<T> {
    return monitor(this, read, options);
  }
  /**
   * Around every pixel of a picture its neighbourhood: pixels come row by row, windows leave in the same order,
   * `w.at(row).at(col)`. With `pixels` the elements are vectors of so many pixels of a line, and come out as vectors of windows.
   * Elements come in every cycle, pictures without a gap between them; the last windows of a picture leave by themselves. Both
   * paths are registered.
   *
   * Latency: a window is offered when the word `below * width + right` after its own has come, and 2 cycles plus `right` (at
   * least 1) later, where `width` counts words (elements), and `below` and `right` lines and words that the kernel reaches from its
   * anchor, as far as the picture does. Where there are as many windows as pixels, `facts.latency` is the sum; where there are
   * fewer, by stride or padding, joins cannot balance by it.
   *
   * Memory: one line for each row that the kernel covers. Marks of packets are replaced: the last window of a picture gets one,
   * when the pixels carried any.
   *
   * @example io.pixels.window({ rows: 3, cols: 3, width: 640, height: 480, pad: 'replicate', stride: 2 })
   *
   * @throws HW032 of a kernel that does not fit, and sizes that are none.
   */
  window<E>(
    this: Stream<VecType<E>>,
    options: WindowOptions & { readonly pixels: number },
  ): Stream<VecType<VecType<VecType<E>>>>;
  window(options: WindowOptions & { readonly pixels?: undefined }): Stream<VecType<VecType<T>>>;
  window(options: WindowOptions): Stream {
    return window(this, options);
  }
  /**
   * With every pixel those above and below it in its column: a window one pixel wide, `column.at(row)`. Everything else
   * is as for `window`.
   *
   * @throws HW032 of a kernel that does not fit, and sizes that are none.
   */
  lineBuffer<E>(
    this: Stream<VecType<E>>,
    options: LineBufferOptions & { readonly pixels: number },
  ): Stream<VecType<VecType<E>>>;
  lineBuffer(options: LineBufferOptions & { readonly pixels?: undefined }): Stream<VecType<T>>;
  lineBuffer(options: LineBufferOptions): Stream {
    return lineBuffer(this, options);
  }
  /**
   * A picture with every pixel `cols` times in its line, and every line `rows` times: the nearest of the smaller picture. The
   * first copy of a line comes from the source, the others from a memory of one line. An element in every cycle, so the source is
   * taken from in one of `rows * cols`. With `pixels` the elements are vectors of so many pixels. Latency 1; `ready` combinational,
   * `valid` registered. The mark of a line's end comes with its last copy.
   *
   * @example io.pixels.upsample({ rows: 2, cols: 2, width: 320 })
   *
   * @throws HW032 of sizes that do not go together.
   */
  upsample(options: UpsampleOptions): Stream<T> {
    return upsample(this as Stream, options);
  }
  /**
   * Blocks of `rows * cols` elements, which come row by row and leave column by column, without a gap: a memory of two blocks, of
   * which one is filled while the other is read. The first element leaves 2 cycles after the last one of its block has come;
   * `facts.latency` is `rows * cols + 1`, from each element to the one in its place. Both paths registered. Packets are
   * whole blocks (checked in simulation).
   *
   * @example io.coefficients.transpose(8, 8)
   *
   * @throws HW032 of sizes that are none.
   */
  transpose(rows: number, cols: number): Stream<T> {
    return transpose(this, rows, cols);
  }
  /**
   * A picture in tiles of `rows * cols` pixels, one tile after the other, each row by row; with a `halo` of the pixels around it,
   * and beyond the border zeros, the outermost pixel, or the picture mirrored. Pictures follow each other without a gap: a pixel
   * leaves in every cycle, and with a halo, as more leave than come, the source waits. A tile leaves 2 cycles after the last line
   * of its row of tiles has come; without a halo `facts.latency` is `rows * width + 1`, from each pixel to the one in its place. Both
   * paths registered.
   *
   * Memory: two rows of tiles, and the halo above and below. Marks of packets are replaced: the last pixel of a tile gets one,
   * when the pixels carried any.
   *
   * @example io.pixels.tile({ rows: 16, cols: 16, halo: 1, beyond: 'replicate', width: 640, height: 480 })
   *
   * @throws HW032 of sizes that do not go together.
   */
  tile(options: TileOptions): Stream<T> {
    return tile(this, options);
  }
  /**
   * Marks every n-th element as the last of a packet; marks that were there are replaced. Latency 0, both paths
   * combinational.
   *
   * @example io.pixels.lastEvery(640).into(io.lines)
   */
  lastEvery(n: number): Stream<T> {
    return lastEvery(this, n);
  }
  /** The same elements without their marks. Latency 0, both paths combinational. */
  withoutLast(): Stream<T> {
    return withoutLast(this);
  }
  /** Connects it to an output of the module or an input of an instance, which has the same type. */
  into(sink: Sink<T>): void;
  into<U>(sink: Sink<U> & SameElement<T, U>): void;
  into(sink: Sink): void {
    into(this, sink);
  }

  [nameAs](name: string): void {
    if (!this[state].named) nameParts(this, name, 'name');
  }
}
