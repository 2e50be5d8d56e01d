import fc from 'fast-check';
import { suite } from 'uvu';
import { relu, sigmoid } from '../../../codec/float/activation.js';
import { averagePool } from '../../../codec/float/average-pool.js';
import { batchNorm } from '../../../codec/float/batch-norm.js';
import { add, concat, multiply } from '../../../codec/float/combine.js';
import { conv } from '../../../codec/float/conv.js';
import { expectedCoordinate, expectedJacobian } from '../../../codec/float/expected.js';
import { gridSample } from '../../../codec/float/grid-sample.js';
import { heatmaps } from '../../../codec/float/heatmaps.js';
import { combineMotions, interleave } from '../../../codec/float/motion.js';
import { resizeBilinear, resizeFlow, upsampleBilinear, upsampleNearest } from '../../../codec/float/resize.js';
import { shrink, shrinkKernel } from '../../../codec/float/shrink.js';
import { softmaxChannels, softmaxSpace } from '../../../codec/float/softmax.js';
import { sparseMotions } from '../../../codec/float/sparse-motions.js';
import type { OnnxConstant, OnnxNode } from '../../../codec/onnx/model.js';
import { type Shape, type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import { assertClose } from '../close.js';
import { runNodes } from '../onnx/runtime.js';
import { randomTensor } from '../random-tensor.js';

const operators = suite('operators as onnxruntime has them');

const tolerance = 1e-5;
const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const size = fc.integer({ min: 1, max: 12 });
const several = fc.integer({ min: 2, max: 12 });
const channels = fc.integer({ min: 1, max: 6 });

/** A property with shapes of its own, always the same ones. */
function agrees<T extends Record<string, unknown>>(
  what: string,
  shapes: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
  check: (shapes: T & { seed: number }) => Promise<void>,
): void {
  const all = fc.record({ seed, ...shapes }) as fc.Arbitrary<T & { seed: number }>;
  operators(what, () => fc.assert(fc.asyncProperty(all, check), { seed: 1, numRuns: 12 }));
}

const node = (
  op: string,
  inputs: readonly string[],
  attributes: OnnxNode['attributes'] = {},
  output = 'y',
): OnnxNode => ({
  op,
  inputs,
  outputs: [output],
  attributes,
});

/** The same tensor with a batch of one, or another shape of as many elements. */
const batched = ({ shape, data }: Tensor): Tensor => tensor([1, ...shape], data);
const reshaped = ({ data }: Tensor, shape: Shape): Tensor => tensor(shape, data);

const integers = (...values: readonly number[]): OnnxConstant => ({
  shape: [values.length],
  data: BigInt64Array.from(values, BigInt),
});

/** Holds a value of ours, which has no batch, against nodes. */
async function same(
  ours: Tensor,
  nodes: readonly OnnxNode[],
  inputs: Readonly<Record<string, Tensor>>,
  constants: Readonly<Record<string, OnnxConstant>> = {},
): Promise<void> {
  const theirs = await runNodes(nodes, inputs, [1, ...ours.shape], constants);
  assertClose(batched(ours), theirs, tolerance, nodes.map(({ op }) => op).join(', '));
}

agrees(
  'convolution, with strides, padding and groups',
  {
    groups: fc.integer({ min: 1, max: 3 }),
    inputs: fc.integer({ min: 1, max: 4 }),
    outputs: fc.integer({ min: 1, max: 6 }),
    height: several,
    width: several,
    rows: fc.integer({ min: 1, max: 7 }),
    columns: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 3, max: 4 }),
    biased: fc.boolean(),
  },
  async ({ seed, groups, inputs, outputs, height, width, rows, columns, stride, padding, biased }) => {
    const x = randomTensor([groups * inputs, height, width], seed);
    const weight = randomTensor(
      [groups * outputs, inputs, rows, columns],
      seed + 1,
      1 / Math.sqrt(inputs * rows * columns),
    );
    const bias = biased ? randomTensor([groups * outputs], seed + 2) : undefined;
    const attributes = { strides: [stride, stride], pads: Array(4).fill(padding), group: groups };
    await same(
      conv(x, weight, bias, { stride, padding, groups }),
      [node('Conv', bias ? ['x', 'w', 'b'] : ['x', 'w'], attributes)],
      { x: batched(x), w: weight, ...(bias && { b: bias }) },
    );
  },
);

