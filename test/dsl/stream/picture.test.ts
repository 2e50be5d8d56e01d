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

const test = suite('upsample, transpose and tile');

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

interface Tiling {
  readonly rows: number;
  readonly cols: number;
  readonly halo: { readonly rows: number; readonly cols: number };
  readonly beyond: 'zero' | 'replicate' | 'reflect';
  readonly width: number;
  readonly height: number;
}

/** The tiles of a picture, by the definition. */
function tilesOf(picture: readonly number[], { rows, cols, halo, beyond, width, height }: Tiling): number[][] {
  const source = (at: number, of: number): number | undefined => {
    if (at >= 0 && at < of) return at;
    if (beyond === 'zero') return undefined;
    if (beyond === 'replicate') return at < 0 ? 0 : of - 1;
    return at < 0 ? -at : 2 * of - 2 - at;
  };
  const tiles: number[][] = [];
  for (let top = 0; top < height; top += rows)
    for (let left = 0; left < width; left += cols) {
      const tile: number[] = [];
      for (let y = top - halo.rows; y < top + rows + halo.rows; y++)
        for (let x = left - halo.cols; x < left + cols + halo.cols; x++) {
          const [line, column] = [source(y, height), source(x, width)];
          tile.push(line === undefined || column === undefined ? 0 : picture[line * width + column]!);
        }
      tiles.push(tile);
    }
  return tiles;
}

const tilings: fc.Arbitrary<Tiling> = fc
  .record({
    rows: size(4),
    cols: size(4),
    down: size(4),
    across: size(4),
    halo: fc.tuple(fc.nat(4), fc.nat(4)),
    beyond: fc.constantFrom('zero', 'replicate', 'reflect'),
  })
  .map(({ rows, cols, down, across, halo, beyond }) => {
    const [height, width] = [rows * down, cols * across];
    const most = (of: number, all: number) => (beyond === 'reflect' ? Math.min(of, all - 1) : of) + 1;
    const around = { rows: halo[0] % most(rows, height), cols: halo[1] % most(cols, width) };
    return { rows, cols, width, height, halo: around, beyond };
  });

const frames = (count: number, { width, height }: Tiling): number[][] =>
  Array.from({ length: count }, (_, i) => bytes(width * height, 31 * i + 1).map(x => x || 1));

test('tile: pictures in a row, random stalls', () => {
  fc.assert(
    fc.property(tilings, weathers, (tiling, weather) => {
      const pictures = frames(3, tiling);
      const expected = pictures.flatMap(picture => tilesOf(picture, tiling)).flat();
      gives(
        plain(s => s.tile(tiling)),
        { s: pictures.flat() },
        { m: expected },
        weather,
      );
    }),
    { numRuns: 60, seed: 6 },
  );
});

test('tile: a pixel leaves in every cycle, over pictures in a row', () => {
  fc.assert(
    fc.property(tilings, tiling => {
      const { rows, width, height, halo } = tiling;
      const circuit = plain(s => s.tile(tiling));
      const count = tilesOf(bytes(width * height), tiling).flat().length * 3;
      const { cycles } = pour(circuit, { s: frames(3, tiling).flat() }, { m: count });
      // The first one after the lines that its tile needs, the others without a gap.
      assert.is(cycles, Math.min(rows + halo.rows, height) * width + 1 + count);
      const { latency, interval } = streamOf(circuit, 'm');
      assert.is(interval, 1);
      assert.is(latency, halo.rows + halo.cols === 0 ? rows * width + 1 : undefined);
    }),
    { numRuns: 30, seed: 7 },
  );
});

test('tile: each tile is a packet', () => {
  const tiling = { rows: 2, cols: 3, halo: { rows: 1, cols: 0 }, beyond: 'reflect', width: 6, height: 4 } as const;
  const circuit = through(s => s.tile(tiling));
  const pictures = frames(2, tiling);
  const expected = pictures.flatMap(picture => tilesOf(picture, tiling));
  const { data } = pourPackets(
    circuit,
    { s: pictures },
    { m: expected.flat().length },
    { source: 0.3, sink: 0.3, seed: 2 },
  );
  assert.equal(data.m, expected);
});

test('tile: pixels may be bundles', () => {
  const type = bundle({ a: u8, b: vec(sint(3), 2) });
  const item = (i: number) => ({ a: i, b: [-(i & 3), i & 3] });
  const circuit = flow({ s: streamIn(type), m: streamOut(u8) }, io =>
    io.s
      .tile({ rows: 1, cols: 2, halo: { rows: 0, cols: 1 }, width: 4, height: 1 })
      .map(({ a }) => a)
      .into(io.m),
  );
  assert.equal(pour(circuit, { s: [1, 2, 3, 4].map(item) }, { m: 8 }).data.m, [0, 1, 2, 3, 2, 3, 4, 0]);
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
  const sizes = { rows: 4, cols: 4, width: 8, height: 8 };
  assert.match(
    first(s => s.tile({ ...sizes, width: 10 })),
    /^HW032 tile: width is 10, not a multiple of the 4 columns of a tile/,
  );
  assert.match(
    first(s => s.tile({ ...sizes, rows: 3 })),
    /^HW032 tile: height is 8, not a multiple of the 3 rows of a tile/,
  );
  assert.match(
    first(s => s.tile({ ...sizes, halo: 5 })),
    /^HW032 tile: a halo of 5 rows and 5 columns is larger than a tile of 4 x 4/,
  );
  assert.match(
    first(s => s.tile({ ...sizes, height: 4, halo: 4, beyond: 'reflect' })),
    /^HW032 tile: a halo of 4 rows and 4 columns cannot be mirrored in 4 x 8/,
  );
  assert.match(
    first(s => s.tile({ ...sizes, halo: -1 })),
    /^HW032 tile: halo of rows is -1/,
  );
});

test.run();
