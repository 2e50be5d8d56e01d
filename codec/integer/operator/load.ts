import { affineRelu } from '../../../stdlib-engines/quantized/affine.js';
import type { ChannelAffine, ConvLayer } from '../network.js';
import type { IntegerTensor } from '../tensor.js';
import { alignedPlaces } from './places.js';
import { resample } from './resize.js';

/** Maps of i8 `[channels, rows, columns]`. */
export interface Maps {
  readonly shape: readonly [channels: number, rows: number, columns: number];
  readonly data: Int8Array;
}

/** What a convolution sees: its inputs' channels one after the other, doubled between corners or normalised. */
export function loadMaps(
  inputs: readonly IntegerTensor[],
  { upsample, affine }: Pick<ConvLayer, 'upsample' | 'affine'>,
): Maps {
  const maps = concat(inputs);
  if (affine) return normalise(maps, affine);
  return upsample === 'bilinear' ? doubleBilinear(maps) : maps;
}

export function concat(inputs: readonly IntegerTensor[]): Maps {
  const [first] = inputs as readonly [IntegerTensor];
  const [channels, rows, columns] = first.shape as Maps['shape'];
  if (inputs.length === 1) return { shape: [channels, rows, columns], data: first.data as Int8Array };
  const data = new Int8Array(inputs.reduce((sum, input) => sum + input.data.length, 0));
  let at = 0;
  for (const input of inputs) {
    data.set(input.data, at);
    at += input.data.length;
  }
  return { shape: [data.length / (rows * columns), rows, columns], data };
}

/** `affineRelu` by a table: a number of 8 bits has no more than 256 results in a channel. */
export function normalise({ shape, data }: Maps, affine: ChannelAffine): Maps {
  const [channels, rows, columns] = shape;
  const plane = rows * columns;
  const result = new Int8Array(data.length);
  const tables = known.get(affine) ?? tablesOf(affine);
  known.set(affine, tables);
  for (let channel = 0; channel < channels; channel++) {
    const table = tables.subarray(256 * channel, 256 * (channel + 1));
    for (let at = channel * plane; at < (channel + 1) * plane; at++) result[at] = table[data[at]! & 255]!;
  }
  return { shape, data: result };
}

/** Tables that have been made, for as long as the network is there. */
const known = new WeakMap<ChannelAffine, Int8Array>();

const tablesOf = ({ gain, offset, shift }: ChannelAffine): Int8Array =>
  Int8Array.from({ length: 256 * gain.length }, (_, at) => {
    const channel = at >> 8;
    return affineRelu(((at & 255) << 24) >> 24, gain[channel]!, offset[channel]!, shift[channel]!);
  });

/** Corners stay corners (align_corners = true). */
export function doubleBilinear({ shape, data }: Maps): Maps {
  const [channels, rows, columns] = shape;
  const result = new Int8Array(4 * data.length);
  resample(data, shape, alignedPlaces(rows, 2 * rows), alignedPlaces(columns, 2 * columns), result);
  return { shape: [channels, 2 * rows, 2 * columns], data: result };
}