agrees('normalisation', { c: channels, h: size, w: size }, async ({ seed, c, h, w }) => {
  const x = randomTensor([c, h, w], seed);
  const [weight, bias, mean] = [1, 2, 3].map(i => randomTensor([c], seed + i)) as [Tensor, Tensor, Tensor];
  const variance = tensor(
    [c],
    randomTensor([c], seed + 4).data.map(v => v + 1.1),
  );
  await same(
    batchNorm(x, { weight, bias, mean, variance }),
    [node('BatchNormalization', ['x', 'weight', 'bias', 'mean', 'variance'], { epsilon: 1e-5 })],
    { x: batched(x), weight, bias, mean, variance },
  );
});

agrees('ReLU, sigmoid, average pool', { c: channels, h: several, w: several }, async ({ seed, c, h, w }) => {
  const x = randomTensor([c, h, w], seed, 20);
  await same(relu(x), [node('Relu', ['x'])], { x: batched(x) });
  await same(sigmoid(x), [node('Sigmoid', ['x'])], { x: batched(x) });
  const attributes = { kernel_shape: [2, 2], strides: [2, 2] };
  const small = randomTensor([c, h, w], seed);
  await same(averagePool(small), [node('AveragePool', ['x'], attributes)], { x: batched(small) });
});

/** A resize to a size, where the two inputs before it are left out. */
const resize = (mode: string, transformation: string, nearest = 'floor'): OnnxNode =>
  node('Resize', ['x', '', '', 'size'], {
    mode,
    coordinate_transformation_mode: transformation,
    nearest_mode: nearest,
  });

agrees('upsampling, nearest and bilinear', { c: channels, h: size, w: size }, async ({ seed, c, h, w }) => {
  const x = randomTensor([c, h, w], seed);
  const to = { size: integers(1, c, 2 * h, 2 * w) };
  await same(upsampleNearest(x), [resize('nearest', 'asymmetric')], { x: batched(x) }, to);
  await same(upsampleBilinear(x), [resize('linear', 'align_corners')], { x: batched(x) }, to);
});

agrees(
  'resizes, with corners aligned and not',
  { c: channels, h: size, w: size, rows: several, columns: several },
  async ({ seed, c, h, w, rows, columns }) => {
    const x = randomTensor([c, h, w], seed);
    const to = { size: integers(1, c, rows, columns) };
    const [aligned, not] = [{ alignCorners: true }, { alignCorners: false }];
    await same(resizeBilinear(x, rows, columns, aligned), [resize('linear', 'align_corners')], { x: batched(x) }, to);
    await same(resizeBilinear(x, rows, columns, not), [resize('linear', 'half_pixel')], { x: batched(x) }, to);
  },
);

agrees(
  'resize of a flow',
  { h: size, w: size, rows: several, columns: several },
  async ({ seed, h, w, rows, columns }) => {
    const flow = randomTensor([h, w, 2], seed);
    const nodes = [
      node('Transpose', ['flow'], { perm: [0, 3, 1, 2] }, 'x'),
      { ...resize('linear', 'half_pixel'), outputs: ['planes'] },
      node('Transpose', ['planes'], { perm: [0, 2, 3, 1] }),
    ];
    await same(
      resizeFlow(flow, rows, columns),
      nodes,
      { flow: batched(flow) },
      { size: integers(1, 2, rows, columns) },
    );
  },
);

agrees(
  'grid sample, with corners aligned and not, within and without',
  { c: channels, h: size, w: size, rows: size, columns: size, n: fc.integer({ min: 1, max: 3 }) },
  async ({ seed, c, h, w, rows, columns, n }) => {
    const x = randomTensor([c, h, w], seed);
    const flow = randomTensor([rows, columns, 2], seed + 1, 1.6);
    // The corners, where a rounding decides what is outside.
    flow.data.set([-1, 1].slice(0, flow.data.length));
    for (const alignCorners of [true, false]) {
      const attributes = { mode: 'bilinear', padding_mode: 'zeros', align_corners: Number(alignCorners) };
      await same(gridSample(x, flow, { alignCorners }), [node('GridSample', ['x', 'flow'], attributes)], {
        x: batched(x),
        flow: batched(flow),
      });
      const flows = randomTensor([n, rows, columns, 2], seed + 2, 1.6);
      const repeated = tensor(
        [n, c, h, w],
        Float32Array.from({ length: n * x.data.length }, (_, i) => x.data[i % x.data.length]!),
      );
      const theirs = await runNodes([node('GridSample', ['x', 'flow'], attributes)], { x: repeated, flow: flows }, [
        n,
        c,
        rows,
        columns,
      ]);
      assertClose(gridSample(x, flows, { alignCorners }), theirs, tolerance, `GridSample of ${n} flows`);
    }
  },
);

