import { pictureOut } from '../../../stdlib-engines/quantized/picture.js';
import { sigmoid } from '../../../stdlib-engines/quantized/sigmoid.js';
import { unit8 } from '../../../stdlib-engines/quantized/unit.js';
import type { ChannelScale, ConvLayer } from '../network.js';
import { arrays, type IntegerArray, type IntegerTensor } from '../tensor.js';

/** Sums of a convolution, `[channels, rows, columns]`. */
export interface Sums {
  readonly shape: readonly [channels: number, rows: number, columns: number];
  readonly data: Int32Array;
}

/**
 * The sums times their channels' scales, saturated to `bits`: `requantize8`, `requantize10` and `requantize16` for whole maps. The
 * product has 48 bits, so doubles hold it exactly, with the half that rounds it.
 */
export function requantizeMaps(
  { shape: [channels, rows, columns], data }: Sums,
  { gain, shift }: ChannelScale,
  into: IntegerArray,
  bits: number,
  least = -(2 ** (bits - 1)),
): void {
  const plane = rows * columns;
  const most = 2 ** (bits - 1) - 1;
  for (let channel = 0; channel < channels; channel++) {
    const factor = gain[channel]! * 2 ** -(8 + shift[channel]!);
    for (let at = channel * plane; at < (channel + 1) * plane; at++) {
      const y = Math.floor(data[at]! * factor + 0.5);
      into[at] = y < least ? least : y > most ? most : y;
    }
  }
}

/** What a convolution writes. */
export function finish(sums: Sums, layer: ConvLayer, tensors: ReadonlyMap<string, IntegerTensor>): IntegerArray {
  const { epilogue, scale, format } = layer;
  const result = new arrays[format.type](layer.shape.reduce((product, size) => product * size, 1));
  switch (epilogue.kind) {
    case 'none':
    case 'relu':
      requantizeMaps(sums, scale, result, format.type === 'i16' ? 16 : 8, epilogue.kind === 'relu' ? 0 : undefined);
      return result;
    case 'pool': {
      const fine = new Int16Array(sums.data.length);
      requantizeMaps(sums, scale, fine, 10, 0);
      pool(fine, sums.shape, result);
      return result;
    }
    case 'add': {
      const fine = new Int32Array(sums.data.length);
      requantizeMaps(sums, scale, fine, 24);
      const { data } = tensors.get(epilogue.input)!;
      for (let at = 0; at < fine.length; at++) {
        const y = (fine[at]! + data[at]! * epilogue.gain + 2048) >> 12;
        result[at] = y < -128 ? -128 : y > 127 ? 127 : y;
      }
      return result;
    }
    default: {
      const logits = new Int16Array(sums.data.length);
      requantizeMaps(sums, scale, logits, 16);
      const last = epilogue.kind === 'picture' ? pictureOut : format.type === 'u8' ? unit8 : undefined;
      for (let at = 0; at < logits.length; at++) {
        const y = sigmoid(logits[at]!);
        result[at] = last ? last(y) : y;
      }
      return result;
    }
  }
}

/** `averagePool` of whole maps; their heights and widths are even. */
function pool(fine: Int16Array, [channels, rows, columns]: Sums['shape'], into: IntegerArray): void {
  let to = 0;
  for (let row = 0; row < channels * rows; row += 2)
    for (let at = row * columns; at < (row + 1) * columns; at += 2) {
      const y = (fine[at]! + fine[at + 1]! + fine[at + columns]! + fine[at + columns + 1]! + 8) >> 4;
      into[to++] = y > 127 ? 127 : y;
    }
}
