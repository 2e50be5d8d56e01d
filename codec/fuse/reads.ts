import type { FusedLayer, MotionInputs } from './graph.js';

/** The names of all tensors that a layer reads. */
export function readsOf(layer: FusedLayer): readonly string[] {
  switch (layer.kind) {
    case 'conv':
      return [...layer.inputs, ...(layer.epilogue.kind === 'add' ? [layer.epilogue.input] : [])];
    case 'motion':
    case 'flow':
      return [layer.input, ...motionReads(layer)];
    case 'sample':
      return [layer.input, layer.flow, layer.occlusion];
    default:
      return [layer.input];
  }
}

const motionReads = ({ sourceKeypoints, drivingKeypoints, jacobians }: MotionInputs): string[] => [
  sourceKeypoints,
  drivingKeypoints,
  ...(jacobians ? [jacobians.source, jacobians.driving] : []),
];
