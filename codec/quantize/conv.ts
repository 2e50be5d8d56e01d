import type { FusedConv } from '../fuse/graph.js';
import { fixedAffine, fixedScale } from '../integer/fixed.js';
import type { ChannelAffine, ChannelScale, ConvLayer, Value } from '../integer/network.js';
import { largest } from './calibration/method.js';
import { loadName } from './calibration/statistics.js';
import { phaseParameters } from './phase.js';
import { type Ranges, stepOf, sumStep } from './steps.js';
import { quantizeWeights } from './weights.js';

/** What a convolution writes that is not in steps of its range. */
export type Fixed = Pick<ConvLayer, 'format'> & {
  readonly epilogue: { readonly kind: 'none' | 'sigmoid' | 'picture' };
};

type Read = (name: string) => Value;

type Affine = NonNullable<FusedConv['affine']>;

/**
 * A convolution in whole numbers.
 *
 * @param fixed the format of what comes out, where calibration does not choose its step
 * @param means of the channels that are loaded, if the bias is to make up for rounded weights
 */
export function quantizeConv(
  layer: FusedConv,
  read: Read,
  ranges: Ranges,
  fixed: Fixed | undefined,
  means: ArrayLike<number> | undefined,
): ConvLayer {
  const { name, shape, inputs, kernel, upsample } = layer;
  const inputSteps = inputs
    .map(read)
    .flatMap(({ shape: [channels], format }) => Array<number>(channels!).fill(format.step));
  const loadStep = layer.affine && loadStepOf(ranges.get(loadName(layer))!, layer.affine, inputSteps);
  const affine = loadStep === undefined ? undefined : quantizeAffine(layer.affine!, inputSteps, loadStep);
  const { weights, bias, steps } = quantizeWeights(
    upsample === 'nearest' ? phaseParameters(layer) : layer,
    loadStep === undefined ? inputSteps : inputSteps.map(() => loadStep),
    means,
  );
  const { format, unit, epilogue } = fixed
    ? { ...fixed, unit: fixed.epilogue.kind === 'none' ? fixed.format.step : 1 / 4096 }
    : inOwnStep(layer, ranges.get(name)!, steps, read);
  const scale = scaleOf(steps, unit);
  const load = { inputs, kernel, stride: 1, upsample, ...(affine && { affine }) } as const;
  return { kind: 'conv', name, shape, format, ...load, weights, bias, scale, epilogue };
}

/** What comes out in steps of its range, and what 1 of a rescaled sum is worth. */
function inOwnStep({ epilogue }: FusedConv, range: number, productSteps: readonly number[], read: Read) {
  if (epilogue.kind === 'sigmoid') throw new RangeError('fractions have a format of their own');
  const skip = epilogue.kind === 'add' ? read(epilogue.input).format.step : 0;
  const step = stepOf(range, epilogue.kind, productSteps, skip);
  return {
    format: { type: 'i8', step },
    unit: sumStep(epilogue.kind, step),
    epilogue:
      epilogue.kind === 'add' ? { ...epilogue, gain: Math.round((skip / step) * 4096) } : { kind: epilogue.kind },
  } as const;
}

/** The step of what is loaded: where next to nothing passes the ReLU, no less than what a gain of 16 bits can hold. */
const loadStepOf = (range: number, { gain }: Affine, inputSteps: readonly number[]): number =>
  Math.max(range / largest, ...inputSteps.map((from, c) => Math.abs(gain.data[c]! * from) / 32766)) || 1;

function quantizeAffine({ gain, offset }: Affine, inputSteps: readonly number[], step: number): ChannelAffine {
  const all = inputSteps.map((from, c) => fixedAffine((gain.data[c]! * from) / step, offset.data[c]! / step));
  return {
    gain: Int16Array.from(all, fixed => fixed.gain),
    offset: Int32Array.from(all, fixed => fixed.offset),
    shift: Uint8Array.from(all, fixed => fixed.shift),
  };
}

function scaleOf(steps: readonly number[], unit: number): ChannelScale {
  const all = steps.map(step => fixedScale(step / unit));
  return { gain: Uint16Array.from(all, ({ gain }) => gain), shift: Uint8Array.from(all, ({ shift }) => shift) };
}
