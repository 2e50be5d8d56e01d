import { captureLoc } from '../error/capture.js';
import type { Loc, StreamInfo } from '../ir/index.js';
import { report } from '../scope/report.js';
import type { Draft } from '../scope/scope.js';
import type { Bool } from '../signal/bool.js';
import { named } from '../signal/named.js';
import type { SignalOf, Type } from '../type/type.js';
import type { Stream } from './stream.js';

/** What the library keeps about a sink. */
export interface SinkState {
  readonly name: () => string;
  /** The entry in the IR of a module's own output. */
  readonly info?: Draft<StreamInfo> | undefined;
  /** Told when a stream is connected. */
  readonly onFed?: ((stream: Stream) => void) | undefined;
  fed?: { readonly stream: Stream; readonly loc: Loc };
}

export const sinkState: unique symbol = Symbol('sink');

/**
 * The end that a stream goes into: an output of the module, or an input of an instance. Feed it by
 * `stream.into(sink)`, or drive `payload`, `valid` (and `last`) by hand under the four rules of `Stream`.
 */
// biome-ignore lint/suspicious/noExplicitAny: any payload, as for vectors
export class Sink<T = any> {
  readonly type: T;
  readonly payload: SignalOf<T>;
  readonly valid: Bool;
  /** 1 when the far side takes an element that is offered. */
  readonly ready: Bool;
  readonly last: Bool | undefined;
  readonly [sinkState]: SinkState;

  constructor(
    wires: {
      readonly type: T & Type;
      readonly payload: unknown;
      readonly valid: Bool;
      readonly ready: Bool;
      readonly last?: Bool | undefined;
    },
    own: SinkState,
  ) {
    this.type = wires.type;
    this.payload = wires.payload as SignalOf<T>;
    this.valid = wires.valid;
    this.ready = wires.ready;
    this.last = wires.last;
    this[sinkState] = own;
  }

  /** 1 in cycles in which an element is transferred. */
  get fire(): Bool {
    return named(`${this[sinkState].name().replace('.', '_')}_fire`, this.valid.and(this.ready), 'hint');
  }
}

/** Notes what feeds a sink; a second stream is an error. */
export function feed(sink: Sink, stream: Stream): void {
  const own = sink[sinkState];
  if (own.fed)
    report('HW021', `two streams go into ${own.name()}`, 'join them first, or give the second a sink of its own', [
      { loc: captureLoc(), note: 'the second goes in here' },
      { loc: own.fed.loc, note: 'the first' },
    ]);
  own.fed = { stream, loc: captureLoc() };
  own.onFed?.(stream);
}
