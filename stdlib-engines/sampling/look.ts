import {
  bundle,
  type i16,
  i18,
  kernel,
  sint,
  type u4,
  type u10,
  type u16,
  type u17,
  uint,
  wrap,
} from '../../dsl/index.js';
import { affineShift, flowFrom16 } from '../quantized/flow.js';
import { gaussian, heatmap } from '../quantized/gaussian.js';

/** A keypoint's motion: its places in 256ths of a pixel, and the rows of `J_s J_d^-1 - 1` in 4096ths, 0 without Jacobians. */
export interface Motion {
  readonly sourceX: u17;
  readonly sourceY: u17;
  readonly drivingX: u17;
  readonly drivingY: u17;
  readonly xx: i16;
  readonly xy: i16;
  readonly yx: i16;
  readonly yy: i16;
}

/** The same as hardware. */
export const motionType = bundle({
  sourceX: uint(17),
  sourceY: uint(17),
  drivingX: uint(17),
  drivingY: uint(17),
  xx: sint(16),
  xy: sint(16),
  yx: sint(16),
  yy: sint(16),
});

/** Where a pixel looks by a motion, in 256ths of a pixel from itself, and the motion's heatmap there. */
export const motionAt = kernel((column: u10, row: u10, motion: Motion, unit: u16) => {
  const dx = wrap((column << 8) - motion.drivingX, i18);
  const dy = wrap((row << 8) - motion.drivingY, i18);
  return {
    x: affineShift(motion.xx, motion.xy, dx, dy, motion.sourceX - motion.drivingX),
    y: affineShift(motion.yx, motion.yy, dx, dy, motion.sourceY - motion.drivingY),
    heat: heatmap(
      gaussian(dx, unit),
      gaussian(dy, unit),
      gaussian(wrap((column << 8) - motion.sourceX, i18), unit),
      gaussian(wrap((row << 8) - motion.sourceY, i18), unit),
    ),
  };
});

/** Where a pixel looks by a motion or by a flow, whose numbers have `drop` bits fewer behind the point. */
export const look = kernel(
  (byMotion: boolean, column: u10, row: u10, motion: Motion, unit: u16, flowX: i16, flowY: i16, drop: u4) => {
    const { x, y, heat } = motionAt(column, row, motion, unit);
    return {
      column,
      row,
      x: byMotion ? x : flowFrom16(flowX, drop),
      y: byMotion ? y : flowFrom16(flowY, drop),
      heat,
    };
  },
);
