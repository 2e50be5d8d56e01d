import type { Bit } from './netlist.js';

/** The value of every net of a netlist, one byte per bit. Constants need no net. */
export type Nets = Uint8Array;

/** The unsigned number that these bits hold now; unknown is 0. */
export function gather(nets: Nets, bits: readonly Bit[]): bigint {
  let value = 0n;
  for (let high = bits.length; high > 0; ) {
    const low = Math.max(0, high - 30);
    let chunk = 0;
    for (let i = high - 1; i >= low; i--) {
      const bit = bits[i]!;
      chunk = chunk * 2 + (typeof bit === 'number' ? nets[bit]! : bit === '1' ? 1 : 0);
    }
    value = (value << BigInt(high - low)) | BigInt(chunk);
    high = low;
  }
  return value;
}

/** Sets these bits; true when one of them changed. */
export function scatter(nets: Nets, bits: readonly Bit[], value: bigint): boolean {
  let changed = false;
  let rest = value;
  for (let low = 0; low < bits.length; low += 30) {
    let chunk = Number(rest & 0x3fffffffn);
    rest >>= 30n;
    for (let i = low; i < Math.min(bits.length, low + 30); i++) {
      const bit = bits[i]!;
      if (typeof bit === 'number' && nets[bit] !== (chunk & 1)) {
        nets[bit] = chunk & 1;
        changed = true;
      }
      chunk >>>= 1;
    }
  }
  return changed;
}
