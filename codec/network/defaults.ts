import type { NetworkConfig } from './config.js';

/** The published first-order-model network for 256x256 faces, used without Jacobians. */
const fomm: NetworkConfig = {
  variant: 'fomm',
  size: 256,
  channels: 3,
  keypoints: 10,
  jacobians: false,
  generator: { blockExpansion: 64, maxFeatures: 512, downBlocks: 2, residualBlocks: 6 },
  denseMotion: { blockExpansion: 64, maxFeatures: 1024, blocks: 5, scale: 0.25, variance: 0.01 },
  detector: {
    blockExpansion: 32,
    maxFeatures: 1024,
    blocks: 5,
    scale: 0.25,
    padding: 0,
    temperature: 0.1,
    singleJacobianMap: false,
  },
  upsampling: 'nearest',
  shrink: 'decimate',
  nestedHeads: false,
};

/** What a variant means where a configuration says nothing else. */
export const defaults: Readonly<Record<NetworkConfig['variant'], NetworkConfig>> = {
  fomm,
  dac: {
    ...fomm,
    variant: 'dac',
    detector: { ...fomm.detector, padding: 3 },
    upsampling: 'bilinear',
    shrink: 'bilinear',
    nestedHeads: true,
  },
};
