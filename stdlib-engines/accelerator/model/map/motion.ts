import { gaussian, heatmap } from '../../../quantized/gaussian.js';
import { place } from '../../../quantized/position.js';
import type { MapFields } from '../../isa/check/map.js';
import { between, type Plane } from './between.js';
import { type MotionRecord, readRecords, shiftAt } from './record.js';

/** `motion`: for each record the heatmap and the picture's three colours where its motion looks: four channels of a block. */
export function motion(fields: MapFields, plane: Plane, second: Uint8Array): Int8Array {
  const { rows, columns, word } = plane;
  const result = new Int8Array(rows * columns * word);
  const colours = new Int32Array(3);
  for (const [k, record] of readRecords(second).entries()) {
    const heat = heatOf(record, fields.unit, rows, columns);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const [x, y] = shiftAt(record, fields.jacobians === 1, row, column);
        const [across, down] = [place(column, x), place(row, y)];
        const position = { row: down.cell, column: across.cell, down: down.fraction, right: across.fraction };
        between(plane, position, 3, colours);
        const to = (row * columns + column) * word + 4 * k;
        result[to] = heat(row, column);
        for (let c = 0; c < 3; c++) result[to + 1 + c] = (colours[c]! + 32768) >> 16;
      }
  }
  return result;
}

/** The bells along rows and columns are needed once for each of these. */
function heatOf({ source, driving }: MotionRecord, unit: number, rows: number, columns: number) {
  const bell = (point: number, size: number): number[] =>
    Array.from({ length: size }, (_, i) => gaussian((i << 8) - point, unit));
  const [drivingX, sourceX] = [bell(driving[0], columns), bell(source[0], columns)];
  const [drivingY, sourceY] = [bell(driving[1], rows), bell(source[1], rows)];
  return (row: number, column: number): number =>
    heatmap(drivingX[column]!, drivingY[row]!, sourceX[column]!, sourceY[row]!);
}
