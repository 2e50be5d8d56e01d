import type { MapFields } from '../../isa/check/map.js';
import { alignedPlaces, type Plane, resample } from './between.js';

/** Channels that are filtered; the others of the block are 0 in the result, whatever they were. */
const colours = 3;

/** `shrink`: a filter along columns, then along rows, zeros around; every `factor`-th sample, or bilinear between the corners. */
export function shrink(fields: MapFields, plane: Plane, second: Uint8Array): Int8Array {
  const view = new DataView(second.buffer, second.byteOffset, second.byteLength);
  const taps = Array.from({ length: fields.taps }, (_, i) => view.getUint16(2 * i, true));
  if (!fields.style) return filtered(plane, taps, fields.factor, [fields.outRows, fields.outColumns]);
  const result = new Int8Array(fields.outRows * fields.outColumns * plane.word);
  const smooth = { ...plane, data: filtered(plane, taps, 1, [plane.rows, plane.columns]) };
  const [down, across] = [alignedPlaces(plane.rows, fields.outRows), alignedPlaces(plane.columns, fields.outColumns)];
  resample(smooth, down, across, result);
  return result;
}

const sat = (x: number, bits: number): number => Math.max(-(2 ** (bits - 1)), Math.min(2 ** (bits - 1) - 1, x));

/** `shrinkDown`, then `shrinkAcross`, only for the rows and columns that are wanted; doubles hold any sum of 31 products. */
function filtered(
  { data, rows, columns, word }: Plane,
  taps: readonly number[],
  step: number,
  [toRows, toColumns]: readonly [number, number],
): Int8Array {
  const half = (taps.length - 1) / 2;
  const result = new Int8Array(toRows * toColumns * word);
  const line = new Int16Array(columns * word);
  for (let y = 0; y < toRows; y++) {
    for (let i = 0; i < line.length; i++) {
      let sum = 0;
      for (const [t, tap] of taps.entries()) {
        const row = y * step + t - half;
        if (row >= 0 && row < rows) sum += data[row * line.length + i]! * tap;
      }
      line[i] = sat(Math.floor((sum + 64) / 128), 16);
    }
    for (let x = 0; x < toColumns; x++)
      for (let c = 0; c < colours; c++) {
        let sum = 0;
        for (const [t, tap] of taps.entries()) {
          const column = x * step + t - half;
          if (column >= 0 && column < columns) sum += line[column * word + c]! * tap;
        }
        result[(y * toColumns + x) * word + c] = sat(Math.floor((sum + 2 ** 22) / 2 ** 23), 8);
      }
  }
  return result;
}
