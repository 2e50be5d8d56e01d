import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle, i8, streamIn, streamOut, u8, vec } from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { bytes, flow, gives, isFullSpeed, pour, streamOf, type Weather, weathers } from './rig.js';

const test = suite('window');

type Side = 'top' | 'bottom' | 'left' | 'right';
type Beyond = 'zero' | 'replicate' | 'reflect';
interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly width: number;
  readonly height: number;
  readonly pad: 'none' | Beyond | ({ readonly beyond: Beyond } & Readonly<Record<Side, number>>);
  readonly stride?: { readonly rows: number; readonly cols: number };
  readonly dilation?: { readonly rows: number; readonly cols: number };
  readonly pixels?: number | undefined;
}

const one = { rows: 1, cols: 1 };

/** Pixels that windows reach beyond the picture. */
function sidesOf({ rows, cols, pad, dilation = one }: Shape): Readonly<Record<Side, number>> {
  if (pad === 'none') return { top: 0, bottom: 0, left: 0, right: 0 };
  if (typeof pad === 'object') return pad;
  const [down, across] = [(rows - 1) * dilation.rows, (cols - 1) * dilation.cols];
  return { top: down >> 1, bottom: (down + 1) >> 1, left: across >> 1, right: (across + 1) >> 1 };
}

/** The pixel of `size` that stands at a place beyond. */
function mirrored(place: number, size: number, beyond: Beyond): number | undefined {
  if (place >= 0 && place < size) return place;
  if (beyond === 'zero') return undefined;
  if (beyond === 'replicate') return place < 0 ? 0 : size - 1;
  return place < 0 ? -place : 2 * size - 2 - place;
}

/** The windows of a picture, by the definition. */
function windowsOf(picture: readonly number[], shape: Shape): number[][][] {
  const { rows, cols, width, height, pad, stride = one, dilation = one } = shape;
  const { top, bottom, left, right } = sidesOf(shape);
  const beyond = typeof pad === 'object' ? pad.beyond : pad === 'none' ? 'zero' : pad;
  const at = (y: number, x: number): number => {
    const [row, col] = [mirrored(y, height, beyond), mirrored(x, width, beyond)];
    return row === undefined || col === undefined ? 0 : picture[row * width + col]!;
  };
  const windows: number[][][] = [];
  for (let y = -top; y + (rows - 1) * dilation.rows < height + bottom; y += stride.rows)
    for (let x = -left; x + (cols - 1) * dilation.cols < width + right; x += stride.cols)
      windows.push(
        Array.from({ length: rows }, (_, i) =>
          Array.from({ length: cols }, (_, j) => at(y + i * dilation.rows, x + j * dilation.cols)),
        ),
      );
  return windows;
}

function windowCircuit(shape: Shape) {
  const { rows, cols, pixels, stride = one } = shape;
  const kernel = vec(vec(u8, cols), rows);
  if (pixels === undefined)
    return flow({ s: streamIn(u8), m: streamOut(kernel) }, io =>
      io.s.window({ ...shape, pixels: undefined }).into(io.m),
    );
  const ports = { s: streamIn(vec(u8, pixels)), m: streamOut(vec(kernel, Math.max(1, pixels / stride.cols))) };
  return flow(ports, io => io.s.window({ ...shape, pixels }).into(io.m));
}

/** Elements as the stream carries them. */
const inWords = <T>(items: readonly T[], count: number | undefined): readonly unknown[] =>
  count === undefined
    ? items
    : Array.from({ length: items.length / count }, (_, i) => items.slice(i * count, (i + 1) * count));

/** Windows as they leave. */
const inGroups = <T>(items: readonly T[], { pixels, stride = one }: Shape): readonly unknown[] =>
  inWords(items, pixels && Math.max(1, pixels / stride.cols));

const pictures = (count: number, { width, height }: Shape): number[][] =>
  Array.from({ length: count }, (_, i) => bytes(width * height, 31 * i + 1).map(x => x || 1));

function check(shape: Shape, count: number, weather: Weather): void {
  const frames = pictures(count, shape);
  const expected = frames.flatMap(frame => windowsOf(frame, shape));
  gives(windowCircuit(shape), { s: inWords(frames.flat(), shape.pixels) }, { m: inGroups(expected, shape) }, weather);
}

const size = (max: number) => fc.integer({ min: 1, max });

