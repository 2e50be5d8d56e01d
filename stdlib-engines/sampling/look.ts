import {
  bundle,
  type i8,
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

/**
 * The heatmap of a motion at a pixel, in steps of 1/127: the bell around the place in the driving frame less that in the source.
 *
 * @param unit how wide the bells are: 8192 by their standard deviation in pixels
 */
export const heatAt = kernel(
  (column: u10, row: u10, sourceX: u17, sourceY: u17, drivingX: u17, drivingY: u17, unit: u16): i8 =>
    heatmap(
      gaussian(wrap((column << 8) - drivingX, i18), unit),
      gaussian(wrap((row << 8) - drivingY, i18), unit),
      gaussian(wrap((column << 8) - sourceX, i18), unit),
      gaussian(wrap((row << 8) - sourceY, i18), unit),
    ),
);

/** Where a pixel looks by a motion, in 256ths of a pixel from itself. */
export const motionShift = kernel((column: u10, row: u10, motion: Motion) => {
  const { sourceX, sourceY, drivingX, drivingY, xx, xy, yx, yy } = motion;
  const dx = wrap((column << 8) - drivingX, i18);
  const dy = wrap((row << 8) - drivingY, i18);
  return {
    x: affineShift(xx, xy, dx, dy, sourceX - drivingX),
    y: affineShift(yx, yy, dx, dy, sourceY - drivingY),
  };
});

/** The bells of a motion along one axis, at a pixel of it: two Gaussians, which serve rows and columns in turn. */
export const bellsAt = kernel((ofRow: boolean, column: u10, row: u10, motion: Motion, unit: u16) => {
  const at = (ofRow ? row : column) << 8;
  return {
    driving: gaussian(wrap(at - (ofRow ? motion.drivingY : motion.drivingX), i18), unit),
    source: gaussian(wrap(at - (ofRow ? motion.sourceY : motion.sourceX), i18), unit),
  };
});

/** Where a pixel looks by a motion or by a flow, whose numbers have `drop` bits fewer behind the point. */
export const look = kernel(
  (byMotion: boolean, column: u10, row: u10, motion: Motion, flowX: i16, flowY: i16, drop: u4) => {
    const { x, y } = motionShift(column, row, motion);
    return { x: byMotion ? x : flowFrom16(flowX, drop), y: byMotion ? y : flowFrom16(flowY, drop) };
  },
);
