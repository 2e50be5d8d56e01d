import { fixedScale, gaussianUnit } from '../../../codec/integer/fixed.js';
import type {
  ConvLayer,
  Epilogue,
  IntegerGraph,
  IntegerLayer,
  IntegerNetwork,
  Value,
} from '../../../codec/integer/network.js';
import type { IntegerTensors } from '../../../codec/integer/run.js';
import type { IntegerType } from '../../../codec/integer/tensor.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { gaussianTaps } from '../../../stdlib-engines/quantized/shrink.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';
import { randomTensor } from '../integer/arbitrary.js';

type Size = readonly [channels: number, rows: number, columns: number];

const value = (type: IntegerType, shape: readonly number[], step = 1 / 127): Value => ({
  shape,
  format: { type, step },
});

interface Options {
  readonly kernel?: number;
  readonly stride?: 1 | 2;
  readonly upsample?: ConvLayer['upsample'];
  readonly affine?: boolean;
  readonly epilogue?: Epilogue;
  readonly type?: IntegerType;
}

/**
 * A decoder with layers of all kinds in random sizes and combinations, on pictures of 8 to 24 pixels: any weights do, since
 * nothing is looked at but whether two ways to run it agree.
 */
export function randomNetwork(seed: number): IntegerNetwork {
  const next = numbers(seed);
  const chance = (percent: number): boolean => next(1, 100) <= percent;
  const oneOf = <T>(...all: readonly T[]): T => all[next(0, all.length - 1)]!;
  let salt = seed;

  /** Layers of a graph so far, with the sizes of their maps. */
  const builder = (sizes: Record<string, Size>) => {
    const layers: IntegerLayer[] = [];
    const conv = (name: string, inputs: readonly string[], channels: number, options: Options = {}): string => {
      const { kernel = 3, stride = 1, upsample = 'none', affine, epilogue = { kind: 'relu' }, type = 'i8' } = options;
      const count = inputs.reduce((sum, input) => sum + sizes[input]![0], 0);
      const phases = upsample === 'nearest' ? 4 : 1;
      const side = upsample === 'nearest' ? (kernel + 1) / 2 : kernel;
      const fine = { pool: 4, add: 4096, sigmoid: 30, picture: 30, none: type === 'i16' ? 20 : 1, relu: 1 }[
        epilogue.kind
      ];
      const { gain, shift } = fixedScale(fine / (40 * Math.sqrt(count) * side));
      const results = (from: number): number => {
        const all = Math.ceil((upsample === 'none' ? from : 2 * from) / stride);
        return epilogue.kind === 'pool' ? all / 2 : all;
      };
      const shape = [channels, results(sizes[inputs[0]!]![1]), results(sizes[inputs[0]!]![2])] as const;
      const all = phases * channels;
      layers.push({
        ...{ kind: 'conv', name, ...value(type, shape), inputs, kernel, stride, upsample, epilogue },
        ...(affine && {
          affine: {
            gain: Int16Array.from({ length: count }, () => next(-2000, 2000)),
            offset: Int32Array.from({ length: count }, () => next(-9000, 9000)),
            shift: Uint8Array.from({ length: count }, () => next(8, 11)),
          },
        }),
        weights: randomTensor([all, count, side, side], 'i8', salt++, [-127, 127]).data as Int8Array,
        bias: randomTensor([all], 'i32', salt++, [-3000, 3000]).data as Int32Array,
        scale: {
          gain: Uint16Array.from({ length: all }, () => Math.floor((gain * next(50, 100)) / 100)),
          shift: new Uint8Array(all).fill(shift),
        },
      });
      sizes[name] = shape;
      return name;
    };
    return { layers, conv };
  };

  const [height, width] = [4 * next(2, 6), 4 * next(2, 6)];
  const channels = (): number => next(1, chance(30) ? 50 : 20);
  const [features, keypoints, narrow] = [channels(), next(1, 5), chance(50)];
  const half = [height / 2, width / 2] as const;

  const first = builder({ activations: [3, height, width] });
  const stem = first.conv('stem', ['activations'], channels(), { kernel: oneOf(1, 3, 5, 7) });
  if (chance(50)) first.conv('down', [stem], features, { epilogue: { kind: 'pool' } });
  else first.conv('down', [stem], features, { stride: 2, kernel: oneOf(1, 3, 5) });
  const source: IntegerGraph = {
    name: 'source',
    inputs: { picture: value('u8', [3, height, width]) },
    outputs: { features: 'down', smallSource: 'small' },
    layers: [
      { kind: 'picture', name: 'activations', ...value('i8', [3, height, width]), input: 'picture' },
      ...first.layers,
      {
        ...{ kind: 'shrink', name: 'small', ...value('i8', [3, ...half]), input: 'activations' },
        ...{ taps: gaussianTaps(oneOf(3, 5, 13), 1.5), factor: 2, style: oneOf('decimate', 'bilinear') },
      },
    ],
  };

  const points = {
    ...{ sourceKeypoints: 'sourceKeypoints', drivingKeypoints: 'drivingKeypoints' },
    ...(chance(50) && { jacobians: 'jacobians' }),
  };
  const motionShape: Size = [4 * (keypoints + 1), ...half];
  const sizes: Record<string, Size> = {
    motion: motionShape,
    features: [features, ...half],
    warped: [features, ...half],
  };
  const { layers, conv } = builder(sizes);
  layers.push({
    ...{ kind: 'motion', name: 'motion', ...value('i8', motionShape), input: 'smallSource' },
    ...points,
    unit: gaussianUnit(0.1, 16),
  });
  // An encoder and decoder, which end at the size of the motion.
  const encoder = conv('encoder', ['motion'], channels(), { epilogue: { kind: 'pool' }, kernel: oneOf(1, 3, 5) });
  const inner = conv('inner', [encoder], channels(), { kernel: oneOf(1, 3) });
  const decoder = conv('decoder', chance(50) ? [inner, encoder] : [inner], channels(), {
    upsample: oneOf('nearest', 'bilinear'),
    kernel: oneOf(1, 3, 5, 7),
  });
  const seen = chance(70) ? [decoder, 'motion'] : [decoder];
  const kernel = oneOf(1, 3, 7);
  const unit = (...shape: number[]): Value => value(narrow ? 'u8' : 'u16', shape);
  const fraction = { logits: narrow ? next(1, 9) : 9, flow: narrow ? next(0, 8) : next(6, 8) };
  conv('logits', seen, keypoints + 1, { kernel, epilogue: { kind: 'none' }, type: narrow ? 'i8' : 'i16' });
  layers.push({
    kind: 'softmax',
    name: 'mask',
    ...unit(keypoints + 1, ...half),
    input: 'logits',
    fraction: fraction.logits,
  });
  layers.push({
    ...{ kind: 'flow', name: 'flow', ...value(narrow ? 'i8' : 'i16', [2, ...half]), input: 'mask' },
    ...{ ...points, fraction: fraction.flow },
  });
  conv('occlusion', seen, 1, { kernel, epilogue: { kind: 'sigmoid' }, type: narrow ? 'u8' : 'u16' });
  layers.push({
    ...{ kind: 'sample', name: 'warped', ...value('i8', [features, ...half]), input: 'features', flow: 'flow' },
    ...{ fraction: fraction.flow, occlusion: 'occlusion' },
  });
  let last = 'warped';
  for (let i = next(0, 3); i > 0; i--) {
    const block = conv(`r${i}.conv1`, [last], channels(), { affine: chance(60), kernel: oneOf(1, 3) });
    last = conv(`r${i}.conv2`, [block], sizes[last]![0], {
      epilogue: { kind: 'add', input: last, gain: next(0, 9000) },
      affine: chance(30),
      kernel: oneOf(1, 3, 5),
    });
  }
  // Results that nothing reads, in the formats that only the end of a graph has.
  conv('fractions', [last], channels(), { epilogue: { kind: 'sigmoid' }, type: oneOf('u8', 'u16') });
  conv('wide', [last], channels(), {
    epilogue: { kind: oneOf('none', 'relu') },
    type: oneOf('i8', 'i16'),
    stride: oneOf(1, 2),
  });
  const up = conv('up', [last], channels(), { upsample: oneOf('nearest', 'bilinear'), kernel: oneOf(1, 3, 5) });
  conv('prediction', [up], 3, { epilogue: { kind: 'picture' }, type: 'u8', kernel: oneOf(1, 3, 7) });
  const point = value('i32', [keypoints, 2]);
  const frame: IntegerGraph = {
    name: 'frame',
    inputs: {
      features: { shape: [features, ...half], format: { type: 'i8', step: 1 / 127 } },
      smallSource: value('i8', [3, ...half]),
      ...{ sourceKeypoints: point, drivingKeypoints: point },
      ...(points.jacobians && { jacobians: value('i32', [keypoints, 2, 2]) }),
    },
    outputs: { prediction: 'prediction', mask: 'mask', occlusion: 'occlusion', deformation: 'flow' },
    layers,
  };
  return { config: networkConfig({ keypoints }), hash: '0123456789abcdef', source, frame };
}

/** A picture for a network, and keypoints (with Jacobians) of some frames. */
export function randomInputs({ source, frame }: IntegerNetwork, seed: number, frames: number) {
  const { drivingKeypoints, jacobians, smallSource } = frame.inputs;
  const [, rows, columns] = smallSource!.shape as Size;
  const most = 256 * (Math.min(rows, columns) - 1);
  const points = (salt: number): IntegerTensors => ({
    drivingKeypoints: randomTensor(drivingKeypoints!.shape, 'i32', seed + salt, [0, most]),
    ...(jacobians && { jacobians: randomTensor(jacobians.shape, 'i32', seed - salt, [-5000, 5000]) }),
  });
  return {
    picture: randomTensor(source.inputs.picture!.shape, 'u8', seed),
    frames: Array.from(
      { length: frames },
      (_, i): IntegerTensors => ({
        sourceKeypoints: randomTensor(drivingKeypoints!.shape, 'i32', seed + 1, [0, most]),
        ...points(i + 2),
      }),
    ),
  };
}
