import { downBlock, upBlock } from './blocks.js';
import type { Builder } from './builder.js';
import type { HourglassConfig, NetworkConfig } from './config.js';

/**
 * `Hourglass`, a U-net: blocks down to `1 / 2^blocks` of the size, as many up, and after each of these the value of that
 * size from the way down behind it. What comes out has `blockExpansion` channels and behind them those of the input.
 */
export function hourglass(
  to: Builder,
  name: string,
  input: string,
  { blockExpansion, maxFeatures, blocks }: HourglassConfig,
  upsampling: NetworkConfig['upsampling'],
): string {
  const width = (depth: number): number => Math.min(maxFeatures, blockExpansion * 2 ** depth);
  const skips: string[] = [];
  let value = input;
  for (let i = 0; i < blocks; i++) {
    skips.push(value);
    value = downBlock(to, `${name}.encoder.down_blocks.${i}`, value, width(i + 1));
  }
  for (let i = 0; i < blocks; i++) {
    const depth = blocks - 1 - i;
    const block = `${name}.decoder.up_blocks.${i}`;
    value = upBlock(to, block, value, width(depth), upsampling);
    value = to.add(`${block}.concat`, { kind: 'concat' }, value, skips[depth]!);
  }
  return value;
}