/**
 * Any window that there is: kernels also larger than the picture, even, spread out; strides that do not divide it; padding on each
 * side by itself; several pixels at a time.
 */
const shapes: fc.Arbitrary<Shape> = fc
  .record({
    kernel: fc.record({ rows: size(5), cols: size(5) }),
    lanes: fc.constantFrom(undefined, undefined, 1, 2, 3, 4),
    words: size(6),
    height: size(6),
    dilation: fc.oneof(fc.constant(one), fc.record({ rows: size(3), cols: size(3) })),
    stride: fc.oneof(fc.constant(one), fc.record({ rows: size(4), cols: size(4) })),
    beyond: fc.constantFrom<Beyond>('zero', 'replicate', 'reflect'),
    pad: fc.constantFrom<'none' | 'same' | 'sides'>('none', 'same', 'same', 'sides'),
    sides: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12)),
  })
  .map(({ kernel, lanes, words, height, dilation, stride, beyond, pad, sides }) => {
    const along = (taps: number, spread: number, [before, after]: readonly [number, number]): [number, number] => {
      const reach = (taps - 1) * spread;
      return [before % (reach + 1), after % (reach + 1 - (before % (reach + 1)))];
    };
    const [top, bottom] = along(kernel.rows, dilation.rows, [sides[0], sides[1]]);
    const [left, right] = along(kernel.cols, dilation.cols, [sides[2], sides[3]]);
    return {
      ...kernel,
      ...{ width: words * (lanes ?? 1), height, dilation, stride, pixels: lanes },
      pad: pad === 'none' ? pad : pad === 'same' ? beyond : { beyond, top, bottom, left, right },
    };
  })
  .filter(exists);

/** What the language says of sizes that make no windows. */
function exists(shape: Shape): boolean {
  const { rows, cols, width, height, pad, stride = one, dilation = one, pixels: lanes = 1 } = shape;
  const { top, bottom, left, right } = sidesOf(shape);
  const beyond = typeof pad === 'object' ? pad.beyond : pad;
  const [down, across] = [(rows - 1) * dilation.rows, (cols - 1) * dilation.cols];
  const windows = Math.floor((width + left + right - across - 1) / stride.cols) + 1;
  return (
    (beyond !== 'reflect' || (Math.max(top, bottom) < height && Math.max(left, right) < width)) &&
    down < height + top + bottom &&
    across < width + left + right &&
    (lanes % stride.cols === 0 || stride.cols % lanes === 0) &&
    windows % Math.max(1, lanes / stride.cols) === 0
  );
}

test('every window on every picture, pictures in a row, random stalls', () => {
  fc.assert(
    fc.property(shapes, weathers, (shape, weather) => check(shape, 3, weather)),
    { numRuns: 100, seed: 1 },
  );
});

test('a window for every pixel: one element per cycle over pictures in a row, after the stated latency', () => {
  const full = shapes.map(shape => ({ ...shape, stride: one })).filter(shape => shape.pad !== 'none' && exists(shape));
  fc.assert(
    fc.property(full, shape => {
      const circuit = windowCircuit(typeof shape.pad === 'object' ? { ...shape, pad: shape.pad.beyond } : shape);
      const data = inWords(pictures(4, shape).flat(), shape.pixels);
      isFullSpeed(circuit, { s: data }, 'm', data.length);
    }),
    { numRuns: 40, seed: 2 },
  );
});

test('the source never waits, whatever the window leaves out', () => {
  fc.assert(
    fc.property(shapes, shape => {
      const pixels = inWords(pictures(4, shape).flat(), shape.pixels);
      const windows = windowsOf(pictures(1, shape)[0]!, shape).length;
      const count = inGroups(Array.from({ length: 4 * windows }), shape).length;
      const words = shape.width / (shape.pixels ?? 1);
      const { cycles } = pour(windowCircuit(shape), { s: pixels }, { m: count });
      // All come without a gap; what is left is at most the way of the last window, as long as of the first.
      const reach =
        (shape.rows - 1) * (shape.dilation?.rows ?? 1) * words + 2 * shape.cols * (shape.dilation?.cols ?? 1);
      assert.ok(cycles <= pixels.length + reach + 6, `${cycles} cycles for ${pixels.length} elements`);
    }),
    { numRuns: 40, seed: 3 },
  );
});

