import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gaussianUnit } from '../../../codec/integer/fixed.js';
import { motionMaps } from '../../../codec/integer/operator/motion.js';
import { heatmaps, shiftWarp, shiftWarpModel } from '../../../stdlib-engines/index.js';
import { gives, pour, weathers } from '../../dsl/stream/rig.js';
import { numbers, within } from '../quantized/ranges.js';

const moved = suite('shiftWarp and heatmaps');

interface Scene {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

const sizes: fc.Arbitrary<Scene> = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.integer({ min: 1, max: 7 }),
  channels: fc.integer({ min: 1, max: 3 }),
});

const pictureOf = ({ rows, columns, channels }: Scene, next: (least: number, most: number) => number): number[][] =>
  Array.from({ length: rows * columns }, () => Array.from({ length: channels }, () => next(-128, 127)));

const shiftOf = (next: (least: number, most: number) => number) => {
  const far = [255, 1024, 2000, 131071][next(0, 3)]!;
  return { x: next(-far, far), y: next(-far, far) };
};

moved('a map by a shift, and the next by another: the bits of the model, and of the integer decoder', () => {
  const property = fc.property(sizes, fc.nat(1e6), weathers, (size, seed, weather) => {
    const next = numbers(seed);
    const scenes = Array.from({ length: 4 }, () => ({ picture: pictureOf(size, next), shift: shiftOf(next) }));
    const expected = scenes.flatMap(({ picture, shift }) => shiftWarpModel(size, picture, shift));
    const feed = { source: scenes.flatMap(({ picture }) => picture), shift: scenes.map(({ shift }) => shift) };
    gives(shiftWarp(size), feed, { result: expected }, weather);
  });
  fc.assert(property, { seed: 8, numRuns: 25 });
});

moved('the model is the motion of a keypoint without Jacobian', () => {
  const property = fc.property(sizes, fc.nat(1e6), (size, seed) => {
    const { rows, columns, channels } = size;
    const next = numbers(seed);
    const picture = pictureOf(size, next);
    const plane = rows * columns;
    const data = Int8Array.from({ length: channels * plane }, (_, i) => picture[i % plane]![Math.floor(i / plane)]!);
    const place = () => [next(0, 256 * (columns - 1)), next(0, 256 * (rows - 1))] as const;
    const [source, driving] = [place(), place()];
    const maps = motionMaps({ shape: [channels, rows, columns], data }, { source, driving }, 2000);
    const result = maps.slice((2 + channels) * plane);
    const shift = { x: source[0] - driving[0], y: source[1] - driving[1] };
    shiftWarpModel(size, picture, shift).forEach((pixel, at) => {
      assert.equal(
        pixel,
        pixel.map((_, c) => result[c * plane + at]!),
      );
    });
  });
  fc.assert(property, { seed: 8, numRuns: 100 });
});

moved('no shift takes longer than a row and a column more than the map', () => {
  const size = { rows: 12, columns: 16, channels: 1 };
  const next = numbers(5);
  const picture = pictureOf(size, next);
  const circuit = shiftWarp(size);
  const taken = (shift: { x: number; y: number }, maps: number): number => {
    const all = new Array(maps).fill(picture).flat();
    return pour(circuit, { source: all, shift: new Array(maps).fill(shift) }, { result: maps * 192 }).cycles;
  };
  assert.is(taken({ x: 0, y: 0 }, 1), 13 * 17 + 9);
  for (const x of [0, 128, -300, 1500, -1500, 131071, -131072])
    for (const y of [0, 700, -900]) {
      const shift = { x, y };
      assert.ok(taken(shift, 4) - taken(shift, 2) <= 2 * 13 * 17, `${x}, ${y}: ${taken(shift, 4) - taken(shift, 2)}`);
    }
});

moved('heatmaps: those of the integer decoder, one after the other', () => {
  const property = fc.property(sizes, fc.nat(1e6), weathers, ({ rows, columns }, seed, weather) => {
    const next = numbers(seed);
    const plane = rows * columns;
    const small = { shape: [1, rows, columns] as const, data: new Int8Array(plane) };
    const keypoints = Array.from({ length: 3 }, () => ({
      ...{ sourceX: next(0, 256 * (columns - 1)), sourceY: next(0, 256 * (rows - 1)) },
      ...{ drivingX: next(0, 256 * (columns - 1)), drivingY: next(0, 256 * (rows - 1)) },
      unit: next(0, 1) ? next(1, 65535) : next(500, 8000),
    }));
    const expected = keypoints.flatMap(({ sourceX, sourceY, drivingX, drivingY, unit }) => {
      const pair = { source: [sourceX, sourceY], driving: [drivingX, drivingY] };
      return [...motionMaps(small, pair, unit).slice(2 * plane, 3 * plane)];
    });
    gives(heatmaps({ rows, columns }), { keypoints }, { heat: expected }, weather);
  });
  fc.assert(property, { seed: 8, numRuns: 15 });
});

moved('heatmaps: a pixel in every cycle', () => {
  const keypoint = { sourceX: 500, sourceY: 900, drivingX: 1000, drivingY: 100, unit: 2000 };
  const circuit = heatmaps({ rows: 8, columns: 8 });
  const cycles = (maps: number) =>
    pour(circuit, { keypoints: new Array(maps).fill(keypoint) }, { heat: 64 * maps }).cycles;
  assert.is(cycles(3) - cycles(1), 128);
  assert.is(cycles(1), 10 + 64);
});

/* The bound of `heatmap` holds for the distance in pixels; `unit` is rounded, which moves a bell by 0.74 of its relative error. */
moved('heatmaps are within 0.7 of the real ones, and what the unit is rounded by', () => {
  const size = 16;
  const [variance, d, s] = [0.05, { x: 1234, y: 2000 }, { x: 3000, y: 700 }] as const;
  const unit = gaussianUnit(variance, size);
  const keypoint = { sourceX: s.x, sourceY: s.y, drivingX: d.x, drivingY: d.y, unit };
  const sigma = (Math.sqrt(variance) * (size - 1)) / 2;
  const bound = 0.7 + 127 * 2 * 2 * 0.74 * Math.abs(8192 / sigma / unit - 1);
  const { data } = pour(heatmaps({ rows: size, columns: size }), { keypoints: [keypoint] }, { heat: size * size });
  const bell = (column: number, row: number, at: { x: number; y: number }): number =>
    Math.exp(-((column - at.x / 256) ** 2 + (row - at.y / 256) ** 2) / (2 * sigma ** 2));
  data.heat!.forEach((value, i) => {
    const [column, row] = [i % size, Math.floor(i / size)];
    within(value as number, 127 * (bell(column, row, d) - bell(column, row, s)), bound);
  });
});

moved('sizes that they do not have are refused', () => {
  assert.throws(() => shiftWarp({ rows: 0, columns: 4, channels: 1 }), /shiftWarp of 0 rows/);
  assert.throws(() => heatmaps({ rows: 4, columns: 600 }), /heatmaps of 600 columns/);
});

moved.run();
