import { type Bool, mux, type Sink, type Stream, streamWire, type Type } from '../../dsl/index.js';

/** One of several ways, and when it is the one. */
interface Way<S> {
  readonly chosen: Bool;
  readonly way: S;
}

/** The elements of a stream into the one way that is chosen; ways only change where no element is left. Combinational. */
export function spread<T extends Type>(from: Stream<T>, ways: readonly Way<Sink<T>>[]): void {
  for (const { chosen, way } of ways) {
    (way as Sink).payload.set(from.payload);
    way.valid.set(from.valid.and(chosen));
  }
  from.ready.set(ways.map(({ chosen, way }) => chosen.and(way.ready)).reduce((a, b) => a.or(b)));
}

/** The elements of the one way that is chosen. Combinational. */
export function merged<T extends Type>(type: T, ways: readonly Way<Stream<T>>[]): Stream<T> {
  const { sink, stream } = streamWire(type);
  const [first, ...others] = ways as readonly [Way<Stream>, ...Way<Stream>[]];
  (sink as Sink).payload.set(
    others.reduce((rest, { chosen, way }) => mux(chosen, way.payload, rest), first.way.payload),
  );
  sink.valid.set(ways.map(({ chosen, way }) => chosen.and(way.valid)).reduce((a, b) => a.or(b)));
  for (const { chosen, way } of ways) way.ready.set(chosen.and(sink.ready));
  return stream as Stream as Stream<T>;
}
