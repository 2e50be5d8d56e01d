import { fastSums } from '../conv/fast-sums.js';
import { type PackedConv, packConv } from '../conv/pack.js';
import { type Phase, phasesOf, placePhase } from '../conv/phase.js';
import type { ConvLayer } from '../network.js';
import { arrays, type IntegerArray, type IntegerTensor } from '../tensor.js';
import { finish } from './epilogue.js';
import { loadMaps } from './load.js';

/** The convolutions that a layer is made of, each as `fastSums` takes it and with its scale. */
export type PreparedConv = readonly (Pick<Phase, 'scale'> & { readonly conv: PackedConv })[];

/** A layer, for inputs of that height and width. */
export function prepareConv(layer: ConvLayer, rows: number, columns: number): PreparedConv {
  const times = layer.upsample === 'bilinear' ? 2 : 1;
  return phasesOf(layer).map(phase => ({
    scale: phase.scale,
    conv: packConv(phase, times * rows, times * columns),
  }));
}

/** What a convolution writes. */
export function convMaps(
  layer: ConvLayer,
  prepared: PreparedConv,
  tensors: ReadonlyMap<string, IntegerTensor>,
): IntegerArray {
  const maps = loadMaps(
    layer.inputs.map(name => tensors.get(name)!),
    layer,
  );
  const make = ({ conv, scale }: PreparedConv[number]): IntegerArray =>
    finish(fastSums(maps, conv), { ...layer, scale }, tensors);
  if (layer.upsample !== 'nearest') return make(prepared[0]!);
  const [channels, rows, columns] = layer.shape as readonly [number, number, number];
  const result = new arrays[layer.format.type](channels * rows * columns);
  prepared.forEach((phase, at) => {
    placePhase(make(phase), columns / 2, at, result);
  });
  return result;
}
