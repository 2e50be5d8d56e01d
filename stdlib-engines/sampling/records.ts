import {
  asBits,
  type Bool,
  bundle,
  fromBits,
  indexType,
  mem,
  reg,
  type SInt,
  type Source,
  sint,
  type UInt,
  type UIntType,
  uint,
  type Vec,
  when,
} from '../../dsl/index.js';
import type { motionType } from './look.js';

/** Half a record of motion: 32 bits of x, then of y. */
const pair = bundle({ x: sint(32), y: sint(32) });

/** The motions that an instruction brings, 4 elements of 8 bytes each: source, driving, and the rows of the Jacobian. */
export interface Records {
  /** The last element is being taken. */
  readonly full: Bool;
  /** A record as `motionAt` takes it. */
  read(index: UInt, jacobians: Bool): Source<typeof motionType>;
}

/**
 * Holds `count` records of 32 bytes. Of each number as many bits count as its type has: 17 of places (unsigned), 16 of
 * Jacobians, which are 0 unless `jacobians`.
 */
export function records(count: number, bytes: Vec<UIntType<8>>, take: Bool): Records {
  const place = bundle({ x: uint(17), y: uint(17) });
  const across = bundle({ x: sint(16), y: sint(16) });
  const [source, driving] = [mem(place, count, { style: 'distributed' }), mem(place, count, { style: 'distributed' })];
  const [rowX, rowY] = [mem(across, count, { style: 'distributed' }), mem(across, count, { style: 'distributed' })];
  const field = reg(uint(2), { init: 0 });
  const record = reg(indexType(count), { init: 0 });
  const { x, y } = fromBits(pair, asBits(bytes));
  const numbers = { x: x.asUInt().trunc(17), y: y.asUInt().trunc(17) };
  const ratios = { x: x.wrap(sint(16)), y: y.wrap(sint(16)) };
  when(take, () => {
    field.set(field.addWrap(1));
    when(field.eq(0), () => source.write(record, numbers));
    when(field.eq(1), () => driving.write(record, numbers));
    when(field.eq(2), () => rowX.write(record, ratios));
    when(field.eq(3), () => {
      rowY.write(record, ratios);
      record.set(record.eq(count - 1).mux(0, record.addWrap(1)));
    });
  });
  return {
    full: take.and(field.eq(3), record.eq(count - 1)),
    read(index, jacobians) {
      const [from, to, alongX, alongY] = [source.read(index), driving.read(index), rowX.read(index), rowY.read(index)];
      const used = (ratio: SInt<16>): SInt<16> => jacobians.mux(ratio, 0);
      return {
        sourceX: from.x,
        sourceY: from.y,
        drivingX: to.x,
        drivingY: to.y,
        xx: used(alongX.x),
        xy: used(alongX.y),
        yx: used(alongY.x),
        yy: used(alongY.y),
      };
    },
  };
}
