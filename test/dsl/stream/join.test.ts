import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  designOf,
  module,
  type Stream,
  streamIn,
  streamOut,
  streamWire,
  type UIntType,
  u8,
  uint,
  zip,
} from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { bytes, flow, gives, isFullSpeed, streamOf, weathers } from './rig.js';

const test = suite('fork and zip');

type Bytes = Stream<UIntType<8>>;
const ports = { s: streamIn(u8), m: streamOut(uint(9)) };
const doubled = (data: readonly number[]) => data.map(x => 2 * x);

test('branches of a fork go on by themselves', () => {
  const circuit = flow({ s: streamIn(u8), a: streamOut(u8), b: streamOut(u8), c: streamOut(u8) }, io => {
    const [a, b, c] = io.s.fork(3);
    a!.into(io.a);
    b!.fifo(4).into(io.b);
    c!.map(x => x, { stages: 2 }).into(io.c);
  });
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 30 }), weathers, (data, weather) => {
      gives(circuit, { s: data }, { a: data, b: data, c: data }, weather);
    }),
    { numRuns: 20 },
  );
});

test('streams that have nothing in common are joined element by element', () => {
  const circuit = flow({ a: streamIn(u8), b: streamIn(u8), m: streamOut(uint(9)) }, io => {
    zip({ a: io.a.fifo(4), b: io.b })
      .map(({ a, b }) => a.add(b))
      .into(io.m);
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 30 }), weathers, (data, weather) => {
      gives(
        circuit,
        { a: data.map(([a]) => a), b: data.map(([, b]) => b) },
        { m: data.map(([a, b]) => a + b) },
        weather,
      );
    }),
    { numRuns: 20 },
  );
});

/** Ways that a branch may take, each of a latency that is known. */
const ways: fc.Arbitrary<readonly ((s: Bytes) => Bytes)[]> = fc.array(
  fc.constantFrom<(s: Bytes) => Bytes>(
    s => s.map(x => x, { stages: 1 }),
    s => s.map(x => x, { stages: 5 }),
    s => s.skid(),
    s => s.regReady(),
    s => s.fifo(2),
    s => s.fifo(9),
    s => s.fifo(12, { style: 'block' }),
    s => s.window({ rows: 3, cols: 3, width: 5, height: 4, pad: 'zero' }).map(w => w.at(1).at(1)),
  ),
  { maxLength: 3 },
);
const along = (s: Bytes, way: readonly ((s: Bytes) => Bytes)[]): Bytes => way.reduce((at, step) => step(at), s);

test('branches of any static latency are balanced: full speed, and nothing locks up', () => {
  fc.assert(
    fc.property(ways, ways, ways, weathers, (first, second, behind, weather) => {
      const circuit = flow(ports, io => {
        const [a, b] = io.s.fork(2);
        const joined = along(a!, first).zip(along(b!, second), (x, y) => x.add(y));
        along(
          joined.map(x => x.trunc(8)),
          behind,
        )
          .map(x => x.extend(9))
          .into(io.m);
      });
      const data = bytes(40);
      const expected = data.map(x => (2 * x) & 255);
      gives(circuit, { s: data }, { m: expected }, weather);
      isFullSpeed(circuit, { s: data }, 'm', 40);
    }),
    { numRuns: 40 },
  );
});

test('forks within forks are balanced too', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(uint(10)) }, io => {
    const [a, rest] = io.s.fork(2);
    const [b, c] = rest!.map(x => x, { stages: 2 }).fork(2);
    const bc = b!.map(x => x, { stages: 7 }).zip(c!, (x, y) => x.add(y));
    a!.zip(bc, (x, y) => y.add(x)).into(io.m);
  });
  gives(circuit, { s: bytes(30) }, { m: bytes(30).map(x => 3 * x) }, { source: 0.5, sink: 0.5, seed: 5 });
  isFullSpeed(circuit, { s: bytes(30) }, 'm', 30);
});

