import {
  type Bool,
  bool,
  type Mem,
  reg,
  type Sink,
  type Stream,
  streamWire,
  type Type,
  type UInt,
  when,
} from '../../dsl/index.js';
import { drive } from './drive.js';

/** The words of a memory at the addresses of a stream, a cycle later; `last` goes along. `ready` is combinational. */
export function reads<T extends Type>(memory: Mem<T>, places: Stream, address: UInt, last?: Bool): Stream<T> {
  const { sink, stream } = streamWire(memory.type, { last: last !== undefined });
  const full = reg(bool, { init: false });
  const free = full.not().or(sink.ready);
  places.ready.set(free);
  drive(sink as Sink, memory.readSync(address, { enable: places.valid.and(free) }));
  sink.valid.set(full);
  when(free, () => full.set(places.valid));
  if (last) {
    const ends = reg(bool);
    when(places.fire, () => ends.set(last));
    sink.last!.set(ends);
  }
  return stream;
}
