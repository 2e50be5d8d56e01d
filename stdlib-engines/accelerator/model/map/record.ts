import { affineShift } from '../../../quantized/flow.js';
import { recordBytes } from '../../isa/check/map.js';

/** The motion of a keypoint, as software puts it into memory. */
export interface MotionRecord {
  /** x, y in 256ths of a pixel. */
  readonly source: readonly [number, number];
  readonly driving: readonly [number, number];
  /** Rows of the Jacobian less the identity, in 4096ths. */
  readonly across: readonly [number, number];
  readonly down: readonly [number, number];
}

/** Of places the lower 17 bits count, of Jacobians 16: places lie within 512 pixels, and `jacobiansToFixed` saturates. */
export function readRecords(bytes: Uint8Array): MotionRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / recordBytes }, (_, i) => {
    const at = recordBytes * i;
    const place = (from: number): [number, number] => [
      view.getUint32(at + from, true) & 0x1ffff,
      view.getUint32(at + from + 4, true) & 0x1ffff,
    ];
    const row = (from: number): [number, number] => [
      view.getInt16(at + from, true),
      view.getInt16(at + from + 4, true),
    ];
    return { source: place(0), driving: place(8), across: row(16), down: row(24) };
  });
}

/** How far a pixel looks away from itself by a motion, x and y in 256ths of a pixel. */
export function shiftAt(
  { source, driving, across, down }: MotionRecord,
  jacobians: boolean,
  row: number,
  column: number,
): readonly [x: number, y: number] {
  const [x, y] = [source[0] - driving[0], source[1] - driving[1]];
  if (!jacobians) return [x, y];
  const [dx, dy] = [(column << 8) - driving[0], (row << 8) - driving[1]];
  return [affineShift(across[0], across[1], dx, dy, x), affineShift(down[0], down[1], dx, dy, y)];
}
