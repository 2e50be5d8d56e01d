import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bundle,
  type Stream,
  sint,
  streamIn,
  streamOut,
  type UIntType,
  u8,
  type VecType,
  vec,
} from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { pourPackets } from './packets.js';
import { bytes, flow, gives, isFullSpeed, pour, streamOf, weathers } from './rig.js';

const test = suite('upsample and transpose');

type Bytes = Stream<UIntType<8>>;
const marked = { last: true };
const size = (max: number) => fc.integer({ min: 1, max });
const plain = (make: (s: Bytes) => Bytes) => flow({ s: streamIn(u8), m: streamOut(u8) }, io => make(io.s).into(io.m));
const through = (make: (s: Bytes) => Bytes) =>
  flow({ s: streamIn(u8, marked), m: streamOut(u8, marked) }, io => make(io.s).into(io.m));
const cut = <T>(items: readonly T[], count: number): T[][] =>
  Array.from({ length: items.length / count }, (_, i) => items.slice(i * count, (i + 1) * count));

/** A block by columns. */
const columns = (block: readonly number[], cols: number): number[] =>
  Array.from({ length: cols }, (_, col) => block.filter((_, i) => i % cols === col)).flat();

test('transpose: blocks by columns, random stalls', () => {
  fc.assert(
    fc.property(size(6), size(6), size(4), weathers, (rows, cols, count, weather) => {
      const data = bytes(rows * cols * count);
      const expected = cut(data, rows * cols).flatMap(block => columns(block, cols));
      gives(
        plain(s => s.transpose(rows, cols)),
        { s: data },
        { m: expected },
        weather,
      );
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('transpose: an element per cycle over blocks in a row, after the stated latency', () => {
  fc.assert(
    fc.property(size(6), size(6), (rows, cols) => {
      const data = bytes(rows * cols * 5);
      isFullSpeed(
        plain(s => s.transpose(rows, cols)),
        { s: data },
        'm',
        data.length,
      );
    }),
    { numRuns: 25, seed: 2 },
  );
});

test('transpose: the end of a packet stays at the end of its last block', () => {
  const circuit = through(s => s.transpose(2, 3));
  fc.assert(
    fc.property(fc.array(size(3), { maxLength: 5 }), weathers, (blocks, weather) => {
      const packets = blocks.map((count, i) => bytes(6 * count, i));
      const { data } = pourPackets(circuit, { s: packets }, { m: packets.flat().length }, weather);
      assert.equal(
        data.m,
        packets.map(packet => cut(packet, 6).flatMap(block => columns(block, 3))),
      );
    }),
    { numRuns: 25, seed: 3 },
  );
  assert.throws(() => pourPackets(circuit, { s: [[1, 2, 3, 4]] }, { m: 6 }), /packet of s ends within 2 x 3/);
});

test('transpose: any payload, and the balance of a join', () => {
  const type = bundle({ a: u8, b: vec(sint(3), 2) });
  const item = (i: number) => ({ a: i, b: [-(i & 3), i & 3] });
  const circuit = flow({ s: streamIn(type), m: streamOut(type) }, io => io.s.transpose(2, 2).into(io.m));
  const { data } = pour(circuit, { s: [0, 1, 2, 3].map(item) }, { m: 4 });
  assert.equal(
    data.m!.map(x => (x as { a: number }).a),
    [0, 2, 1, 3],
  );

  const sums = flow({ s: streamIn(u8), m: streamOut(u8) }, io => {
    const [a, b] = io.s.fork();
    a.transpose(3, 4)
      .zip(b, (x, y) => x.xor(y))
      .into(io.m);
  });
  const block = bytes(48);
  const turned = cut(block, 12).flatMap(part => columns(part, 4));
  gives(sums, { s: block }, { m: block.map((x, i) => x ^ turned[i]!) }, { source: 0.5, sink: 0.5, seed: 2 });
  isFullSpeed(sums, { s: block }, 'm', 48);
});

/** A picture with every pixel and every line several times. */
const larger = (picture: readonly number[], width: number, rows: number, cols: number): number[] =>
  cut(picture, width).flatMap(line =>
    Array.from({ length: rows }, () => line.flatMap(pixel => Array.from({ length: cols }, () => pixel))).flat(),
  );

const upsampled = (rows: number, cols: number, width: number, pixels: number | undefined) =>
  pixels === undefined
    ? plain(s => s.upsample({ rows, cols, width }))
    : flow({ s: streamIn(vec(u8, pixels)), m: streamOut(vec(u8, pixels)) }, io =>
        (io.s as Stream<VecType<UIntType<8>>>).upsample({ rows, cols, width, pixels }).into(io.m),
      );

const enlargements = fc.record({
  rows: size(4),
  cols: size(4),
  words: size(5),
  lanes: fc.constantFrom(undefined, undefined, 1, 2, 3),
  lines: size(4),
});

test('upsample: every pixel and every line several times, random stalls', () => {
  fc.assert(
    fc.property(enlargements, weathers, ({ rows, cols, words, lanes, lines }, weather) => {
      const width = words * (lanes ?? 1);
      const picture = bytes(width * lines);
      const expected = larger(picture, width, rows, cols);
      const [s, m] = lanes === undefined ? [picture, expected] : [cut(picture, lanes), cut(expected, lanes)];
      gives(upsampled(rows, cols, width, lanes), { s }, { m }, weather);
    }),
    { numRuns: 60, seed: 4 },
  );
});

test('upsample: an element leaves in every cycle', () => {
  fc.assert(
    fc.property(enlargements, ({ rows, cols, words, lanes, lines }) => {
      const circuit = upsampled(rows, cols, words * (lanes ?? 1), lanes);
      const picture = bytes(words * (lanes ?? 1) * lines);
      const count = words * lines * rows * cols;
      const { cycles } = pour(circuit, { s: lanes === undefined ? picture : cut(picture, lanes) }, { m: count });
      assert.is(cycles, 1 + count);
      assert.is(streamOf(circuit, 'm').interval, 1);
    }),
    { numRuns: 25, seed: 5 },
  );
});

test('upsample: the mark of a line comes with its last copy', () => {
  for (const [rows, cols] of [
    [2, 3],
    [1, 2],
    [3, 1],
  ] as const) {
    const circuit = through(s => s.upsample({ rows, cols, width: 4 }));
    const packets = [bytes(8), bytes(4, 3), bytes(12, 5)];
    const { data } = pourPackets(circuit, { s: packets }, { m: 24 * rows * cols }, { source: 0.3, sink: 0.3, seed: 8 });
    assert.equal(
      data.m,
      packets.map(packet => larger(packet, 4, rows, cols)),
    );
    assert.throws(() => pourPackets(circuit, { s: [[1, 2, 3]] }, { m: 6 * cols }), /packet of s ends within a line/);
  }
});

test('HW032: sizes that do not go together', () => {
  const first = (make: (s: Bytes) => Bytes) => errorsOf(() => plain(make))[0] ?? '';
  assert.match(
    first(s => s.transpose(0, 4)),
    /^HW032 transpose: rows is 0, not a whole number of at least 1/,
  );
  assert.match(
    first(s => s.upsample({ rows: 2, cols: 1.5, width: 4 })),
    /^HW032 upsample: cols is 1.5/,
  );
  assert.match(
    first(s => s.upsample({ rows: 2, cols: 2, width: 4, pixels: 2 })),
    /^HW032 upsample: s carries .*, not vectors of 2 pixels/,
  );
  assert.match(
    first(s => s.upsample({ rows: 2, cols: 2, width: 5, pixels: 2 })),
    /^HW032 upsample: width is 5, not a multiple of the 2 pixels per cycle/,
  );
});

test.run();
