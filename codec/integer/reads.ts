import type { IntegerLayer } from './network.js';

/** The names of all tensors that a layer reads. */
export function readsOf(layer: IntegerLayer): readonly string[] {
  switch (layer.kind) {
    case 'conv':
      return [...layer.inputs, ...(layer.epilogue.kind === 'add' ? [layer.epilogue.input] : [])];
    case 'motion':
    case 'flow':
      return [
        layer.input,
        layer.sourceKeypoints,
        layer.drivingKeypoints,
        ...(layer.jacobians === undefined ? [] : [layer.jacobians]),
      ];
    case 'sample':
      return [layer.input, layer.flow, layer.occlusion];
    default:
      return [layer.input];
  }
}
