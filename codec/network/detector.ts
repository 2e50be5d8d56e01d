import { conv, head, shrink } from './blocks.js';
import { builder } from './builder.js';
import type { NetworkConfig } from './config.js';
import type { DetectorGraph } from './graph.js';
import { hourglass } from './hourglass.js';

/** `KPDetector`: the keypoints of a picture are the mean places under maps that sum to 1. */
export function detectorGraph(config: NetworkConfig): DetectorGraph {
  const { size, channels, keypoints: k, detector, jacobians, upsampling } = config;
  const inputs = { picture: [channels, size, size] };
  const to = builder(inputs);
  const small = shrink(to, 'kp_detector.down', 'picture', detector.scale, config);
  const features = hourglass(to, 'kp_detector.predictor', small, detector, upsampling);
  const logits = head(to, 'kp_detector.kp', features, k, config, detector.padding);
  const { temperature } = detector;
  const maps = to.add('kp_detector.softmax', { kind: 'softmaxSpace', temperature }, logits);
  const keypoints = to.add('kp_detector.keypoints', { kind: 'expectedCoordinate' }, maps);
  if (!jacobians) return { name: 'detector', inputs, outputs: { keypoints }, steps: to.steps };
  const count = detector.singleJacobianMap ? 1 : k;
  const matrices = conv(to, 'kp_detector.jacobian', features, 4 * count, 7, detector.padding);
  const outputs = {
    keypoints,
    jacobians: to.add('kp_detector.jacobians', { kind: 'expectedJacobian' }, maps, matrices),
  };
  return { name: 'detector', inputs, outputs, steps: to.steps };
}
