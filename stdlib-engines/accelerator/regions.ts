import { type Bool, bundle, lit, type SignalOf, type UInt, u32, uint } from '../../dsl/index.js';
import { faults } from './fault.js';

const range = bundle({ base: u32, size: u32 });
const code = uint(4);

/**
 * Where a program may read and write: bases and sizes in bytes, set by software before it starts. `constants` are only
 * read. Bases are multiples of a word of the memories, and `base + size` is at most 2^32.
 */
export const regionsType = bundle({ constants: range, work: range });

/** The signal of `regionsType`. */
export type Regions = SignalOf<typeof regionsType>;

/** The number of a region, as instructions have it. */
export const regionNumbers = { constants: 0, work: 1 } as const;

/** Bytes that a unit wants to ask for. */
export interface Access {
  readonly region: UInt;
  /** From the start of the region on, up to 40 bits: sums that have passed 2^32 are outside of every region. */
  readonly offset: UInt;
  readonly bytes: UInt;
  /** What the address and the number of bytes have to be multiples of: a power of two, 2 at least. */
  readonly alignment: number;
  /** Not to the constants. */
  readonly writes?: boolean;
}

/** Where they are, if there is no fault: a code of `faults`. */
export interface Placed {
  readonly address: UInt<32>;
  readonly fault: UInt<4>;
  /** `fault` is 0. */
  readonly good: Bool;
}

/**
 * Whether bytes lie within their region, and their address. Every unit asks this before it asks the bus: what is outside
 * is never touched. Two sums of 32 bits and a comparison behind one of them, side by side: logic without registers.
 *
 * @example const { address, fault } = placeIn(io.regions, { region, offset, bytes, alignment: config.rows })
 */
export function placeIn(regions: Regions, access: Access): Placed {
  const { region, offset, bytes, alignment, writes = false } = access;
  const isWork = region.eq(regionNumbers.work);
  const exists = writes ? isWork : isWork.or(region.eq(regionNumbers.constants));
  const { work, constants } = regions;
  const base = isWork.mux(work.base, constants.base);
  const size = isWork.mux(work.size, constants.size);
  const low = (value: UInt): Bool => value.bits(Math.log2(alignment) - 1, 0).any();
  const aligned = low(offset).or(low(bytes)).not();
  const inside = exists.and(offset.add(bytes).le(size));
  const fault = inside.mux(aligned.mux(lit(code, faults.none), faults.alignment), faults.address);
  const start = offset.width > 32 ? offset.trunc(32) : offset.extend(32);
  return {
    address: base.addWrap(start) as UInt<32>,
    fault,
    good: inside.and(aligned),
  };
}
