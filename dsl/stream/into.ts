import { fail } from '../scope/report.js';
import { show } from '../type/show.js';
import type { Type } from '../type/type.js';
import { accept } from './make.js';
import { feed, type Sink, sinkState } from './sink.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';

/** Connects a stream to a sink of the same type. Both mark the ends of packets, or neither does. */
export function into(stream: Stream, sink: Sink): void {
  const name = stream[state].info.name;
  const end = sink[sinkState].name();
  take(stream, `into ${end}`);
  feed(sink, stream);
  const there = sink[sinkState].info?.domain;
  const { domain } = stream[state];
  if (there !== undefined && there !== stream[state].info.domain)
    fail(
      'HW035',
      `${name} follows clock ${domain.clock}, and ${end} belongs to domain ${there}`,
      `${name}.cross(${there}, 16)`,
    );
  if (stream.last && !sink.last)
    fail('HW012', `${name} marks the ends of packets, and ${end} cannot`, `${name}.withoutLast(), or { last: true }`);
  if (!stream.last && sink.last)
    fail(
      'HW012',
      `${end} wants the ends of packets marked, and ${name} has no marks`,
      `${name}.lastEvery(n), with the ${show(stream.type as Type)}s of a packet counted`,
    );
  (sink.payload as { set(value: unknown): void }).set(stream.payload);
  sink.valid.set(stream.valid);
  if (sink.last && stream.last) sink.last.set(stream.last);
  accept(stream, sink.ready);
}
