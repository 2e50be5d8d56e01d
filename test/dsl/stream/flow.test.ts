import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  arbiter,
  type Circuit,
  delay,
  type Stream,
  streamIn,
  streamOut,
  type Tagged,
  type UIntType,
  u8,
  uint,
} from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { packets, pourPackets } from './packets.js';
import { bytes, flow, gives, pour, streamOf, weathers } from './rig.js';

const test = suite('credit and reorder');

const marked = { last: true };

/** Three times the element, through `cycles` registers that never stop. */
const pipeline = (depth: number, cycles: number, back: number, style?: 'block') =>
  flow({ s: streamIn(u8), m: streamOut(uint(10)) }, io => {
    const path = {
      latency: cycles,
      back: (pulse: typeof io.s.valid) => delay(pulse, back, { init: false }),
      ...(style && { style }),
    };
    io.s
      .credit(
        depth,
        ({ payload, valid }) => ({
          payload: delay(payload.mul(3).trunc(10), cycles),
          valid: delay(valid, cycles, { init: false }),
        }),
        path,
      )
      .into(io.m);
  });

test('credit: nothing is lost on a path that cannot stop', () => {
  const circuits = [
    pipeline(1, 0, 0),
    pipeline(1, 2, 1),
    pipeline(3, 4, 2),
    pipeline(8, 5, 0),
    pipeline(4, 1, 0, 'block'),
  ];
  fc.assert(
    fc.property(fc.nat(circuits.length - 1), fc.array(fc.nat(255), { maxLength: 40 }), weathers, (i, data, weather) => {
      gives(circuits[i]!, { s: data }, { m: data.map(x => 3 * x) }, weather);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test('credit: full speed as soon as the credits cover the way there and back', () => {
  const cycles = (circuit: Circuit) => pour(circuit, { s: bytes(100) }, { m: 100 }).cycles;
  for (const [way, back] of [
    [0, 0],
    [5, 0],
    [3, 2],
  ] as const) {
    const enough = pipeline(way + back + 2, way, back);
    assert.is(streamOf(enough, 'm').latency, way + 1);
    assert.is(cycles(enough), 100 + way + 1);
    assert.ok(cycles(pipeline(way + back + 1, way, back)) > 100 + way + 1);
    assert.is(cycles(pipeline(way + back + 3, way, back, 'block')), 100 + way + 2);
  }
});

test('credit: packets, and a path that drops their marks', () => {
  const circuit = flow({ s: streamIn(u8, marked), m: streamOut(u8, marked) }, io => {
    io.s
      .credit(4, ({ payload, valid, last }) => ({
        payload: delay(payload, 2),
        valid: delay(valid, 2, { init: false }),
        last: delay(last!, 2),
      }))
      .into(io.m);
  });
  fc.assert(
    fc.property(packets(), weathers, (s, weather) => {
      assert.equal(pourPackets(circuit, { s }, { m: s.flat().length }, weather).data.m, s);
    }),
    { numRuns: 15, seed: 2 },
  );
  const dropping = () =>
    flow({ s: streamIn(u8, marked), m: streamOut(u8, marked) }, io =>
      io.s.credit(4, ({ payload, valid }) => ({ payload, valid })).into(io.m),
    );
  assert.match(errorsOf(dropping)[0]!, /^HW034 credit: s marks the ends of packets, and its path gives no marks/);
});

test('credit: a path that makes up elements is found in simulation', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
    io.s.credit(2, ({ payload, valid }) => ({ payload, valid: valid.or(delay(valid, 1, { init: false })) })).into(io.m);
  });
  assert.throws(() => pour(circuit, { s: bytes(9) }, { m: 10 }), /the path of s gives more elements than it takes/);
});

test('credit: a join knows the latency of the path', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(uint(9)) }, io => {
    const [direct, far] = io.s.fork();
    const path = { latency: 6 };
    const back = far.credit(
      8,
      ({ payload, valid }) => ({ payload: delay(payload, 6), valid: delay(valid, 6, { init: false }) }),
      path,
    );
    direct.zip(back, (x, y) => x.add(y)).into(io.m);
  });
  assert.is(pour(circuit, { s: bytes(50) }, { m: 50 }).cycles, 50 + 7);
});

/** Odd elements take a long way, even ones a short: results overtake each other. */
const overtaking = (tagged: Stream<Tagged<UIntType<8>>>): Stream<Tagged<UIntType<8>>> => {
  const [short, long] = tagged.route(2, ({ payload }) => payload.bit(0));
  return arbiter([short!, long!.map(x => x, { stages: 4 }).fifo(5)]);
};

const reordering = (depth: number, last = false) =>
  flow({ s: streamIn(u8, { last }), m: streamOut(u8, { last }) }, io => {
    io.s.reorder(depth, tagged => (last ? overtaking(tagged) : overtaking(tagged))).into(io.m);
  });

test('reorder: results in the order of the elements', () => {
  const circuits = [2, 3, 4, 7, 8].map(depth => reordering(depth));
  fc.assert(
    fc.property(fc.nat(circuits.length - 1), fc.array(fc.nat(255), { maxLength: 40 }), weathers, (i, data, weather) => {
      gives(circuits[i]!, { s: data }, { m: data }, weather);
    }),
    { numRuns: 30, seed: 3 },
  );
});

test('reorder: marks stay with their elements', () => {
  const circuit = reordering(6, true);
  fc.assert(
    fc.property(packets(), weathers, (s, weather) => {
      assert.equal(pourPackets(circuit, { s }, { m: s.flat().length }, weather).data.m, s);
    }),
    { numRuns: 15, seed: 4 },
  );
});

test('reorder: one element per cycle when there are enough tags', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
    io.s.reorder(8, tagged => tagged.map(x => x, { stages: 3 })).into(io.m);
  });
  assert.is(pour(circuit, { s: bytes(60) }, { m: 60 }).cycles, 60 + 4);
});

test('reorder: a tag that nobody waits for is found in simulation', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
    io.s.reorder(4, tagged => tagged.map(x => ({ tag: x.tag.addWrap(1), payload: x.payload }))).into(io.m);
  });
  assert.throws(() => pour(circuit, { s: [1, 2] }, { m: 2 }), /gives a tag that is not waited for/);
});

test('HW012: results carry their tags', () => {
  const build = () =>
    flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
      io.s.reorder(4, tagged => tagged.map(x => x.payload) as never).into(io.m as never);
    });
  assert.match(errorsOf(build)[0]!, /^HW012 reorder: its path gives UInt<8>/);
});

test.run();
