import {
  type LiteralOf,
  reg,
  type SignalOf,
  type Sink,
  type Source,
  type Stream,
  streamWire,
  type Type,
  when,
} from '../../dsl/index.js';

/**
 * One result for each packet, made of its elements one after the other: sums, maxima. `init` is what every packet begins
 * with. The result is offered a cycle after the last element; `valid` and `ready` are registered.
 */
export function foldPackets<T extends Type, R extends Type>(
  elements: Stream<T>,
  type: R,
  init: LiteralOf<R>,
  next: (sofar: SignalOf<R>, element: SignalOf<T>) => Source<R>,
): Stream<R> {
  const { sink, stream } = streamWire(type);
  const sofar = reg(type, { init }) as SignalOf<R> & { set(value: unknown): void };
  const last = elements.last!;
  const result = next(sofar, elements.payload);
  (sink as Sink).payload.set(result);
  sink.valid.set(elements.valid.and(last));
  elements.ready.set(last.not().or(sink.ready));
  when(elements.fire, () => {
    sofar.set(result);
    when(last, () => sofar.set(init));
  });
  return (stream as Stream as Stream<R>).skid();
}

/** The elements of each packet, each beside the packet's own element of `others`. Combinational both ways. */
export function besideEach<T extends Type, S extends Type, R extends Type>(
  elements: Stream<T>,
  others: Stream<S>,
  type: R,
  both: (element: SignalOf<T>, other: SignalOf<S>) => Source<R>,
): Stream<R> {
  const { sink, stream } = streamWire(type, { last: true });
  const last = elements.last!;
  (sink as Sink).payload.set(both(elements.payload, others.payload));
  sink.last!.set(last);
  sink.valid.set(elements.valid.and(others.valid));
  elements.ready.set(sink.ready.and(others.valid));
  others.ready.set(sink.ready.and(elements.valid, last));
  return stream as Stream as Stream<R>;
}
