import { relu, sigmoid } from '../float/activation.js';
import { averagePool } from '../float/average-pool.js';
import { add, concat, multiply } from '../float/combine.js';
import { conv } from '../float/conv.js';
import { coordinate } from '../float/coordinate.js';
import { gridSample } from '../float/grid-sample.js';
import { heatmaps } from '../float/heatmaps.js';
import { interleave } from '../float/motion.js';
import { upsampleBilinear, upsampleNearest } from '../float/resize.js';
import { shrink } from '../float/shrink.js';
import { softmaxChannels } from '../float/softmax.js';
import { sparseMotions } from '../float/sparse-motions.js';
import { type Tensor, tensor } from '../tensor/tensor.js';
import type { FusedConv, FusedFlow, FusedLayer, FusedMotion, MotionInputs } from './graph.js';
import type { FusedRunOptions } from './run.js';

type Read = (name: string) => Tensor;

/** What a fused layer makes of the tensors so far, by the operators of the float reference. */
export function evaluate(layer: FusedLayer, read: Read, options: FusedRunOptions = {}): Tensor {
  switch (layer.kind) {
    case 'shrink':
      return shrink(read(layer.input), layer.gaussian, layer.factor, layer.style);
    case 'conv': {
      const loaded = load(layer, read);
      options.observeLoad?.(layer, loaded);
      return finish(conv(loaded, layer.weights, layer.bias, { padding: (layer.kernel - 1) / 2 }), layer, read, options);
    }
    case 'motion':
      return motion(layer, read);
    case 'softmax':
      return softmaxChannels(read(layer.input));
    case 'flow':
      return flow(layer, read);
    case 'sample':
      return multiply(
        gridSample(read(layer.input), places(read(layer.flow)), { alignCorners: true }),
        read(layer.occlusion),
      );
  }
}

function load({ inputs, upsample, affine }: FusedConv, read: Read): Tensor {
  const maps = inputs.map(read).reduce(concat);
  if (upsample !== 'none') return upsample === 'nearest' ? upsampleNearest(maps) : upsampleBilinear(maps);
  if (!affine) return maps;
  const plane = maps.data.length / maps.shape[0]!;
  const { gain, offset } = affine;
  const scaled = maps.data.map((x, at) => {
    const channel = Math.floor(at / plane);
    return x * gain.data[channel]! + offset.data[channel]!;
  });
  return relu({ shape: maps.shape, data: scaled });
}

function finish(sums: Tensor, layer: FusedConv, read: Read, { observePool }: FusedRunOptions): Tensor {
  const { epilogue } = layer;
  switch (epilogue.kind) {
    case 'none':
      return sums;
    case 'relu':
      return relu(sums);
    case 'pool': {
      const positive = relu(sums);
      observePool?.(layer, positive);
      return averagePool(positive);
    }
    case 'add':
      return add(sums, read(epilogue.input));
    case 'sigmoid':
      return sigmoid(sums);
  }
}

/** The flows of all motions. */
function motions(inputs: MotionInputs, size: Size, read: Read): Tensor {
  const { sourceKeypoints, drivingKeypoints, jacobians } = inputs;
  const matrices = jacobians && { source: read(jacobians.source), driving: read(jacobians.driving) };
  return sparseMotions(read(drivingKeypoints), read(sourceKeypoints), size, matrices);
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

function motion(layer: FusedMotion, read: Read): Tensor {
  const [, rows, columns] = layer.shape as readonly [number, number, number];
  const heat = heatmaps(read(layer.drivingKeypoints), read(layer.sourceKeypoints), { rows, columns }, layer.variance);
  const flows = motions(layer, { rows, columns }, read);
  return interleave(heat, gridSample(read(layer.input), flows, { alignCorners: true }));
}

function flow(layer: FusedFlow, read: Read): Tensor {
  const [, rows, columns] = layer.shape as readonly [number, number, number];
  const plane = rows * columns;
  const [shares, flows] = [read(layer.input).data, motions(layer, { rows, columns }, read).data];
  const result = tensor(layer.shape);
  for (let at = 0; at < plane; at++) {
    const here = [coordinate(at % columns, columns), coordinate(Math.floor(at / columns), rows)] as const;
    for (const axis of [0, 1] as const) {
      let sum = 0;
      // The background, which comes first, moves nothing.
      for (let k = plane + at; k < shares.length; k += plane) sum += shares[k]! * (flows[2 * k + axis]! - here[axis]);
      result.data[axis * plane + at] = (sum * ((axis === 0 ? columns : rows) - 1)) / 2;
    }
  }
  return result;
}

/** Where each place looks, in coordinates: `[2, h, w]` in pixels away from itself -> a flow `[h, w, 2]`. */
export function places({ shape, data }: Tensor): Tensor {
  const [, rows, columns] = shape as readonly [number, number, number];
  const plane = rows * columns;
  const result = tensor([rows, columns, 2]);
  for (let at = 0; at < plane; at++) {
    result.data[2 * at] = coordinate((at % columns) + data[at]!, columns);
    result.data[2 * at + 1] = coordinate(Math.floor(at / columns) + data[plane + at]!, rows);
  }
  return result;
}
