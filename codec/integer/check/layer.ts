import type { ConvLayer, FlowLayer, IntegerLayer, MotionLayer, Value } from '../network.js';
import { type Checks, checksOf, type Report } from './checks.js';
import { checkConv } from './conv.js';

/** Holds that a layer fits what it reads, and that its numbers are such as its fields hold. */
export function checkLayer(layer: IntegerLayer, read: (name: string) => Value, wrong: Report): void {
  const checks = checksOf(layer, read, wrong);
  if (layer.kind === 'conv') checkConv(layer, checks);
  else checkOther(layer, checks);
}

function checkOther(layer: Exclude<IntegerLayer, ConvLayer>, checks: Checks): void {
  const { gives, reads, typeOf, whole, wrong } = checks;
  const [channels, rows, columns] = checks.size(layer.input);
  switch (layer.kind) {
    case 'picture':
      reads(layer.input, [channels, rows, columns], 'u8');
      gives([channels, rows, columns], 'i8');
      break;
    case 'shrink': {
      const { taps, factor } = layer;
      reads(layer.input, [channels, rows, columns], 'i8');
      for (const tap of taps) whole('a tap', tap, 0, 32768);
      if (taps.length % 2 === 0 || taps.reduce((a, b) => a + b, 0) !== 32768)
        wrong('its taps are not an odd number that add up to 32768');
      whole('its factor', factor, 1, Math.min(rows, columns));
      gives([channels, rows / factor, columns / factor], 'i8');
      break;
    }
    case 'motion':
      reads(layer.input, [channels, rows, columns], 'i8');
      checkKeypoints(layer, layer.shape[0]! / (1 + channels) - 1, checks);
      whole('the unit of its Gaussians', layer.unit, 1, 65535);
      gives([layer.shape[0]!, rows, columns], 'i8');
      break;
    case 'softmax':
      whole('its number of channels', channels, 2, 65);
      reads(layer.input, [channels, rows, columns], 'i8', 'i16');
      whole('its fraction', layer.fraction, typeOf(layer.input) === 'i16' ? 9 : 1, 9);
      gives([channels, rows, columns], 'u8', 'u16');
      break;
    case 'flow':
      whole('its number of masks', channels, 2, 65);
      reads(layer.input, [channels, rows, columns], 'u8', 'u16');
      checkKeypoints(layer, channels - 1, checks);
      whole('its fraction', layer.fraction, layer.format.type === 'i16' ? 6 : 0, 8);
      gives([2, rows, columns], 'i8', 'i16');
      break;
    default:
      reads(layer.input, [channels, rows, columns], 'i8');
      reads(layer.flow, [2, rows, columns], 'i8', 'i16');
      reads(layer.occlusion, [1, rows, columns], 'u8', 'u16');
      whole('its fraction', layer.fraction, typeOf(layer.flow) === 'i16' ? 6 : 0, 8);
      gives([channels, rows, columns], 'i8');
  }
}

function checkKeypoints(layer: MotionLayer | FlowLayer, count: number, { reads }: Checks): void {
  for (const name of [layer.sourceKeypoints, layer.drivingKeypoints]) reads(name, [count, 2], 'i32');
  if (layer.jacobians !== undefined) reads(layer.jacobians, [count, 2, 2], 'i32');
}
