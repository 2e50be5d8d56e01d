import type { Builder } from './builder.js';
import type { NetworkConfig } from './config.js';

/**
 * A convolution that keeps the size, unless it is told another padding. As every function here, it appends its steps
 * under the name that their module has in a checkpoint, and gives the name of the value that comes out.
 */
export function conv(
  to: Builder,
  name: string,
  input: string,
  outChannels: number,
  kernel: number,
  padding = (kernel - 1) / 2,
): string {
  const inChannels = to.shapeOf(input)[0]!;
  const op = { kind: 'conv', inChannels, outChannels, kernel, padding, stride: 1, groups: 1 } as const;
  return to.add(name, { ...op, weight: `${name}.weight`, bias: `${name}.bias` }, input);
}

/** Normalisation by running statistics, with PyTorch's epsilon. */
export function batchNorm(to: Builder, name: string, input: string): string {
  const parameters = {
    weight: `${name}.weight`,
    bias: `${name}.bias`,
    mean: `${name}.running_mean`,
    variance: `${name}.running_var`,
  };
  return to.add(name, { kind: 'batchNorm', ...parameters, epsilon: 1e-5 }, input);
}

/** `SameBlock2d`: convolution, normalisation, ReLU. */
export function sameBlock(to: Builder, name: string, input: string, outChannels: number, kernel = 3): string {
  const convolved = conv(to, `${name}.conv`, input, outChannels, kernel);
  return to.add(`${name}.relu`, { kind: 'relu' }, batchNorm(to, `${name}.norm`, convolved));
}

/** `DownBlock2d`: the same, and half the size. */
export const downBlock = (to: Builder, name: string, input: string, outChannels: number): string =>
  to.add(`${name}.pool`, { kind: 'averagePool' }, sameBlock(to, name, input, outChannels));

/** `UpBlock2d`: twice the size, and the same. */
export function upBlock(
  to: Builder,
  name: string,
  input: string,
  outChannels: number,
  mode: NetworkConfig['upsampling'],
): string {
  return sameBlock(to, name, to.add(`${name}.upsample`, { kind: 'upsample', mode }, input), outChannels);
}

/** `ResBlock2d`: twice normalisation, ReLU, convolution; what came in is added. */
export function residualBlock(to: Builder, name: string, input: string): string {
  const channels = to.shapeOf(input)[0]!;
  let value = input;
  for (const i of [1, 2]) {
    value = to.add(`${name}.relu${i}`, { kind: 'relu' }, batchNorm(to, `${name}.norm${i}`, value));
    value = conv(to, `${name}.conv${i}`, value, channels, 3);
  }
  return to.add(`${name}.add`, { kind: 'add' }, value, input);
}

/** The 7x7 convolution that ends a part; `dac` has it within a module of its own. */
export function head(
  to: Builder,
  name: string,
  input: string,
  outChannels: number,
  config: NetworkConfig,
  padding = 3,
): string {
  return conv(to, config.nestedHeads ? `${name}.conv` : name, input, outChannels, 7, padding);
}

/** `AntiAliasInterpolation2d`: the picture at a fraction of its size; itself where the scale is 1. */
export function shrink(to: Builder, name: string, picture: string, scale: number, config: NetworkConfig): string {
  if (scale === 1) return picture;
  const factor = 1 / scale;
  // The Gaussian of `shrinkKernel`, whose sigma is (factor - 1) / 2, reaches 4 sigma to each side.
  const kernel = 4 * (factor - 1) + 1;
  return to.add(name, { kind: 'shrink', weight: `${name}.weight`, kernel, factor, style: config.shrink }, picture);
}
