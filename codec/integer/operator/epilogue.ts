import { pictureOut } from '../../../stdlib-engines/quantized/picture.js';
import { residualFraction } from '../../../stdlib-engines/quantized/residual.js';
import { sigmoid } from '../../../stdlib-engines/quantized/sigmoid.js';
import { unit8 } from '../../../stdlib-engines/quantized/unit.js';
import type { ChannelScale, ConvLayer } from '../network.js';
import { arrays, type IntegerArray, type IntegerTensor } from '../tensor.js';
import { memo } from './memo.js';

/** Sums of a convolution, `[channels, rows, columns]`. */
export interface Sums {
  readonly shape: readonly [channels: number, rows: number, columns: number];
  readonly data: Int32Array;
}

/** What each logit of 16 bits becomes, from the least on: all of them once, which is less than a picture of 128x128 has. */
const sigmoids = memo((to: 'u8' | 'u16' | 'byte'): Uint16Array => {
  const last = { u8: unit8, u16: (x: number) => x, byte: pictureOut }[to];
  return Uint16Array.from({ length: 65536 }, (_, at) => last(sigmoid(at - 32768)));
});

/** What a convolution writes. The sums are used up. */
export function finish(
  sums: Sums,
  { epilogue, scale, format }: Pick<ConvLayer, 'epilogue' | 'scale' | 'format'>,
  tensors: ReadonlyMap<string, IntegerTensor>,
): IntegerArray {
  switch (epilogue.kind) {
    case 'none':
    case 'relu': {
      const bits = format.type === 'i16' ? 16 : 8;
      return new arrays[format.type](requantize(sums, scale, bits, epilogue.kind === 'relu' ? 0 : undefined));
    }
    case 'pool':
      return pool(requantize(sums, scale, 10, 0), sums.shape);
    case 'add':
      return add(requantize(sums, scale, 24), tensors.get(epilogue.input)!.data as Int8Array, epilogue.gain);
    case 'picture':
    case 'sigmoid': {
      const last = epilogue.kind === 'picture' ? 'byte' : (format.type as 'u8' | 'u16');
      const table = sigmoids(last);
      const result = new arrays[format.type](sums.data.length);
      const logits = requantize(sums, scale, 16);
      for (let at = 0; at < result.length; at++) result[at] = table[logits[at]! + 32768]!;
      return result;
    }
  }
}

/**
 * The sums times their channels' scales, saturated to so many bits, in their place: `requantize8`, `requantize10` and
 * `requantize16` for whole maps. A product has 48 bits, so doubles hold it exactly, with the half that rounds it.
 */
export function requantize(
  { shape: [channels, rows, columns], data }: Sums,
  { gain, shift }: ChannelScale,
  bits: number,
  least = -(2 ** (bits - 1)),
): Int32Array {
  const plane = rows * columns;
  const most = 2 ** (bits - 1) - 1;
  for (let channel = 0; channel < channels; channel++) {
    const factor = gain[channel]! * 2 ** -(8 + shift[channel]!);
    const end = (channel + 1) * plane;
    if (factor >= 0.5) {
      for (let at = channel * plane; at < end; at++)
        data[at] = Math.max(least, Math.min(most, Math.floor(data[at]! * factor + 0.5)));
      continue;
    }
    // Below 2^30 the differences fit 32 bits, and their signs choose without a branch: of random numbers, every second
    // one would go the way that a processor does not expect, which took five times as long.
    for (let at = channel * plane; at < end; at++) {
      const above = Math.floor(data[at]! * factor + 0.5) - most;
      const over = most - least + (above & (above >> 31));
      data[at] = least + (over & ~(over >> 31));
    }
  }
  return data;
}

/** `averagePool` of whole maps; their heights and widths are even. */
function pool(fine: Int32Array, [channels, rows, columns]: Sums['shape']): Int8Array {
  const result = new Int8Array(fine.length / 4);
  let to = 0;
  for (let row = 0; row < channels * rows; row += 2)
    for (let at = row * columns; at < (row + 1) * columns; at += 2) {
      const y = (fine[at]! + fine[at + 1]! + fine[at + columns]! + fine[at + columns + 1]! + 8) >> 4;
      result[to++] = y > 127 ? 127 : y;
    }
  return result;
}

/** `addResidual` of whole maps, behind the rescaling. */
function add(fine: Int32Array, skip: Int8Array, gain: number): Int8Array {
  const result = new Int8Array(fine.length);
  const half = 1 << (residualFraction - 1);
  for (let at = 0; at < result.length; at++) {
    const y = (fine[at]! + skip[at]! * gain + half) >> residualFraction;
    result[at] = y < -128 ? -128 : y > 127 ? 127 : y;
  }
  return result;
}
