import { fixedScale, gaussianUnit } from '../../../codec/integer/fixed.js';
import type {
  ChannelAffine,
  ConvLayer,
  Epilogue,
  IntegerGraph,
  IntegerLayer,
  IntegerNetwork,
  Value,
} from '../../../codec/integer/network.js';
import type { IntegerType } from '../../../codec/integer/tensor.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { gaussianTaps } from '../../../stdlib-engines/index.js';
import { randomTensor } from './arbitrary.js';

const value = (type: IntegerType, step: number, ...shape: number[]): Value => ({ shape, format: { type, step } });

interface ConvOptions {
  readonly kernel?: number;
  readonly upsample?: ConvLayer['upsample'];
  readonly affine?: ChannelAffine;
  readonly epilogue?: Epilogue;
  /** What the sums are multiplied by. */
  readonly factor?: number;
}

let seed = 0;

/** A convolution with weights from a seed that is the next for each. */
function conv(
  name: string,
  inputs: readonly string[],
  channels: number,
  out: Value,
  options: ConvOptions = {},
): ConvLayer {
  const { kernel = 3, upsample = 'none', affine, epilogue = { kind: 'relu' }, factor = 1 / 400 } = options;
  const phases = upsample === 'nearest' ? 4 : 1;
  const outputs = phases * out.shape[0]!;
  const side = phases === 4 ? (kernel + 1) / 2 : kernel;
  const { gain, shift } = fixedScale(factor);
  seed++;
  return {
    kind: 'conv',
    name,
    ...out,
    inputs,
    kernel,
    stride: 1,
    upsample,
    ...(affine && { affine }),
    weights: randomTensor([outputs, channels, side, side], 'i8', seed, [-127, 127]).data as Int8Array,
    bias: randomTensor([outputs], 'i32', seed, [-3000, 3000]).data as Int32Array,
    scale: { gain: new Uint16Array(outputs).fill(gain), shift: new Uint8Array(outputs).fill(shift) },
    epilogue,
  };
}

/**
 * A network with every kind of layer: 16x16 pixels, maps of 8x8, two keypoints, few channels.
 *
 * @param bits of logits, masks, occlusion and flow
 */
export function smallNetwork(bits: 8 | 16 = 16): IntegerNetwork {
  const narrow = bits === 8;
  const unit = (...shape: number[]): Value => value(narrow ? 'u8' : 'u16', 2 ** -bits, ...shape);
  const fraction = { logits: narrow ? 3 : 9, flow: narrow ? 4 : 8 };
  seed = 0;
  const affine = {
    gain: Int16Array.of(300, -200, 500, 20),
    offset: Int32Array.of(40, 9000, -700, 0),
    shift: Uint8Array.of(8, 8, 9, 4),
  };
  const source: IntegerGraph = {
    name: 'source',
    inputs: { picture: value('u8', 1 / 255, 3, 16, 16) },
    outputs: { features: 'down', smallSource: 'small' },
    layers: [
      { kind: 'picture', name: 'activations', ...value('i8', 1 / 127, 3, 16, 16), input: 'picture' },
      conv('first', ['activations'], 3, value('i8', 0.02, 5, 16, 16), { kernel: 7 }),
      conv('down', ['first'], 5, value('i8', 0.02, 4, 8, 8), { epilogue: { kind: 'pool' }, factor: 1 / 100 }),
      {
        kind: 'shrink',
        name: 'small',
        ...value('i8', 1 / 127, 3, 8, 8),
        input: 'activations',
        taps: gaussianTaps(5, 0.5),
        factor: 2,
        style: 'decimate',
      },
    ],
  };
  const keypoints = { sourceKeypoints: 'sourceKeypoints', drivingKeypoints: 'drivingKeypoints' };
  const layers: IntegerLayer[] = [
    {
      kind: 'motion',
      name: 'motion',
      ...value('i8', 1 / 127, 12, 8, 8),
      input: 'smallSource',
      ...keypoints,
      unit: gaussianUnit(0.01, 8),
    },
    conv('encoder', ['motion'], 12, value('i8', 0.1, 6, 4, 4), { epilogue: { kind: 'pool' } }),
    conv('decoder', ['encoder'], 6, value('i8', 0.1, 5, 8, 8), { upsample: 'nearest' }),
    conv('smooth', ['encoder'], 6, value('i8', 0.1, 2, 8, 8), { upsample: 'bilinear' }),
    conv(
      'logits',
      ['decoder', 'motion', 'smooth'],
      19,
      value(narrow ? 'i8' : 'i16', Math.LN2 * 2 ** -fraction.logits, 3, 8, 8),
      {
        epilogue: { kind: 'none' },
        factor: 1 / 50,
      },
    ),
    { kind: 'softmax', name: 'mask', ...unit(3, 8, 8), input: 'logits', fraction: fraction.logits },
    conv('occlusion', ['decoder', 'motion', 'smooth'], 19, unit(1, 8, 8), {
      epilogue: { kind: 'sigmoid' },
      factor: 1 / 9,
    }),
    {
      kind: 'flow',
      name: 'flow',
      ...value(narrow ? 'i8' : 'i16', 2 ** -fraction.flow, 2, 8, 8),
      input: 'mask',
      ...keypoints,
      fraction: fraction.flow,
    },
    {
      kind: 'sample',
      name: 'warped',
      ...value('i8', 0.02, 4, 8, 8),
      input: 'features',
      flow: 'flow',
      fraction: fraction.flow,
      occlusion: 'occlusion',
    },
    conv('r0.conv1', ['warped'], 4, value('i8', 0.02, 4, 8, 8), { affine }),
    conv('r0.conv2', ['r0.conv1'], 4, value('i8', 0.02, 4, 8, 8), {
      epilogue: { kind: 'add', input: 'warped', gain: 4096 },
      factor: 9,
    }),
    conv('up', ['r0.conv2'], 4, value('i8', 0.02, 4, 16, 16), { upsample: 'nearest' }),
    conv('prediction', ['up'], 4, value('u8', 1 / 255, 3, 16, 16), {
      kernel: 7,
      epilogue: { kind: 'picture' },
      factor: 1 / 20,
    }),
  ];
  const frame: IntegerGraph = {
    name: 'frame',
    inputs: {
      features: value('i8', 0.02, 4, 8, 8),
      smallSource: value('i8', 1 / 127, 3, 8, 8),
      sourceKeypoints: value('i32', 1 / 256, 2, 2),
      drivingKeypoints: value('i32', 1 / 256, 2, 2),
    },
    outputs: { prediction: 'prediction', mask: 'mask', occlusion: 'occlusion', deformation: 'flow' },
    layers,
  };
  return { config: networkConfig({ keypoints: 2 }), hash: '0123456789abcdef', source, frame };
}

/** A picture and keypoints for it. */
export const smallInputs = () => ({
  picture: randomTensor([3, 16, 16], 'u8', 77),
  sourceKeypoints: { shape: [2, 2], data: Int32Array.of(300, 700, 1500, 900) },
  drivingKeypoints: { shape: [2, 2], data: Int32Array.of(500, 640, 1400, 1190) },
});
