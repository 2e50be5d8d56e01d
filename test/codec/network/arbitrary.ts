import fc from 'fast-check';
import type { NetworkConfig, PartialConfig } from '../../../codec/network/config.js';
import { networkConfig } from '../../../codec/network/validate.js';

const from = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const hourglass = {
  blockExpansion: from(1, 2, 3),
  maxFeatures: from(3, 5, 64),
  blocks: from(1, 2, 3),
  scale: from(0.5, 0.25),
};

/** Configurations of narrow networks, quick to run, that differ in everything else. */
export const anyConfig: fc.Arbitrary<NetworkConfig> = fc
  .record({
    variant: from('fomm', 'dac'),
    size: from(64, 72),
    keypoints: from(1, 3, 10),
    jacobians: fc.boolean(),
    generator: fc.record({
      blockExpansion: from(1, 3),
      maxFeatures: from(3, 64),
      downBlocks: from(0, 1, 2),
      residualBlocks: from(0, 1),
    }),
    denseMotion: fc.record({ ...hourglass, scale: from(1, 0.5, 0.25), blocks: from(1) }),
    detector: fc.record({ ...hourglass, blocks: from(1), padding: from(0, 3), singleJacobianMap: fc.boolean() }),
    upsampling: from('nearest', 'bilinear'),
    shrink: from('decimate', 'bilinear'),
    nestedHeads: fc.boolean(),
  } satisfies { [Field in keyof PartialConfig]: fc.Arbitrary<unknown> })
  .map(config => networkConfig(config));
