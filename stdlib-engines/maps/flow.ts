import {
  type Bool,
  bundle,
  type i16,
  i18,
  i34,
  i40,
  kernel,
  reg,
  roundShr,
  type Stream,
  sat,
  type UInt,
  type u4,
  type u12,
  type u16,
  type u17,
  type u24,
  uint,
  when,
  wrap,
} from '../../dsl/index.js';
import { affineShift, flowTo8, flowTo16 } from '../quantized/flow.js';
import { share } from '../quantized/softmax.js';
import { unit8 } from '../quantized/unit.js';
import { raster } from '../sampling/raster.js';
import type { Motion } from './motions.js';
import { foldPackets } from './packets.js';
import type { fractionType } from './softmax.js';

/** A share of 16 bits, or of 8 in the same steps. */
const shareOf = kernel((power: u16, inverse: u24, shares8: boolean): u16 => {
  const wide = share(power, inverse);
  return shares8 ? unit8(wide) << 8 : wide;
});

/** What a motion adds to the flow of a pixel along one axis: its share times its shift there. */
const term = kernel(
  (part: u16, affine: boolean, acrossX: i16, acrossY: i16, distanceX: i18, distanceY: i18, shift: i18): i34 =>
    part * affineShift(affine ? acrossX : 0, affine ? acrossY : 0, distanceX, distanceY, shift),
);

/** What a motion adds to the flow of a pixel, as elements go through hardware. */
const flowTerm = kernel(
  (
    power: u16,
    inverse: u24,
    shares8: boolean,
    affine: boolean,
    row: u12,
    column: u12,
    sourceX: u17,
    sourceY: u17,
    drivingX: u17,
    drivingY: u17,
    alongXX: i16,
    alongXY: i16,
    alongYX: i16,
    alongYY: i16,
  ) => {
    const part = shareOf(power, inverse, shares8);
    const distanceX = wrap((column << 8) - drivingX, i18);
    const distanceY = wrap((row << 8) - drivingY, i18);
    const shiftX = wrap(sourceX - drivingX, i18);
    const shiftY = wrap(sourceY - drivingY, i18);
    return {
      x: term(part, affine, alongXX, alongXY, distanceX, distanceY, shiftX),
      y: term(part, affine, alongYX, alongYY, distanceX, distanceY, shiftY),
    };
  },
);

/** The sum of all terms along one axis as it is stored, in 16 bits. */
const stored = kernel((sum: i40, drop: u4, flow8: boolean): i16 => {
  const flow = sat(roundShr(sum, 16), i18);
  return flow8 ? flowTo8(flow, drop) : flowTo16(flow, drop);
});

const storedFlow = kernel((x: i40, y: i40, drop: u4, flow8: boolean) => ({
  x: stored(x, drop, flow8),
  y: stored(y, drop, flow8),
}));

/** What the flow of a map is made by; all of it stands still while the map goes through. */
interface FlowSettings {
  readonly rows: UInt;
  readonly columns: UInt;
  readonly shares8: Bool;
  readonly affine: Bool;
  readonly flow8: Bool;
  /** Bits that are dropped behind the point: 8 less those of the flow. */
  readonly drop: UInt<4>;
  readonly motionBits: number;
  readonly motion: (number: UInt) => Motion;
  readonly period: number;
}

const terms = bundle({ x: i34, y: i34 });
const sums = bundle({ x: i40, y: i40 });

/**
 * The flow of each pixel: packets of powers with the reciprocal of their sum, one packet per pixel, rows from the top, to the sum of share
 * times shift. An element per cycle; seven DSP48E1, two of them for each row of the Jacobian.
 */
export function composeFlow(fractions: Stream<typeof fractionType>, settings: FlowSettings) {
  const { shares8, affine, flow8, drop, motionBits, motion, period } = settings;
  const number = reg(uint(motionBits), { init: 0 });
  const last = fractions.last!;
  const { row, column } = raster(settings.rows, settings.columns, fractions.fire.and(last));
  when(fractions.fire, () => number.set(last.mux(0, number.addWrap(1))));
  const { source, driving, alongX, alongY } = motion(number);
  const looked = fractions.map(({ power, inverse }) => ({
    power,
    inverse,
    shares8,
    affine,
    row,
    column,
    sourceX: source.x,
    sourceY: source.y,
    drivingX: driving.x,
    drivingY: driving.y,
    alongXX: alongX.x,
    alongXY: alongX.y,
    alongYX: alongY.x,
    alongYY: alongY.y,
  }));
  const parts = looked.regValid().map(flowTerm, { period });
  const flows = foldPackets(parts as Stream<typeof terms>, sums, { x: 0, y: 0 }, (sofar, { x, y }) => ({
    x: sofar.x.addWrap(x.extend(40)),
    y: sofar.y.addWrap(y.extend(40)),
  }));
  return flows.map(({ x, y }) => ({ x, y, drop, flow8 })).map(storedFlow, { period });
}
