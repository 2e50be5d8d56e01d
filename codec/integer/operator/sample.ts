import { flowFrom16 } from '../../../stdlib-engines/quantized/flow.js';
import { place } from '../../../stdlib-engines/quantized/position.js';
import type { IntegerArray } from '../tensor.js';
import { blendAt } from './blend.js';
import type { Maps } from './load.js';

/**
 * Maps where a flow says, times the occlusion: for each number `occlude(interpolate16(...), occlusion)`, zeros outside.
 *
 * @param flow `[2, rows, columns]` with `fraction` bits behind the point
 * @param occlusion `[1, rows, columns]`, u8 or u16
 */
export function sample(maps: Maps, flow: IntegerArray, fraction: number, occlusion: IntegerArray): Int8Array {
  const [channels, rows, columns] = maps.shape;
  const plane = rows * columns;
  const result = new Int8Array(maps.data.length);
  const widen = occlusion instanceof Uint8Array ? 8 : 0;
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) {
      const across = place(column, flowFrom16(flow[at]!, 8 - fraction));
      const down = place(row, flowFrom16(flow[plane + at]!, 8 - fraction));
      const seen = occlusion[at]! << widen;
      for (let channel = 0; channel < channels; channel++) {
        const here = { data: maps.data, at: channel * plane, rows, columns };
        const value = (blendAt(here, down.cell, across.cell, down.fraction, across.fraction) + 128) >> 8;
        result[channel * plane + at] = (value * seen + (1 << 23)) >> 24;
      }
    }
  return result;
}
