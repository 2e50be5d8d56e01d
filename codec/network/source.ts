import { downBlock, sameBlock, shrink } from './blocks.js';
import { builder } from './builder.js';
import type { NetworkConfig } from './config.js';
import type { SourceGraph } from './graph.js';

/** The part of the generator, and the shrinking, that depend on the source picture alone. */
export function sourceGraph(config: NetworkConfig): SourceGraph {
  const { size, channels, generator, denseMotion } = config;
  const inputs = { picture: [channels, size, size] };
  const to = builder(inputs);
  let features = sameBlock(to, 'generator.first', 'picture', generator.blockExpansion, 7);
  for (let i = 0; i < generator.downBlocks; i++)
    features = downBlock(to, `generator.down_blocks.${i}`, features, generatorWidth(config, i + 1));
  const smallSource = shrink(to, 'generator.dense_motion_network.down', 'picture', denseMotion.scale, config);
  return { name: 'source', inputs, outputs: { features, smallSource }, steps: to.steps };
}

/** Channels of the generator where the picture has been halved `depth` times. */
export const generatorWidth = ({ generator }: NetworkConfig, depth: number): number =>
  Math.min(generator.maxFeatures, generator.blockExpansion * 2 ** depth);
