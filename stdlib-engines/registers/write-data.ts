import { mux } from '../../dsl/control/select.js';
import type { Bool } from '../../dsl/signal/bool.js';
import { lit } from '../../dsl/signal/lit.js';
import type { UInt } from '../../dsl/signal/uint.js';
import { uint } from '../../dsl/type/make.js';

/** A word that software writes, of which only some bytes may count. */
export interface WriteData {
  readonly data: UInt;
  /** A bit for each byte. */
  readonly strb: UInt;
}

/** The condition under which the bits `high` to `low` count, where they lie within one byte. */
export function strobeOf({ strb }: WriteData, high: number, low: number): Bool | undefined {
  return byteOf(high) === byteOf(low) ? strb.bit(byteOf(low)) : undefined;
}

/** The bits `high` to `low` as they are written, where their byte counts; elsewhere those of `old`, or zeros. */
export function written({ data, strb }: WriteData, high: number, low: number, old?: UInt): UInt {
  const pieces: UInt[] = [];
  for (let byte = byteOf(high); byte >= byteOf(low); byte--) {
    const [top, bottom] = [Math.min(high, 8 * byte + 7), Math.max(low, 8 * byte)];
    const kept = old ? old.bits(top - low, bottom - low) : lit(uint(top - bottom + 1), 0);
    pieces.push(mux(strb.bit(byte), data.bits(top, bottom), kept as never));
  }
  const [first, ...rest] = pieces;
  return rest.length === 0 ? first! : first!.cat(...rest);
}

const byteOf = (bit: number): number => Math.floor(bit / 8);
