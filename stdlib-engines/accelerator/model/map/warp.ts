import { flowFrom16 } from '../../../quantized/flow.js';
import { place } from '../../../quantized/position.js';
import { type MapFields, warpBytes } from '../../isa/check/map.js';
import { between, type Plane } from './between.js';

/** `warp`: a block of features where a warp map says, times the occlusion: `occlude(interpolate16(...), occlusion)`. */
export function warp({ flowFraction }: MapFields, plane: Plane, second: Uint8Array): Int8Array {
  const { rows, columns, word } = plane;
  const entries = new DataView(second.buffer, second.byteOffset, second.byteLength);
  const result = new Int8Array(rows * columns * word);
  const values = new Int32Array(word);
  for (let row = 0, pixel = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, pixel++) {
      const at = pixel * warpBytes;
      const across = place(column, flowFrom16(entries.getInt16(at, true), 8 - flowFraction));
      const down = place(row, flowFrom16(entries.getInt16(at + 2, true), 8 - flowFraction));
      const seen = entries.getUint16(at + 4, true);
      const position = { row: down.cell, column: across.cell, down: down.fraction, right: across.fraction };
      between(plane, position, word, values);
      for (let c = 0; c < word; c++) result[pixel * word + c] = (((values[c]! + 128) >> 8) * seen + (1 << 23)) >> 24;
    }
  return result;
}
