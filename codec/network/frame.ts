import type { Shape } from '../tensor/tensor.js';
import { head, residualBlock, upBlock } from './blocks.js';
import { type Builder, builder } from './builder.js';
import type { NetworkConfig } from './config.js';
import { type DenseMotion, denseMotion } from './dense-motion.js';
import type { FrameGraph } from './graph.js';
import { generatorWidth } from './source.js';

/** `OcclusionAwareGenerator`, without what depends on the source alone: the features are warped and made a picture. */
export function frameGraph(config: NetworkConfig): FrameGraph {
  const { channels, generator } = config;
  const inputs = inputShapes(config);
  const to = builder(inputs);
  const motion = denseMotion(to, config);
  let value = warp(to, motion);
  for (let i = 0; i < generator.residualBlocks; i++) value = residualBlock(to, `generator.bottleneck.r${i}`, value);
  for (let i = 0; i < generator.downBlocks; i++) {
    const width = generatorWidth(config, generator.downBlocks - 1 - i);
    value = upBlock(to, `generator.up_blocks.${i}`, value, width, config.upsampling);
  }
  const logits = head(to, 'generator.final', value, channels, config);
  const prediction = to.add('generator.final.sigmoid', { kind: 'sigmoid' }, logits);
  return { name: 'frame', inputs, outputs: { prediction, ...motion }, steps: to.steps };
}

function inputShapes(config: NetworkConfig): FrameGraph['inputs'] {
  const { size, channels, keypoints: k, jacobians, generator } = config;
  const side = size / 2 ** generator.downBlocks;
  const small = size * config.denseMotion.scale;
  return {
    features: [generatorWidth(config, generator.downBlocks), side, side],
    smallSource: [channels, small, small],
    sourceKeypoints: [k, 2],
    drivingKeypoints: [k, 2],
    ...(jacobians && { sourceJacobians: [k, 2, 2], drivingJacobians: [k, 2, 2] }),
  };
}

/** The features where the deformation says, dimmed where the source does not show what is seen. */
function warp(to: Builder, motion: DenseMotion): string {
  const [, rows = 0, columns = 0] = to.shapeOf('features');
  const differs = (shape: Shape, row: number): boolean => shape[row] !== rows || shape[row + 1] !== columns;
  let { deformation, occlusion } = motion;
  if (differs(to.shapeOf(deformation), 0))
    deformation = to.add('generator.deformation', { kind: 'resizeFlow', rows, columns }, deformation);
  const warped = to.add('generator.warped', { kind: 'gridSample', alignCorners: true }, 'features', deformation);
  if (differs(to.shapeOf(occlusion), 1))
    occlusion = to.add('generator.occlusion', { kind: 'resize', rows, columns }, occlusion);
  return to.add('generator.warped_occluded', { kind: 'multiply' }, warped, occlusion);
}
