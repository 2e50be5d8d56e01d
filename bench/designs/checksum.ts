import { reg, type UInt, u32 } from 'grace-hdl';

/** A register that folds in a word every cycle: the checksum of a benchmark. */
export function checksumOf(word: UInt<32>): UInt<32> {
  const checksum = reg(u32, { init: 0 });
  checksum.set(checksum.bits(30, 0).cat(checksum.bit(31)).trunc(32).xor(word));
  return checksum;
}