test('the latency of an instance counts', () => {
  const slow = module(
    'slow',
    () => ({ s: streamIn(u8), m: streamOut(u8) }),
    io => {
      io.s.map(x => x, { stages: 6 }).into(io.m);
    },
  );
  const circuit = flow(ports, io => {
    const [a, b] = io.s.fork(2);
    const first = slow();
    const second = slow();
    a!.into(first.s);
    first.m.into(second.s);
    second.m.zip(b!, (x, y) => x.add(y)).into(io.m);
  });
  assert.is(streamOf(circuit, 'm').latency, 12);
  gives(circuit, { s: bytes(40) }, { m: doubled(bytes(40)) }, { source: 0.5, sink: 0.5, seed: 2 });
  isFullSpeed(circuit, { s: bytes(40) }, 'm', 40);
});

/** A branch about whose latency nothing is known. */
function byHand(source: Bytes): Bytes {
  const { sink, stream } = streamWire(u8);
  sink.payload.set(source.payload);
  sink.valid.set(source.valid);
  source.ready.set(sink.ready);
  return stream;
}

test('HW031: a branch whose latency is not known needs a fifo beside it', () => {
  const build = (beside: (s: Bytes) => Bytes) => () =>
    flow(ports, io => {
      const [a, b] = io.s.fork(2);
      byHandAfter(a!)
        .zip(beside(b!), (x, y) => x.add(y))
        .into(io.m);
    });
  const byHandAfter = (s: Bytes) => s.filter(() => true);
  const [error] = errorsOf(build(s => s));
  assert.match(error!, /^HW031 (s_fork_0|a)_filter and (s_fork_1|b) come from one stream.*(s_fork_1|b)\.fifo\(64\)/);
  gives(build(s => s.fifo(4))(), { s: bytes(20) }, { m: doubled(bytes(20)) }, { source: 0.5, sink: 0.5, seed: 2 });
});

test('logic by hand has a sink and a stream', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io => byHand(io.s).skid().into(io.m));
  gives(circuit, { s: bytes(20) }, { m: bytes(20) }, { source: 0.5, sink: 0.5, seed: 2 });
});

test('HW033: a stream has one consumer', () => {
  const twice = (use: (s: Bytes) => void) =>
    errorsOf(() =>
      flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
        io.s.skid().into(io.m);
        use(io.s);
      }),
    );
  assert.match(twice(s => s.fifo(3))[0]!, /^HW033 s has two consumers: skid and fifo \| .*s\.fork\(2\)/);
  assert.match(twice(s => s.ready.set(true))[0]!, /^HW033 s has two consumers: skid and a body that sets its ready/);
});

test('HW021: a sink takes one stream', () => {
  const errors = errorsOf(() =>
    flow({ a: streamIn(u8), b: streamIn(u8), m: streamOut(u8) }, io => {
      io.a.into(io.m);
      io.b.into(io.m);
    }),
  );
  assert.match(errors[0]!, /^HW021 two streams go into m/);
});

test('HW012: marks of packets are neither lost nor made up', () => {
  const connect = (from: boolean, to: boolean) =>
    errorsOf(() => flow({ s: streamIn(u8, { last: from }), m: streamOut(u8, { last: to }) }, io => io.s.into(io.m)));
  assert.match(connect(true, false)[0]!, /^HW012 s marks the ends of packets, and m cannot/);
  assert.match(connect(false, true)[0]!, /^HW012 m wants the ends of packets marked/);
});

test('a stream that nobody consumes is an error', () => {
  const errors = errorsOf(() =>
    flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
      const [a] = io.s.fork(2);
      a!.into(io.m);
    }),
  );
  assert.match(errors.join('\n'), /HW020/);
});

test('every stream within has its entry, named after what it comes from', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io =>
    io.s
      .map(x => x, { stages: 1 })
      .skid()
      .into(io.m),
  );
  const { streams } = circuit[designOf].modules[0]!;
  assert.equal(
    streams.map(({ name, dir, latency }) => [name, dir, latency]),
    [
      ['s', 'in', undefined],
      ['m', 'out', 2],
      ['s_map', 'inner', 1],
      ['s_skid', 'inner', 2],
    ],
  );
});

test.run();