agrees(
  'softmax over channels and over space',
  { c: channels, h: size, w: size, temperature: fc.constantFrom(0.1, 1, 3) },
  async ({ seed, c, h, w, temperature }) => {
    const x = randomTensor([c, h, w], seed, 5);
    await same(softmaxChannels(x), [node('Softmax', ['x'], { axis: 1 })], { x: batched(x) });
    const nodes = [
      node('Div', ['x', 'temperature'], {}, 'cooled'),
      node('Reshape', ['cooled', 'flat'], {}, 'rows'),
      node('Softmax', ['rows'], { axis: 2 }, 'maps'),
      node('Reshape', ['maps', 'full']),
    ];
    const constants = {
      temperature: { shape: [], data: Float32Array.of(temperature) },
      flat: integers(1, c, h * w),
      full: integers(1, c, h, w),
    };
    await same(softmaxSpace(x, temperature), nodes, { x: batched(x) }, constants);
  },
);

/** Coordinates of a grid `[h, w, 2]`, x before y. */
function grid(h: number, w: number): Tensor {
  const xy = Array.from({ length: h * w }, (_, i) => [(i % w) / (w - 1), Math.floor(i / w) / (h - 1)]);
  return tensor(
    [h, w, 2],
    Float32Array.from(xy.flat(), part => 2 * part - 1),
  );
}

agrees(
  'means of coordinates and of Jacobians',
  { k: channels, h: several, w: several, shared: fc.boolean() },
  async ({ seed, k, h, w, shared }) => {
    const maps = softmaxSpace(randomTensor([k, h, w], seed, 5));
    await same(expectedCoordinate(maps), [node('Einsum', ['maps', 'grid'], { equation: 'bkhw,hwc->bkc' })], {
      maps: batched(maps),
      grid: grid(h, w),
    });
    const matrices = randomTensor([shared ? 4 : 4 * k, h, w], seed + 1);
    const nodes = [
      node('Einsum', ['maps', 'matrices'], { equation: shared ? 'bkhw,fhw->bkf' : 'bkhw,kfhw->bkf' }, 'flat'),
      node('Reshape', ['flat', 'shape']),
    ];
    const theirs = reshaped(matrices, shared ? [4, h, w] : [k, 4, h, w]);
    const constants = { shape: integers(1, k, 2, 2) };
    await same(expectedJacobian(maps, matrices), nodes, { maps: batched(maps), matrices: theirs }, constants);
  },
);

agrees(
  'shrink, of both styles',
  { factor: fc.constantFrom(2, 4), h: size, w: size },
  async ({ seed, factor, h, w }) => {
    const picture = randomTensor([3, factor * h, factor * w], seed);
    const kernel = shrinkKernel(3, factor);
    const pads = Array(4).fill((kernel.shape[2]! - 1) / 2);
    const inputs = { picture: batched(picture), kernel };
    const gaussian = (strides: number[], output: string) =>
      node('Conv', ['picture', 'kernel'], { pads, group: 3, strides }, output);
    await same(shrink(picture, kernel, factor, 'decimate'), [gaussian([factor, factor], 'y')], inputs);
    const nodes = [gaussian([1, 1], 'x'), resize('linear', 'align_corners')];
    await same(shrink(picture, kernel, factor, 'bilinear'), nodes, inputs, { size: integers(1, 3, h, w) });
  },
);

