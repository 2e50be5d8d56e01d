import { type Phase, phasesOf } from '../../integer/conv/phase.js';
import { beforeOf, inChannels } from '../../integer/conv/sums.js';
import type { ChannelAffine, ConvLayer } from '../../integer/network.js';
import { blocksOf } from './buffer.js';
import type { ConvInput, ConvPass, ConvPhase } from './pass.js';

/** A convolution as a pass, but for what it reads and writes. */
export type ConvSums = Pick<ConvPass, 'kernel' | 'stride' | 'phases' | 'channels'> & { readonly products: number };

/** The sums of a layer; `products` for maps of so many results. */
export function sumsOf(layer: ConvLayer, results: number): ConvSums {
  const phases = phasesOf(layer);
  const [{ kernel }] = phases as [Phase];
  const weights = layer.weights.length / phases.length;
  return {
    kernel,
    stride: layer.stride,
    channels: layer.bias.length / phases.length,
    phases: phases.map(phaseOf),
    products: weights * results,
  };
}

function phaseOf(phase: Phase): ConvPhase {
  const { kernel, weights, bias, scale } = phase;
  const inputs = inChannels(phase);
  return {
    before: beforeOf(phase),
    weight: (output, input, row, column) => weights[((output * inputs + input) * kernel + row) * kernel + column]!,
    bias: output => bias[output]!,
    gain: output => scale.gain[output]!,
    shift: output => scale.shift[output]!,
  };
}

/** Two convolutions that read the same as one: the channels of the second follow those of the first. */
export function besides(first: ConvSums, second: ConvSums): ConvSums {
  const n = first.channels;
  const either =
    (part: 'bias' | 'gain' | 'shift') =>
    (phase: number) =>
    (output: number): number =>
      output < n ? first.phases[phase]![part](output) : second.phases[phase]![part](output - n);
  return {
    ...first,
    channels: n + second.channels,
    products: first.products + second.products,
    phases: first.phases.map(({ before, weight }, i) => ({
      before,
      weight: (output, ...place) =>
        output < n ? weight(output, ...place) : second.phases[i]!.weight(output - n, ...place),
      bias: either('bias')(i),
      gain: either('gain')(i),
      shift: either('shift')(i),
    })),
  };
}

/** Maps that follow each other: each begins with a block of its own. */
export const blockCount = (inputs: readonly ConvInput[]): number =>
  inputs.reduce((sum, { buffer }) => sum + buffer.blocks, 0);

/** For each channel of each block that is loaded its number among the inputs' channels, or none where there is no channel. */
export function channelMap(inputs: readonly ConvInput[], rows: number): readonly (number | undefined)[] {
  let first = 0;
  return inputs.flatMap(({ channels }) => {
    const start = first;
    first += channels;
    const all = blocksOf(channels, rows) * rows;
    return Array.from({ length: all }, (_, c) => (c < channels ? start + c : undefined));
  });
}

/** Gains, shifts and offsets on load as the accelerator has them: 8 bytes a channel, 0 where there is none. */
export function tableOf(
  { gain, offset, shift }: ChannelAffine,
  inputs: readonly ConvInput[],
  rows: number,
): Uint8Array {
  const channels = channelMap(inputs, rows);
  const bytes = new Uint8Array(8 * channels.length);
  const view = new DataView(bytes.buffer);
  for (const [at, channel] of channels.entries()) {
    if (channel === undefined) continue;
    view.setInt16(8 * at, gain[channel]!, true);
    view.setUint8(8 * at + 2, shift[channel]!);
    view.setInt32(8 * at + 4, offset[channel]!, true);
  }
  return bytes;
}
