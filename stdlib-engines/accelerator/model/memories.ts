import type { AcceleratorConfig } from '../config.js';
import type { FaultName } from '../fault.js';
import { parameterRows } from '../isa/check/conv.js';
import { regionNames } from '../isa/check/problem.js';

/** The regions of memory that a program works on. */
export interface RegionBytes {
  readonly constants: Uint8Array;
  /** Is written. */
  readonly work: Uint8Array;
}

/** Bytes of a region from an address on. */
export const bytesAt = (regions: RegionBytes, region: number, address: number, bytes: number): Uint8Array =>
  regions[regionNames[region]!].subarray(address, address + bytes);

/** Bytes of each region. */
export const sizesOf = ({ constants, work }: RegionBytes) => ({ constants: constants.length, work: work.length });

/** What ends a program. */
export class Fault extends Error {
  constructor(readonly fault: FaultName) {
    super(fault);
  }
}

/** Sums of a group, and the parameters of the channels that they are for. */
export interface Bank {
  /** `[pixel][column of the array]`. */
  readonly sums: Int32Array;
  /** A bias i32, gain u16, shift u8, 0 for each column. */
  readonly parameters: DataView;
}

/** Everything that an accelerator keeps between instructions. All of it is 0 when a program starts. */
export interface Memories {
  /** Whole numbers of 8 bits as well; in doubles, since so they are multiplied. */
  readonly tile: Float64Array;
  readonly skip: Int8Array;
  readonly out: Int8Array;
  /** Gain i16, shift u8, 0, offset i32 for each channel of each row. */
  readonly table: Uint8Array;
  /** Sums are made in one, and finished in the other. */
  readonly banks: readonly [Bank, Bank];
}

export function memories({ rows, columns, ...config }: AcceleratorConfig): Memories {
  const bank = (): Bank => ({
    sums: new Int32Array(config.accumulators * columns),
    parameters: new DataView(new ArrayBuffer(parameterRows * columns)),
  });
  return {
    tile: new Float64Array(config.tileWords * rows),
    skip: new Int8Array(config.skipWords * rows),
    out: new Int8Array(config.outWords * rows),
    table: new Uint8Array(config.tableRows * 8 * rows),
    banks: [bank(), bank()],
  };
}