agrees('heatmaps', { k: channels, h: several, w: several }, async ({ seed, k, h, w }) => {
  const [driving, source] = [randomTensor([k, 2], seed, 1.2), randomTensor([k, 2], seed + 1, 1.2)];
  const gaussian = (keypoints: string): OnnxNode[] => [
    node('Sub', ['grid', keypoints], {}, `${keypoints}.distance`),
    node('Mul', [`${keypoints}.distance`, `${keypoints}.distance`], {}, `${keypoints}.square`),
    node('ReduceSum', [`${keypoints}.square`, 'last'], { keepdims: 0 }, `${keypoints}.sum`),
    node('Div', [`${keypoints}.sum`, 'negative'], {}, `${keypoints}.power`),
    node('Exp', [`${keypoints}.power`], {}, `${keypoints}.map`),
  ];
  const nodes = [
    ...gaussian('driving'),
    ...gaussian('source'),
    node('Sub', ['driving.map', 'source.map'], {}, 'difference'),
    node('Concat', ['background', 'difference'], { axis: 1 }),
  ];
  const inputs = {
    driving: reshaped(driving, [1, k, 1, 1, 2]),
    source: reshaped(source, [1, k, 1, 1, 2]),
    grid: grid(h, w),
    background: tensor([1, 1, h, w]),
  };
  const constants = { last: integers(-1), negative: { shape: [], data: Float32Array.of(-0.02) } };
  await same(heatmaps(driving, source, { rows: h, columns: w }, 0.01), nodes, inputs, constants);
});

agrees('sparse motions, of both orders', { k: channels, h: several, w: several }, async ({ seed, k, h, w }) => {
  const [driving, source] = [randomTensor([k, 2], seed), randomTensor([k, 2], seed + 1)];
  const shape = { rows: h, columns: w };
  const inputs = {
    driving: reshaped(driving, [k, 1, 1, 2]),
    source: reshaped(source, [k, 1, 1, 2]),
    grid: grid(h, w),
    identity: reshaped(grid(h, w), [1, h, w, 2]),
  };
  const toSource = (moved: string): OnnxNode[] => [
    node('Add', [moved, 'source'], {}, 'motions'),
    node('Concat', ['identity', 'motions'], { axis: 0 }, 'all'),
    node('Unsqueeze', ['all', 'first']),
  ];
  const moved = node('Sub', ['grid', 'driving'], {}, 'moved');
  await same(sparseMotions(driving, source, shape), [moved, ...toSource('moved')], inputs, { first: integers(0) });

  // A motion and a driving Jacobian make the source's, so that no inverse is needed to know what comes out.
  const motion = randomTensor([k, 2, 2], seed + 2);
  const inverted = randomTensor([k, 2, 2], seed + 3, 0.3);
  inverted.data.forEach((value, i) => {
    inverted.data[i] = value + (i % 4 === 0 || i % 4 === 3 ? 1 : 0);
  });
  const product = tensor([k, 2, 2]);
  product.data.forEach((_, i) => {
    const [matrix, row, column] = [4 * Math.floor(i / 4), Math.floor((i % 4) / 2), i % 2];
    const term = (j: number) => motion.data[matrix + 2 * row + j]! * inverted.data[matrix + 2 * j + column]!;
    product.data[i] = term(0) + term(1);
  });
  const turned = node('Einsum', ['motion', 'moved'], { equation: 'kij,khwj->khwi' }, 'turned');
  await same(
    sparseMotions(driving, source, shape, { driving: inverted, source: product }),
    [moved, turned, ...toSource('turned')],
    { ...inputs, motion },
    { first: integers(0) },
  );
});

agrees('what puts maps together', { a: channels, b: channels, h: size, w: size }, async ({ seed, a, b, h, w }) => {
  const [x, z] = [randomTensor([a, h, w], seed), randomTensor([b, h, w], seed + 1)];
  await same(concat(x, z), [node('Concat', ['x', 'z'], { axis: 1 })], { x: batched(x), z: batched(z) });
  const other = randomTensor([a, h, w], seed + 2);
  await same(add(x, other), [node('Add', ['x', 'z'])], { x: batched(x), z: batched(other) });
  const map = randomTensor([1, h, w], seed + 3);
  await same(multiply(x, map), [node('Mul', ['x', 'z'])], { x: batched(x), z: batched(map) });

  const pictures = randomTensor([a, b, h, w], seed + 4);
  const nodes = [node('Concat', ['x', 'z'], { axis: 2 }, 'pairs'), node('Reshape', ['pairs', 'shape'])];
  const constants = { shape: integers(1, a * (1 + b), h, w) };
  await same(interleave(x, pictures), nodes, { x: reshaped(x, [1, a, 1, h, w]), z: batched(pictures) }, constants);

  const motions = randomTensor([a, h, w, 2], seed + 5);
  const sum = node('Einsum', ['masks', 'motions'], { equation: 'bnhw,nhwc->bhwc' });
  await same(combineMotions(x, motions), [sum], { masks: batched(x), motions });
});

operators.run();
