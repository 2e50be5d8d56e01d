import { Bool, type BoolSource } from '../signal/bool.js';
import { nameAs, named } from '../signal/named.js';
import { ref } from '../signal/signal.js';
import type { TypeFrom } from '../signal/signal-from.js';
import type { SignalOf, Type, VecType } from '../type/type.js';
import type { Facts } from './facts.js';
import { type FifoOptions, fifo } from './fifo.js';
import { filter } from './filter.js';
import type { SameElement } from './fits.js';
import { fork } from './fork.js';
import { into } from './into.js';
import { lastEvery, withoutLast } from './last.js';
import type { Offer } from './make.js';
import { type MapOptions, map } from './map.js';
import { regReady, regValid, skid } from './register.js';
import type { Sink } from './sink.js';
import { nameParts, type StreamState, state, take } from './state.js';
import { type LineBufferOptions, lineBuffer } from './window/line-buffer.js';
import { type WindowOptions, window } from './window/window.js';
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
    this.ready = new ReadyByHand(ready, () => {
      if (own.taken?.by !== byHand) take(this, byHand);
    });
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
   * Every element through a function: combinational logic, in which `stages` registers (default 0) stand; they stand still
   * together while the last of them is not taken. Latency `stages`; `ready` combinational, `valid` registered when
   * there is a stage. The function may return a signal, an array of signals or an object of signals.
   */
  map<R>(fn: (payload: SignalOf<T>) => R, options: MapOptions = {}): Stream<TypeFrom<R>> {
    return map(this, fn, options);
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
  /** Around every pixel of a picture its neighbourhood; see `window`. */
  window(options: WindowOptions): Stream<VecType<VecType<T>>> {
    return window(this, options);
  }
  /** With every pixel of a picture those above and below it; see `lineBuffer`. */
  lineBuffer(options: LineBufferOptions): Stream<VecType<T>> {
    return lineBuffer(this, options);
  }
  /** Marks every n-th element as the last of a packet. */
  lastEvery(n: number): Stream<T> {
    return lastEvery(this, n);
  }
  /** The same elements without their marks. */
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

const byHand = 'a body that sets its ready';

/** A `ready` whose first assignment makes its author the consumer. */
class ReadyByHand extends Bool {
  readonly #claim: () => void;

  constructor(ready: Bool, claim: () => void) {
    super(ready[ref]);
    this.#claim = claim;
  }

  override set(value: BoolSource): void {
    this.#claim();
    super.set(value);
  }
}
