import type { Vec } from '../../signal/vec.js';
import { wrap } from '../../signal/wrap.js';
import { vec } from '../../type/make.js';
import type { SignalOf, Type, VecType } from '../../type/type.js';
import type { Stream } from '../stream.js';
import { geometryOf, type WindowOptions } from './geometry.js';
import { wholeKernel } from './neighbourhood.js';
import { windows } from './window.js';

export type LineBufferOptions = Omit<WindowOptions, 'cols'>;

/**
 * With every pixel those above and below it in its column: a window one pixel wide, `column.at(row)`. Everything else
 * is as for `window`.
 *
 * @throws HW032 for a kernel that does not fit, and sizes that are none.
 */
export function lineBuffer<T>(source: Stream<T>, options: LineBufferOptions): Stream<VecType<T>> {
  const geometry = geometryOf({ ...options, cols: 1 });
  const type = source.type as Type;
  return windows(source as Stream, 'lines', geometry, rows => {
    const column = vec(type, options.rows);
    const whole: Vec<Type> = wholeKernel(type, geometry, rows);
    return { type: column, payload: wrap(column, whole.refs) as SignalOf<Type> };
  });
}
