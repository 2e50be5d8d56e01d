import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scalesOf } from '../../dsl/index.js';
import { type Conv2dSpec, conv2d, conv2dModel, quantizeConv2d } from '../../stdlib-engines/index.js';
import { gives, isFullSpeed, pour, weathers } from '../dsl/stream/rig.js';

const test = suite('conv2d');

/** Numbers that look random and are always the same. */
function noise(seed: number) {
  let state = seed * 2654435761 + 1;
  return (min: number, max: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return min + Math.floor((state / 2 ** 32) * (max - min + 1));
  };
}

const list = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

interface Shape {
  readonly inputs: number;
  readonly outputs: number;
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly cols: number;
  readonly from: 'i8' | 'u8';
  readonly to: 'i8' | 'u8';
  readonly activation: 'none' | 'relu';
  readonly zero: number;
  readonly seed: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  inputs: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 4 }),
  width: fc.integer({ min: 1, max: 6 }),
  height: fc.integer({ min: 1, max: 5 }),
  rows: fc.constantFrom(1, 3, 5),
  cols: fc.constantFrom(1, 3, 5),
  from: fc.constantFrom('i8' as const, 'u8' as const),
  to: fc.constantFrom('i8' as const, 'u8' as const),
  activation: fc.constantFrom('none' as const, 'relu' as const),
  zero: fc.constantFrom(0, 0, 5),
  seed: fc.nat(1e6),
});

function specOf({ rows, cols, zero, seed, ...shape }: Shape): Conv2dSpec {
  const draw = noise(seed);
  const { inputs, outputs } = shape;
  const factors = list(outputs, () => draw(1, 1000) / (20_000 * rows * cols * inputs));
  const scale = scalesOf(factors).map(each => ({ ...each, zero }));
  return {
    ...shape,
    weights: list(outputs, () => list(rows, () => list(cols, () => list(inputs, () => draw(-128, 127))))),
    bias: list(outputs, () => draw(-5000, 5000)),
    scale: seed % 3 === 0 ? scale.map((each, o) => ({ ...each, shift: each.shift + (o % 2) })) : scale,
  };
}

function picturesOf({ width, height, inputs, from, seed }: Shape, count: number): number[][][] {
  const draw = noise(seed + 1);
  const pixel = () => list(inputs, () => (from === 'u8' ? draw(0, 255) : draw(-128, 127)));
  return list(count, () => list(width * height, pixel));
}

test('gives the bits of its model, for random layers under random stalls', () => {
  fc.assert(
    fc.property(shapes, weathers, (shape, weather) => {
      const spec = specOf(shape);
      const pictures = picturesOf(shape, 2);
      const expected = pictures.flatMap(picture => conv2dModel(spec, picture));
      gives(conv2d(spec), { s_axis: pictures.flat() }, { m_axis: expected }, weather);
    }),
    { numRuns: 40 },
  );
});

const shape: Shape = {
  ...{ inputs: 2, outputs: 3, width: 8, height: 6, rows: 3, cols: 3 },
  ...{ from: 'i8', to: 'i8', activation: 'none', zero: 0, seed: 11 },
};

test('takes and gives a pixel in every cycle, over pictures in a row', () => {
  const pictures = picturesOf(shape, 3).flat();
  isFullSpeed(conv2d(specOf(shape)), { s_axis: pictures }, 'm_axis', pictures.length);
});

test('marks the last pixel of a picture', () => {
  const spec = { ...specOf(shape), last: true };
  const { last } = pour(conv2d(spec), { s_axis: picturesOf(shape, 2).flat() }, { m_axis: 96 });
  assert.equal(
    last.m_axis,
    list(96, () => false).map((_, i) => i % 48 === 47),
  );
});

test('stays near the layer in real numbers', () => {
  fc.assert(
    fc.property(fc.nat(1e6), seed => {
      const draw = noise(seed);
      const real = () => draw(-1000, 1000) / 1000;
      const [inputStep, outputStep] = [1 / 64, 1 / 8];
      const layer = {
        weights: list(3, () => list(3, () => list(3, () => list(2, real)))),
        bias: list(3, real),
        inputStep,
        outputStep,
      };
      const spec = { ...shape, ...quantizeConv2d(layer) };
      const [picture] = picturesOf({ ...shape, seed }, 1);
      const got = conv2dModel(spec, picture!);
      const exact = realModel(
        { ...spec, ...layer },
        picture!.map(pixel => pixel.map(x => x * inputStep)),
      );
      const weightStep = 1 / 127;
      const bound = outputStep / 2 + ((18 * 128 + 1) * inputStep * weightStep) / 2;
      got.forEach((pixel, i) => {
        pixel.forEach((y, o) => {
          const wanted = exact[i]![o]!;
          if (Math.abs(wanted) < 127 * outputStep - bound)
            assert.ok(Math.abs(y * outputStep - wanted) <= bound + Math.abs(wanted) * 2 ** -14);
        });
      });
    }),
    { numRuns: 20 },
  );
});

function realModel({ weights, bias, width, height }: Conv2dSpec, picture: readonly (readonly number[])[]): number[][] {
  const at = (y: number, x: number) => (x >= 0 && x < width && y >= 0 && y < height ? picture[y * width + x]! : []);
  return picture.map((_, place) =>
    weights.map((kernel, o) =>
      kernel.reduce(
        (sum, row, i) =>
          row.reduce((part, pixel, j) => {
            const inputs = at(Math.floor(place / width) + i - 1, (place % width) + j - 1);
            return pixel.reduce((all, weight, c) => all + weight * (inputs[c] ?? 0), part);
          }, sum),
        bias[o]!,
      ),
    ),
  );
}

test('says what is wrong with a specification', () => {
  const spec = specOf(shape);
  assert.throws(() => conv2d({ ...spec, bias: [1] }), /conv2d: 1 entries in bias for 3 outputs/);
  assert.throws(
    () => conv2d({ ...spec, weights: spec.weights.map(kernel => kernel.slice(1)) }),
    /conv2d: a kernel of 2 x 3; both have to be odd/,
  );
  assert.throws(() => conv2d({ ...spec, weights: spec.weights.map(() => [[[200, 0]]]) }), /weight 200 of output 0/);
  assert.throws(() => conv2d({ ...spec, inputs: 5 }), /kernel of output 0 is not 3 x 3 x 5/);
});

test.run();
