import { check } from '../check/check.js';
import { inDomain } from '../clock/use.js';
import { when } from '../control/when.js';
import { fromHere, fromUser } from '../error/capture.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import { signalFrom, type TypeFrom } from '../signal/signal-from.js';
import { indexType } from '../signal/vec.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import { bool } from '../type/make.js';
import type { SignalOf } from '../type/type.js';
import { type FifoOptions, queue } from './fifo.js';
import { accept, derive } from './make.js';
import { regValid } from './register.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** A sequence that cannot be held back: `payload` counts in every cycle in which `valid` is 1. */
export interface Flow<P> {
  readonly payload: P;
  readonly valid: Bool;
  /** The mark of a packet's end, where the stream has marks. */
  readonly last?: Bool;
}

export interface CreditOptions extends FifoOptions {
  /** Cycles that the path takes, when that is known: then joins can be balanced. */
  readonly latency?: number;
  /** The way of a returned credit to the counter, where that takes time: `pulse => delay(pulse, 3)`. */
  readonly back?: (pulse: Bool) => Bool;
}

/** A path that cannot be stalled, between a counter of credits and a fifo of as many elements. See `Stream.credit`. */
export function credit<T, R>(
  source: Stream<T>,
  depth: number,
  path: (flow: Flow<SignalOf<T>>) => Flow<R>,
  options: CreditOptions,
): Stream<TypeFrom<R>> {
  if (!Number.isInteger(depth) || depth < 1)
    fail('HW002', `credit: ${depth} elements on their way`, 'a whole number of at least 1: .credit(8, flow => ...)');
  return fromHere(() => inDomain(source[state].domain, () => flowing(source as Stream, depth, path as never, options)));
}

function flowing(
  source: Stream,
  depth: number,
  path: (flow: Flow<unknown>) => Flow<unknown>,
  { latency, back = pulse => pulse, style }: CreditOptions,
): Stream {
  const { name } = source[state].info;
  const surplus = `credit: the path of ${name} gives more elements than it takes`;
  const returned = wire(bool);
  const step = { latency, readyPath: 'registered', validPath: 'combinational' } as const;
  const flow = derive(source, 'flow', step, () => {
    const credits = reg(indexType(depth + 1), { init: depth });
    const sent = source.valid.and(credits.ne(0));
    accept(source, credits.ne(0));
    when(sent.and(returned.not()), () => credits.set(credits.subWrap(1)));
    when(returned.and(sent.not()), () => {
      check.assert(credits.ne(depth), surplus);
      credits.set(credits.addWrap(1));
    });
    const { payload, last } = source;
    const result = fromUser(() => path({ payload, valid: sent, ...(last && { last }) }));
    if (last && !result.last)
      fail(
        'HW034',
        `credit: ${name} marks the ends of packets, and its path gives no marks`,
        'return them beside the payload: { payload, valid, last: delay(flow.last!, 3) }',
      );
    const { type, signal } = signalFrom(result.payload);
    return { type, payload: signal, valid: result.valid, last: last && result.last, parts: { credits } };
  });
  // The fifo has room for every credit that is out, so nothing on the path ever finds it full.
  when(flow.valid, () => check.assert(flow.ready, surplus));
  const held = depth === 1 ? regValid(flow) : queue(flow, { op: 'credit', depth, ...(style && { style }) });
  returned.set(fromUser(() => back(held.fire)));
  return held;
}
