import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle, i8, streamIn, streamOut, u8, vec } from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { bytes, flow, gives, isFullSpeed, pour, streamOf, type Weather, weathers } from './rig.js';

const test = suite('window');

interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly width: number;
  readonly height: number;
  readonly pad: 'zero' | 'none';
}

/** The windows of a picture, by the definition. */
function windowsOf(picture: readonly number[], { rows, cols, width, height, pad }: Shape): number[][][] {
  const above = Math.floor((rows - 1) / 2);
  const left = Math.floor((cols - 1) / 2);
  const at = (y: number, x: number): number =>
    x >= 0 && x < width && y >= 0 && y < height ? picture[y * width + x]! : 0;
  const window = (y: number, x: number) =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => at(y + i, x + j)));
  const from = (n: number) => Array.from({ length: Math.max(0, n) }, (_, i) => i);
  return pad === 'zero'
    ? from(height).flatMap(y => from(width).map(x => window(y - above, x - left)))
    : from(height - rows + 1).flatMap(y => from(width - cols + 1).map(x => window(y, x)));
}

const windowCircuit = (shape: Shape) =>
  flow({ s: streamIn(u8), m: streamOut(vec(vec(u8, shape.cols), shape.rows)) }, io => io.s.window(shape).into(io.m));

const pictures = (count: number, { width, height }: Shape): number[][] =>
  Array.from({ length: count }, (_, i) => bytes(width * height, 31 * i + 1).map(x => x || 1));

function check(shape: Shape, count: number, weather: Weather): void {
  const frames = pictures(count, shape);
  const expected = frames.flatMap(frame => windowsOf(frame, shape));
  gives(windowCircuit(shape), { s: frames.flat() }, { m: expected }, weather);
}

const size = (max: number) => fc.integer({ min: 1, max });

test('every kernel on every picture, also larger than it, pictures in a row, random stalls', () => {
  const shapes = fc.record({
    rows: size(6),
    cols: size(6),
    width: size(7),
    height: size(6),
    pad: fc.constant('zero' as const),
  });
  fc.assert(
    fc.property(shapes, weathers, (shape, weather) => check(shape, 3, weather)),
    { numRuns: 40 },
  );
});

test('without padding only the windows inside', () => {
  const shapes = fc
    .record({ rows: size(4), cols: size(4), right: fc.nat(4), below: fc.nat(3) })
    .map(({ rows, cols, right, below }) => ({
      rows,
      cols,
      width: cols + right,
      height: rows + below,
      pad: 'none' as const,
    }));
  fc.assert(
    fc.property(shapes, weathers, (shape, weather) => check(shape, 3, weather)),
    { numRuns: 40 },
  );
});

test('one window per cycle over pictures in a row, after the stated latency', () => {
  const shapes = fc.record({
    rows: size(6),
    cols: size(7),
    width: size(9),
    height: size(6),
    pad: fc.constant('zero' as const),
  });
  fc.assert(
    fc.property(shapes, shape => {
      const data = pictures(4, shape).flat();
      isFullSpeed(windowCircuit(shape), { s: data }, 'm', data.length);
    }),
    { numRuns: 40 },
  );
});

test('the last windows of a picture come when the next one has only begun', () => {
  const shapes = fc.record({
    rows: size(5),
    cols: size(5),
    width: size(6),
    height: size(5),
    pad: fc.constant('zero' as const),
  });
  fc.assert(
    fc.property(shapes, fc.nat(12), weathers, (shape, more, weather) => {
      const [first, second] = pictures(2, shape);
      const expected = windowsOf(first!, shape);
      // As much of the next picture as is taken before its first window, which nobody wants here.
      const below = Math.min(shape.rows - 1 - Math.floor((shape.rows - 1) / 2), shape.height - 1);
      const right = Math.min(shape.cols - 1 - Math.floor((shape.cols - 1) / 2), shape.width - 1);
      const begun = second!.slice(0, Math.min(more, below * shape.width + right));
      gives(windowCircuit(shape), { s: [...first!, ...begun] }, { m: expected }, weather);
    }),
    { numRuns: 40 },
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
});

test.run();
