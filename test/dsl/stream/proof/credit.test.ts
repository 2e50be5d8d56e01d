import { suite } from 'uvu';
import { check, type Flow, streamWire, UInt, uint, when } from '../../../../dsl/index.js';
import { currentScope } from '../../../../dsl/scope/current.js';
import { partsOf } from './board.js';
import { between, type Element, proves } from './rig.js';
import { read, ring } from './ring.js';

const test = suite('proofs: credit');

const DEPTH = 2;

/** A path of any latency, which may change at any time: a queue that lets an element go whenever a free input says so. */
function anyPath({ payload, valid, last }: Flow<Element['payload']>, free: Element['valid']) {
  const { sink, stream } = streamWire(uint(2), { last: true });
  sink.payload.set(payload);
  sink.valid.set(valid);
  sink.last!.set(last!);
  const queue = stream.fifo(DEPTH);
  queue.ready.set(free);
  when(valid, () => check.assert(sink.ready, 'no more is under way than there are credits'));
  return { queue, flow: { payload: queue.payload, valid: queue.valid.and(free), last: queue.last! } };
}

/** The register that was made last. */
function newest(): UInt {
  const scope = currentScope()!;
  return new UInt({ scope, id: scope.registers.at(-1)!.node });
}

const build = () => {
  let credits: UInt;
  let path: ReturnType<typeof anyPath>;
  const make = (s: Element, free: Element['valid']): Element =>
    s.credit(DEPTH, flow => {
      credits = newest();
      path = anyPath(flow, free);
      return path.flow;
    });
  return between(make, DEPTH, ({ inside, tracking, ahead, data }, out, s) => {
    const flying = partsOf(path.queue);
    const held = partsOf(out);
    check.assert(inside.eq(flying.count.add(held.count)), 'elements are under way, or in the fifo');
    check.assert(credits.add(inside as never).eq(DEPTH), 'a credit is there for each place that is free');
    for (const { head, tail, count } of [flying, held])
      check.assert(tail.eq(ring(head, count, DEPTH)), 'a tail is as far ahead as there are elements');
    when(tracking.and(ahead.lt(held.count)), () =>
      check.assert(read(held.words, ring(held.head, ahead, DEPTH)).eq(data), 'an element lies in the fifo'),
    );
    when(tracking.and(ahead.ge(held.count)), () => {
      const place = ring(flying.head, ahead.subWrap(held.count) as UInt, DEPTH);
      check.assert(read(flying.words, place).eq(data), 'or it is under way');
    });
    check.assert(s.ready.eq(inside.lt(DEPTH)), 'it takes one whenever a place is free');
    check.assert(out.valid.eq(held.count.ne(0)), 'it offers whatever has arrived');
  });
};

proves(test, 'credit over a path of any latency', build);

test.run();