test('the last windows of a picture come when the next one has only begun', () => {
  fc.assert(
    fc.property(shapes, fc.nat(12), weathers, (shape, more, weather) => {
      const [first, second] = pictures(2, shape);
      const expected = inGroups(windowsOf(first!, shape), shape);
      // The next picture stops before its first window has all of its pixels.
      const { top, left } = sidesOf(shape);
      const { rows, cols, width, height, pad, dilation = one, pixels: lanes = 1 } = shape;
      const beyond = typeof pad === 'object' ? pad.beyond : pad === 'none' ? 'zero' : pad;
      const farthest = (taps: number, spread: number, before: number, of: number): number =>
        Math.max(0, ...Array.from({ length: taps }, (_, i) => mirrored(i * spread - before, of, beyond) ?? 0));
      const lowest = farthest(rows, dilation.rows, top, height);
      const end = farthest(cols, dilation.cols, left, width);
      const words = lowest * (width / lanes) + Math.floor(end / lanes);
      const begun = inWords(second!, shape.pixels).slice(0, Math.min(more, words));
      const all = [...inWords(first!, shape.pixels), ...begun];
      gives(windowCircuit(shape), { s: all }, { m: expected }, weather);
    }),
    { numRuns: 50, seed: 4 },
  );
});

test('pixels may be vectors and bundles', () => {
  const type = bundle({ red: u8, rest: vec(i8, 2) });
  const circuit = flow({ s: streamIn(type), m: streamOut(vec(type, 4)) }, io => {
    io.s
      .window({ rows: 2, cols: 2, width: 3, height: 2, pad: 'zero' })
      .map(w => [w.at(0).at(0), w.at(0).at(1), w.at(1).at(0), w.at(1).at(1)])
      .into(io.m);
  });
  const pixel = (i: number) => ({ red: i, rest: [-i, i] });
  const zero = { red: 0, rest: [0, 0] };
  const picture = [1, 2, 3, 4, 5, 6].map(pixel);
  const { data } = pour(circuit, { s: [...picture, ...picture] }, { m: 12 });
  const rows = [
    [pixel(1), pixel(2), pixel(4), pixel(5)],
    [pixel(2), pixel(3), pixel(5), pixel(6)],
    [pixel(3), zero, pixel(6), zero],
    [pixel(4), pixel(5), zero, zero],
    [pixel(5), pixel(6), zero, zero],
    [pixel(6), zero, zero, zero],
  ].map(row => row.map(({ red, rest }) => ({ red, rest: [rest[0]! | 0, rest[1]!] })));
  assert.equal(data.m, [...rows, ...rows]);
});

test('several line buffers at a time, of pixels that are vectors', () => {
  const pixel = vec(u8, 2);
  const circuit = flow({ s: streamIn(vec(pixel, 2)), m: streamOut(vec(vec(pixel, 3), 2)) }, io => {
    io.s.lineBuffer({ rows: 3, width: 4, height: 3, pad: 'replicate', pixels: 2 }).into(io.m);
  });
  const shape = { rows: 3, cols: 1, width: 4, height: 3, pad: 'replicate', pixels: 2 } as const;
  const picture = bytes(12);
  const double = (x: number) => [x, 255 - x];
  const expected = windowsOf(picture, shape).map(w => w.flat().map(double));
  gives(circuit, { s: inWords(picture.map(double), 2) }, { m: inGroups(expected, shape) });
});

test('the mark stands at the last window, also where that is not at the last pixel', () => {
  const ports = { s: streamIn(u8, { last: true }), m: streamOut(u8, { last: true }) };
  const circuit = flow(ports, io => {
    io.s
      .window({ rows: 2, cols: 2, width: 5, height: 5, pad: 'none', stride: 3 })
      .map(w => w.at(0).at(0))
      .into(io.m);
  });
  const { data, last } = pour(circuit, { s: bytes(50) }, { m: 8 }, { source: 0.3, sink: 0.3, seed: 4 });
  const places = [0, 3, 15, 18];
  assert.equal(
    data.m,
    [...places, ...places.map(i => i + 25)].map(i => bytes(50)[i]),
  );
  assert.equal(last.m, [false, false, false, true, false, false, false, true]);
});

