import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { sample } from '../../../codec/integer/operator/sample.js';
import { type GridSampleSpec, gridSample, gridSampleModel } from '../../../stdlib-engines/index.js';
import { type Weather, weathers } from '../../dsl/stream/rig.js';
import { numbers, within } from '../quantized/ranges.js';

const grid = suite('gridSample');

const specs: fc.Arbitrary<GridSampleSpec> = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.integer({ min: 1, max: 7 }),
  channels: fc.integer({ min: 1, max: 3 }),
  coordinates: fc.constantFrom('aligned' as const, 'unaligned' as const, 'shift' as const),
});

function scene({ rows, columns, channels, coordinates }: GridSampleSpec, seed: number) {
  const next = numbers(seed);
  const picture = Array.from({ length: rows * columns }, () => Array.from({ length: channels }, () => next(-128, 127)));
  // Within the map, around it, and as far away as there is.
  const reach = [33000, 50000, 131071][next(0, 2)]!;
  const far = coordinates === 'shift' ? [100, 2000, 131071][next(0, 2)]! : reach;
  const count = coordinates === 'shift' ? rows * columns : next(1, 20);
  return { picture, places: Array.from({ length: count }, () => ({ x: next(-far, far), y: next(-far, far) })) };
}

type Scene = ReturnType<typeof scene>;

/** Maps one after the other, each with its places. */
function sampled(spec: GridSampleSpec, scenes: readonly Scene[], { source, sink, seed }: Weather) {
  const grid = scenes.flatMap(({ places }) => places);
  const last = scenes.flatMap(({ places }) => places.map((_, i) => i === places.length - 1));
  const sim = simulate(gridSample(spec), { seed, randomizeState: true });
  const feed = { picture: scenes.flatMap(({ picture }) => picture), grid };
  const stall = { picture: random(source), grid: random(source), samples: random(sink) };
  const run = sim.transfer(feed as never, { expect: { samples: grid.length }, last: { grid: last }, stall });
  assert.equal(run.last.samples, last);
  return { samples: run.data.samples as unknown as readonly number[][], cycles: run.cycles };
}

const calm = { source: 0, sink: 0, seed: 1 };

grid('gives the bits of its model, for maps one after the other', () => {
  const property = fc.property(specs, fc.nat(1e6), weathers, (spec, seed, weather) => {
    const scenes = [scene(spec, seed), scene(spec, seed + 1), scene(spec, seed + 2)];
    const expected = scenes.flatMap(({ picture, places }) => gridSampleModel(spec, picture, places));
    assert.equal(sampled(spec, scenes, weather).samples, expected);
  });
  fc.assert(property, { seed: 8, numRuns: 12 });
});

grid('the model, moved by a flow, is what the integer decoder has', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 6 }),
    fc.nat(1e6),
    (rows, columns, seed) => {
      const { picture, places } = scene({ rows, columns, channels: 1, coordinates: 'shift' }, seed);
      const flow = Int16Array.from([...places.map(({ x }) => x >> 2), ...places.map(({ y }) => y >> 2)]);
      const moved = places.map((_, i) => ({ x: flow[i]!, y: flow[places.length + i]! }));
      const data = Int8Array.from(picture.flat());
      const seen = new Uint16Array(places.length).fill(65535);
      const exact = sample({ shape: [1, rows, columns], data }, flow, 8, seen);
      const got = gridSampleModel({ rows, columns, channels: 1, coordinates: 'shift' }, picture, moved);
      // An occlusion of 1 - 2^-16 may round a half the other way.
      got.forEach(([value], i) => {
        assert.ok(Math.abs(value! - exact[i]!) <= 1);
      });
    },
  );
  fc.assert(property, { seed: 8, numRuns: 200 });
});

/*
 * The place is rounded to 256ths of a pixel: 1/512 along either axis. Between neighbours, zeros outside among them, lie at most 255
 * steps, so what is interpolated there moves by 2 * 255/512 < 1; its rounding is 1/2 more.
 */
grid('is within 3/2 of the real grid_sample, align_corners both ways', () => {
  const property = fc.property(specs, fc.nat(1e6), (drawn, seed) => {
    const spec = { ...drawn, coordinates: seed % 2 ? 'aligned' : 'unaligned' } as const;
    const { picture, places } = scene(spec, seed);
    const got = gridSampleModel(spec, picture, places);
    places.forEach(({ x, y }, i) => {
      const real = realSample(spec, picture, x / 32768, y / 32768);
      got[i]!.forEach((value, c) => {
        within(value, real[c]!, 1.5, `${JSON.stringify(spec)} at ${x}, ${y}:`);
      });
    });
  });
  fc.assert(property, { seed: 9, numRuns: 300 });
});

/** `grid_sample` of PyTorch in doubles: bilinear, zeros outside. */
function realSample(spec: GridSampleSpec, picture: readonly (readonly number[])[], x: number, y: number): number[] {
  const { rows, columns, channels, coordinates } = spec;
  const pixel = (g: number, size: number): number =>
    coordinates === 'aligned' ? ((g + 1) * (size - 1)) / 2 : ((g + 1) * size - 1) / 2;
  const [across, down] = [pixel(x, columns), pixel(y, rows)];
  const [left, top] = [Math.floor(across), Math.floor(down)];
  const at = (row: number, column: number, c: number): number =>
    row >= 0 && row < rows && column >= 0 && column < columns ? picture[row * columns + column]![c]! : 0;
  const [u, v] = [across - left, down - top];
  return Array.from(
    { length: channels },
    (_, c) =>
      (1 - v) * ((1 - u) * at(top, left, c) + u * at(top, left + 1, c)) +
      v * ((1 - u) * at(top + 1, left, c) + u * at(top + 1, left + 1, c)),
  );
}

grid('takes a place in every cycle, wherever it lies', () => {
  const spec = { rows: 6, columns: 7, channels: 2, coordinates: 'aligned' } as const;
  const { picture, places } = scene(spec, 3);
  const many = (count: number) => ({
    picture,
    places: Array.from({ length: count }, (_, i) => places[i % places.length]!),
  });
  const taken = (count: number): number => sampled(spec, [many(count)], calm).cycles;
  assert.is(taken(300) - taken(100), 200);
});

grid('sizes that it does not have are refused', () => {
  const spec = { rows: 4, columns: 4, channels: 1, coordinates: 'aligned' } as const;
  for (const wrong of [{ rows: 0 }, { rows: 513 }, { columns: 2.5 }, { channels: 0 }])
    assert.throws(
      () => gridSample({ ...spec, ...wrong }),
      /gridSample of [\d.]+ (rows|columns|channels): a whole number from 1/,
    );
});

grid.run();
