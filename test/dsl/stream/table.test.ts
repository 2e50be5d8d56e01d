import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { verilog } from '../../../backend-verilog/index.js';
import { bundle, i8, type Stream, sint, streamIn, streamOut, type UIntType, u8, uint } from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { packets, pourPackets } from './packets.js';
import { flow, gives, isFullSpeed, weathers } from './rig.js';

const test = suite('table');

const latencies = [1, 2] as const;

test('every index gives its constant, and those beyond give 0', () => {
  const cases = fc.record({
    values: fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 1, maxLength: 200 }),
    indices: fc.array(fc.nat(255), { minLength: 1, maxLength: 60 }),
    latency: fc.constantFrom(...latencies),
    weather: weathers,
  });
  fc.assert(
    fc.property(cases, ({ values, indices, latency, weather }) => {
      const circuit = flow({ s: streamIn(u8), m: streamOut(i8) }, io => io.s.table(i8, values, { latency }).into(io.m));
      gives(circuit, { s: indices }, { m: indices.map(i => values[i] ?? 0) }, weather);
    }),
    { numRuns: 30, seed: 1 },
  );
});

test('constants of any type, and marks of packets', () => {
  const point = bundle({ x: sint(5), y: uint(3) });
  const points = [
    { x: -16, y: 7 },
    { x: 15, y: 0 },
    { x: 0, y: 3 },
  ];
  for (const latency of latencies) {
    const circuit = flow({ s: streamIn(uint(2)), m: streamOut(point) }, io =>
      io.s.table(point, points, { latency, style: 'distributed' }).into(io.m),
    );
    gives(circuit, { s: [2, 0, 1, 1] }, { m: [2, 0, 1, 1].map(i => points[i]) });
    const marked = flow({ s: streamIn(u8, { last: true }), m: streamOut(u8, { last: true }) }, io =>
      io.s.table(u8, [...Array(256).keys()].reverse(), { latency }).into(io.m),
    );
    fc.assert(
      fc.property(packets(), weathers, (list, weather) => {
        const { data } = pourPackets(marked, { s: list }, { m: list.flat().length }, weather);
        assert.equal(
          data.m,
          list.map(packet => packet.map(i => 255 - i)),
        );
      }),
      { numRuns: 15, seed: 2 },
    );
  }
});

test('an index with more bits than a memory', () => {
  const wide = flow({ s: streamIn(uint(20)), m: streamOut(u8) }, io => io.s.table(u8, [5, 6, 7]).into(io.m));
  gives(wide, { s: [0, 2, 3, 1 << 19] }, { m: [5, 7, 0, 0] });
});

test('an element in every cycle', () => {
  for (const latency of latencies) {
    const circuit = flow({ s: streamIn(u8), m: streamOut(u8) }, io =>
      io.s.table(u8, [5, 6, 7], { latency }).into(io.m),
    );
    isFullSpeed(circuit, { s: Array(50).fill(2) }, 'm', 50);
  }
});

test('long tables are block RAM', () => {
  const of = (length: number) =>
    verilog(flow({ s: streamIn(u8), m: streamOut(u8) }, io => io.s.table(u8, [...Array(length).keys()]).into(io.m)))
      .files[0]!.text;
  assert.match(of(65), /rom_style = "block"/);
  assert.not.match(of(65), /exists/);
  assert.not.match(of(64), /rom_style/);
});

test('what cannot be an index is an error', () => {
  const error = (from: Parameters<typeof streamIn>[0], length: number, latency = 1) =>
    errorsOf(() =>
      flow({ s: streamIn(from), m: streamOut(u8) }, io =>
        (io.s as never as Stream<UIntType>).table(u8, Array(length).fill(1), { latency: latency as 1 }).into(io.m),
      ),
    )[0]!;
  assert.match(error(i8, 3), /^HW012 table: s carries SInt<8>, not unsigned numbers/);
  assert.match(error(uint(3), 9), /^HW014 an address of 3 bits does not reach word 8/);
  assert.match(error(u8, 9, 3), /^HW002 table: a latency of 3/);
});

test.run();