test('a line buffer gives columns', () => {
  const circuit = flow({ s: streamIn(u8), m: streamOut(vec(u8, 3)) }, io => {
    io.s.lineBuffer({ rows: 3, width: 4, height: 3, pad: 'zero' }).into(io.m);
  });
  const picture = Array.from({ length: 12 }, (_, i) => i + 1);
  const expected = windowsOf(picture, { rows: 3, cols: 1, width: 4, height: 3, pad: 'zero' }).map(w => w.flat());
  gives(circuit, { s: picture }, { m: expected }, { source: 0.5, sink: 0.5, seed: 9 });
});

test('the last window of a picture carries the mark', () => {
  for (const cols of [1, 3, 4]) {
    const ports = { s: streamIn(u8, { last: true }), m: streamOut(u8, { last: true }) };
    const circuit = flow(ports, io => {
      io.s
        .window({ rows: 3, cols, width: 4, height: 3, pad: 'zero' })
        .map(w => w.at(1).at(0))
        .into(io.m);
    });
    const { last } = pour(circuit, { s: bytes(24) }, { m: 24 }, { source: 0.3, sink: 0.3, seed: 4 });
    assert.equal(
      last.m,
      Array.from({ length: 24 }, (_, i) => i % 12 === 11),
    );
  }
});

test('the latency is stated in cycles', () => {
  const latency = (rows: number, cols: number) =>
    streamOf(windowCircuit({ rows, cols, width: 640, height: 480, pad: 'zero' }), 'm').latency;
  assert.is(latency(3, 3), 640 + 1 + 3);
  assert.is(latency(5, 5), 2 * 640 + 2 + 4);
  assert.is(latency(1, 3), 1 + 3);
  assert.is(latency(3, 1), 640 + 3);
});

test('HW032: sizes that make no windows, with the numbers', () => {
  const build = (shape: Shape) => errorsOf(() => windowCircuit(shape))[0] ?? '';
  assert.match(
    build({ rows: 3, cols: 9, width: 8, height: 8, pad: 'none' }),
    /^HW032 window: a kernel 9 pixels wide does not fit in a picture 8 pixels wide/,
  );
  assert.match(build({ rows: 9, cols: 3, width: 8, height: 8, pad: 'none' }), /^HW032 window: a kernel of 9 rows/);
  assert.match(build({ rows: 3, cols: 3, width: 0, height: 8, pad: 'zero' }), /^HW032 window: width is 0/);
  assert.match(build({ rows: 3, cols: 3, width: 8, height: 2.5, pad: 'zero' }), /^HW032 window: height is 2.5/);

  const shape = { rows: 3, cols: 3, width: 8, height: 8, pad: 'zero' } as const;
  const pad = { beyond: 'zero', top: 0, bottom: 0, left: 0, right: 0 } as const;
  assert.match(build({ ...shape, pixels: 3 }), /^HW032 window: width is 8, not a multiple of the 3 pixels per cycle/);
  assert.match(
    build({ ...shape, pixels: 2, stride: { rows: 1, cols: 3 } }),
    /^HW032 window: a stride of 3 and 2 pixels per cycle: neither is a multiple of the other/,
  );
  assert.match(
    build({ ...shape, pixels: 4, pad: 'none' }),
    /^HW032 window: 6 windows in a line, not a multiple of the 4 per cycle/,
  );
  assert.match(
    build({ ...shape, pad: { ...pad, top: 2, bottom: 1 } }),
    /^HW032 window: a kernel of 3 rows reaches 2 pixels beyond the picture at most, not 2 and 1/,
  );
  assert.match(
    build({ ...shape, dilation: { rows: 1, cols: 4 }, pad: 'none' }),
    /^HW032 window: a kernel 9 pixels wide does not fit in a picture 8 pixels wide/,
  );
  assert.match(
    build({ ...shape, rows: 5, height: 2, pad: 'reflect' }),
    /^HW032 window: padding of 2 cannot be mirrored where height is 2/,
  );
  assert.match(build({ ...shape, stride: { rows: 0, cols: 1 } }), /^HW032 window: stride of rows is 0/);
  assert.match(build({ ...shape, pad: { ...pad, left: -1 } }), /^HW032 window: padding left is -1/);
  const wrong = errorsOf(() =>
    flow({ s: streamIn(vec(u8, 3)), m: streamOut(vec(vec(vec(u8, 3), 3), 2)) }, io =>
      io.s.window({ ...shape, pixels: 2 }).into(io.m),
    ),
  );
  assert.match(wrong[0] ?? '', /^HW032 window: s carries .*, not vectors of 2 pixels/);
});

test.run();
