import { flow, flowTo8, flowTo16 } from '../../../stdlib-engines/quantized/flow.js';
import { arrays, type IntegerArray, type IntegerTensor } from '../tensor.js';
import { memo } from './memo.js';
import { type FixedKeypoints, shiftOf } from './shifts.js';

const flowOf = memo(flow);

/**
 * How far each pixel looks away from itself, `[2, rows, columns]` with x before y, with `fraction` bits behind the point.
 *
 * @param shares `[K + 1, rows, columns]`, u8 or u16; the background, which comes first, moves nothing
 */
export function flowMaps(
  { shape, data }: IntegerTensor,
  keypoints: FixedKeypoints,
  { type, fraction }: { readonly type: 'i8' | 'i16'; readonly fraction: number },
): IntegerArray {
  const [channels, rows, columns] = shape as readonly [number, number, number];
  const plane = rows * columns;
  const count = channels - 1;
  const of = flowOf(count);
  const store = type === 'i8' ? flowTo8 : flowTo16;
  const widen = data instanceof Uint8Array ? 8 : 0;
  const shifts = Array.from({ length: count }, (_, k) => shiftOf(keypoints, k));
  const result = new arrays[type](2 * plane);
  const [shares, xs, ys] = [new Uint16Array(count), new Int32Array(count), new Int32Array(count)];
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) {
      for (let k = 0; k < count; k++) {
        shares[k] = data[(k + 1) * plane + at]! << widen;
        [xs[k], ys[k]] = shifts[k]!(row, column) as [number, number];
      }
      result[at] = store(of(shares, xs), 8 - fraction);
      result[plane + at] = store(of(shares, ys), 8 - fraction);
    }
  return result;
}
