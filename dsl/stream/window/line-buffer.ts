import { vec } from '../../type/make.js';
import type { Stream } from '../stream.js';
import { geometryOf, type WindowOptions } from './geometry.js';
import { windows } from './window.js';

export interface LineBufferOptions extends Omit<WindowOptions, 'cols'> {}

/** A window one pixel wide, as the column that it is. See `Stream.lineBuffer`. */
export function lineBuffer(source: Stream, options: LineBufferOptions): Stream {
  const geometry = geometryOf('lineBuffer', { ...options, cols: 1 });
  return windows(source, 'lines', geometry, pixel => vec(pixel, options.rows));
}
