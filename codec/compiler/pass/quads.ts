import type { ConvLayer } from '../../integer/network.js';
import type { ConvSums } from './conv.js';

/**
 * A convolution of few channels for four results at a time: those of two rows and columns become channels of one, of a
 * convolution with a stride of 2 and a kernel of a row and a column more, whose weights are those of each of the four, moved
 * by a row, a column or both, and 0 elsewhere.
 *
 *     kernel of 3, along a row     w0 w1 w2  0     for results 2 x
 *                                   0 w0 w1 w2     for results 2 x + 1
 *
 * An array multiplies by all of its columns, whether there are channels for them or not: 3 channels of 7x7 take 49 cycles for
 * each result, 12 channels of 8x8 take 64 for four.
 */
export function quadsOf(sums: ConvSums): ConvSums {
  const [phase] = sums.phases as [ConvSums['phases'][number]];
  const { channels, kernel } = sums;
  const of = (output: number) => ({ channel: output % channels, quarter: Math.floor(output / channels) });
  return {
    ...sums,
    kernel: kernel + 1,
    stride: 2,
    channels: 4 * channels,
    phases: [
      {
        before: phase.before,
        weight: (output, input, row, column) => {
          const { channel, quarter } = of(output);
          const [r, c] = [row - (quarter >> 1), column - (quarter & 1)];
          return r < 0 || c < 0 || r >= kernel || c >= kernel ? 0 : phase.weight(channel, input, r, c);
        },
        bias: output => phase.bias(of(output).channel),
        gain: output => phase.gain(of(output).channel),
        shift: output => phase.shift(of(output).channel),
      },
    ],
  };
}

/** Whether four results at a time are quicker, for a layer that nothing of the network reads, but software alone. */
export function fitsQuads(layer: ConvLayer, columns: number): boolean {
  const { kernel, stride, upsample, epilogue, format, shape, bias } = layer;
  const [, height, width] = shape as readonly [number, number, number];
  const alone = epilogue.kind !== 'pool' && epilogue.kind !== 'add' && (format.type === 'i8' || format.type === 'u8');
  if (!alone || stride !== 1 || upsample !== 'none' || height % 2 !== 0 || width % 2 !== 0 || kernel > 29) return false;
  const sets = (channels: number): number => Math.ceil(channels / columns);
  return sets(4 * bias.length) * (kernel + 1) ** 2 < 4 * sets(bias.length) * kernel ** 2;
}
