import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { averagePool } from '../../../codec/float/average-pool.js';
import { evaluate } from '../../../codec/fuse/evaluate.js';
import type { FusedConv } from '../../../codec/fuse/graph.js';
import { phasesOf } from '../../../codec/integer/conv/phase.js';
import { plainSums } from '../../../codec/integer/conv/sums.js';
import type { ConvLayer, IntegerGraph } from '../../../codec/integer/network.js';
import { loadMaps } from '../../../codec/integer/operator/load.js';
import { integerPredictor } from '../../../codec/integer/predictor.js';
import type { IntegerTensor } from '../../../codec/integer/tensor.js';
import { scenesOf } from '../../../codec/quantize/calibration/scenes.js';
import { phaseParameters } from '../../../codec/quantize/phase.js';
import { type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import { tinyWeights } from '../fuse/tiny.js';
import { calibrated, config, fewClips } from './calibrated.js';

/** Each convolution of the whole network, on what really comes to it, against its float layer on the same numbers. */
const layers = suite('quantized layers are near the float ones');

const calibration = calibrated();
const network = calibration.quantize();
const [scene] = scenesOf(config, tinyWeights(), fewClips);

/** Every tensor of a graph while a frame is made. */
const tensors: Record<IntegerGraph['name'], Map<string, IntegerTensor>> = { source: new Map(), frame: new Map() };
let running: IntegerGraph['name'] = 'source';
const predictor = integerPredictor(network, { observe: (layer, value) => tensors[running].set(layer.name, value) });
const features = predictor.source(scene!.source);
running = 'frame';
for (const [name, value] of Object.entries(features)) tensors.frame.set(name, value);
predictor.frame(features, scene!.keypoints, scene!.frames[0]!.keypoints);

const real = ({ shape, data }: IntegerTensor, step: number): Tensor =>
  tensor(
    shape,
    Float32Array.from(data, x => x * step),
  );

for (const graph of [network.source, network.frame])
  for (const layer of graph.layers) {
    if (layer.kind !== 'conv') continue;
    layers(`${layer.name}`, () => {
      const fused = calibration.fused[graph.name].layers.find(({ name }) => name === layer.name) as FusedConv;
      const formatOf = (name: string) =>
        (graph.inputs[name] ?? graph.layers.find(other => other.name === name)!).format;
      const readReal = (name: string): Tensor => real(tensors[graph.name].get(name)!, formatOf(name).step);
      hold(layer, fused, tensors[graph.name], readReal, name => formatOf(name).step);
    });
  }

function hold(
  layer: ConvLayer,
  fused: FusedConv,
  whole: ReadonlyMap<string, IntegerTensor>,
  readReal: (name: string) => Tensor,
  stepOf: (name: string) => number,
): void {
  const { inputs, upsample, shape } = layer;
  const loaded = loadMaps(
    inputs.map(name => whole.get(name)!),
    layer,
  );
  // What is loaded in whole numbers, in steps: a normalisation chooses its own, and rounds.
  const steps = inputs.flatMap(name => Array<number>(whole.get(name)!.shape[0]!).fill(stepOf(name)));
  const loadStep = fused.affine && calibrationStep(layer.name);
  const plane = loaded.shape[1] * loaded.shape[2];
  const loadedReal = tensor(
    loaded.shape,
    Float32Array.from(loaded.data, (x, at) => x * (loadStep ?? steps[Math.floor(at / plane)]!)),
  );
  if (loadStep !== undefined) {
    let seen: Tensor | undefined;
    evaluate(fused, readReal, { observeLoad: (_, value) => (seen = value) });
    seen!.data.forEach((x, at) => {
      const expected = Math.min(x, 127 * loadStep);
      // Half a step, and a gain of 15 bits.
      assert.ok(Math.abs(loadedReal.data[at]! - expected) <= loadStep * (0.5 + 128 * 2 ** -14), `load ${at}`);
    });
  }
  assert.is(upsample, fused.upsample);

  // Weights are within half a step of the products: sizes of what they meet, added up, times that. Phases each have theirs.
  const phases = phasesOf(layer);
  const parameters = phases.length === 1 ? fused : phaseParameters(fused);
  const each = parameters.weights.data.length / parameters.bias.data.length;
  const taps = each / loaded.shape[0];
  const productSteps = Float64Array.from({ length: parameters.bias.data.length }, (_, o) => {
    const own = parameters.weights.data.subarray(o * each, (o + 1) * each);
    const products = own.map((w, at) => Math.abs(w) * (loadStep ?? steps[Math.floor(at / taps)]!));
    return products.reduce((a, b) => Math.max(a, b)) / 127;
  });
  const sizes = phases.map(({ bias: _, ...spec }) =>
    plainSums(
      { shape: loaded.shape, data: loaded.data.map(x => -Math.abs(x)) },
      { ...spec, weights: new Int8Array(each).fill(-1), bias: new Int32Array(1) },
    ),
  );

  // The four that are pooled are cut off each for itself, at 127 3/4 steps.
  const pooled = fused.epilogue.kind === 'pool';
  const read = (name: string): Tensor => (name === 'loaded' ? loadedReal : readReal(name));
  const { affine: _, ...bare } = fused;
  const sums = evaluate(
    {
      ...bare,
      inputs: ['loaded'],
      upsample: phases.length === 1 ? 'none' : 'nearest',
      epilogue: pooled ? { kind: 'relu' } : fused.epilogue,
    },
    read,
    {},
  );
  const cut = sums.data.map(x => Math.min(x, 127.75 * layer.format.step));
  const expected = pooled ? averagePool({ shape: sums.shape, data: cut }) : sums;
  const is = real(whole.get(layer.name)!, layer.format.step);
  const [channels, rows, columns] = shape as readonly [number, number, number];
  const error = (o: number, row: number, column: number, phase = 0): number => {
    const { shape, data } = sizes[phase]!;
    return (productSteps[phase * channels + o]! / 2) * (data[row * shape[2] + column]! + 1);
  };
  const sumBound = (o: number, at: number): number => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    if (phases.length === 4) return error(o, row >> 1, column >> 1, 2 * (row & 1) + (column & 1));
    if (!pooled) return error(o, row, column);
    const four = [0, 1].flatMap(y => [0, 1].map(x => error(o, 2 * row + y, 2 * column + x)));
    return four.reduce((a, b) => a + b) / 4;
  };
  const { type, step } = layer.format;
  const most = { i8: 127, u8: 255, i16: 32767, u16: 65535, i32: 0 }[type] * step;
  const least = type.startsWith('u') ? 0 : -most - step;
  // Rounding of the result, of what is pooled, added or looked up; gains hold 16 bits.
  const rounding = { none: 0.5, relu: 0.5, pool: 0.625, add: 0.55, sigmoid: 2.5, picture: 0.6 }[layer.epilogue.kind];
  const slope = fused.epilogue.kind === 'sigmoid' ? 0.25 : 1;
  expected.data.forEach((x, at) => {
    const o = Math.floor(at / (rows * columns));
    const bound = slope * (sumBound(o, at % (rows * columns)) + (slope < 1 ? 0.5 / 4096 : 0)) + step * rounding;
    const clipped = Math.max(least, Math.min(most, x));
    const away = Math.abs(is.data[at]! - clipped);
    assert.ok(away <= bound + Math.abs(x) * 2 ** -15 + 1e-6, `${layer.name} ${at}: ${away} and not ${bound}`);
  });
}

/** The step of what a convolution loads normalised, by its gains: what a step of the input becomes. */
function calibrationStep(name: string): number {
  const graph = network.frame;
  const layer = graph.layers.find(other => other.name === name) as ConvLayer;
  const fused = calibration.fused.frame.layers.find(other => other.name === name) as FusedConv;
  const input = (graph.layers.find(other => other.name === layer.inputs[0]) ?? layer).format.step;
  const channel = fused.affine!.gain.data.reduce(
    (best, gain, c, all) => (Math.abs(gain) > Math.abs(all[best]!) ? c : best),
    0,
  );
  const whole = layer.affine!.gain[channel]! / 2 ** layer.affine!.shift[channel]!;
  return (fused.affine!.gain.data[channel]! * input) / whole;
}

layers.run();
