import type { FlowLayer, IntegerLayer, MotionLayer } from './network.js';
import { convMaps, type PreparedConv } from './operator/conv.js';
import { flowMaps } from './operator/flow.js';
import { concat } from './operator/load.js';
import { masks } from './operator/masks.js';
import { motionMaps } from './operator/motion.js';
import { pictureMaps } from './operator/picture.js';
import { sample } from './operator/sample.js';
import type { FixedKeypoints } from './operator/shifts.js';
import { shrink } from './operator/shrink.js';
import type { IntegerArray, IntegerTensor } from './tensor.js';

/** What a layer makes of the tensors so far. `prepared` holds what `prepareConv` made of each convolution, by its name. */
export function evaluate(
  layer: IntegerLayer,
  tensors: ReadonlyMap<string, IntegerTensor>,
  prepared: ReadonlyMap<string, PreparedConv>,
): IntegerArray {
  const read = (name: string): IntegerTensor => tensors.get(name)!;
  switch (layer.kind) {
    case 'picture':
      return pictureMaps(read(layer.input).data);
    case 'shrink':
      return shrink(concat([read(layer.input)]), layer);
    case 'conv':
      return convMaps(layer, prepared.get(layer.name)!, tensors);
    case 'motion':
      return motionMaps(concat([read(layer.input)]), keypointsOf(layer, read), layer.unit);
    case 'softmax':
      return masks(read(layer.input).data, layer.shape[0]!, layer.fraction, layer.format.type as 'u8' | 'u16');
    case 'flow': {
      const type = layer.format.type as 'i8' | 'i16';
      return flowMaps(read(layer.input), keypointsOf(layer, read), { type, fraction: layer.fraction });
    }
    case 'sample':
      return sample(concat([read(layer.input)]), read(layer.flow).data, layer.fraction, read(layer.occlusion).data);
  }
}

const keypointsOf = (layer: MotionLayer | FlowLayer, read: (name: string) => IntegerTensor): FixedKeypoints => ({
  source: read(layer.sourceKeypoints).data,
  driving: read(layer.drivingKeypoints).data,
  jacobians: layer.jacobians === undefined ? undefined : read(layer.jacobians).data,
});
