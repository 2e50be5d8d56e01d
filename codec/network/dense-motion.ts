import { head } from './blocks.js';
import type { Builder } from './builder.js';
import type { NetworkConfig } from './config.js';
import { hourglass } from './hourglass.js';

/** What dense motion tells the generator, by the names of values, and what it looked at. */
export interface DenseMotion {
  readonly mask: string;
  readonly occlusion: string;
  readonly deformation: string;
  readonly sparseDeformed: string;
}

/**
 * `DenseMotionNetwork`: which of the K + 1 motions each place follows, and what the source does not show. Reads the
 * inputs of `FrameGraph` by their names.
 */
export function denseMotion(to: Builder, config: NetworkConfig): DenseMotion {
  const name = 'generator.dense_motion_network';
  const { variance } = config.denseMotion;
  const [, rows = 0, columns = 0] = to.shapeOf('smallSource');
  const keypoints = ['drivingKeypoints', 'sourceKeypoints'];
  const motion = config.jacobians ? [...keypoints, 'drivingJacobians', 'sourceJacobians'] : keypoints;

  const heatmaps = to.add(`${name}.heatmaps`, { kind: 'heatmaps', rows, columns, variance }, ...keypoints);
  const motions = to.add(`${name}.sparse_motions`, { kind: 'sparseMotions', rows, columns }, ...motion);
  const sample = { kind: 'gridSample', alignCorners: true } as const;
  const sparseDeformed = to.add(`${name}.sparse_deformed`, sample, 'smallSource', motions);
  const input = to.add(`${name}.input`, { kind: 'interleave' }, heatmaps, sparseDeformed);
  const features = hourglass(to, `${name}.hourglass`, input, config.denseMotion, config.upsampling);

  const logits = head(to, `${name}.mask`, features, config.keypoints + 1, config);
  const mask = to.add(`${name}.mask.softmax`, { kind: 'softmaxChannels' }, logits);
  const deformation = to.add(`${name}.deformation`, { kind: 'combineMotions' }, mask, motions);
  const hidden = head(to, `${name}.occlusion`, features, 1, config);
  const occlusion = to.add(`${name}.occlusion.sigmoid`, { kind: 'sigmoid' }, hidden);
  return { mask, occlusion, deformation, sparseDeformed };
}
