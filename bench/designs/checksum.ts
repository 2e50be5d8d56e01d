import { reg, type UInt, u32 } from 'grace-hdl';

/** The bits of a word, moved up by one place in a ring. */
export const rotate = (word: UInt<32>): UInt<32> => word.bits(30, 0).cat(word.bit(31)).trunc(32);

/** A register that folds in a word every cycle: the checksum of a benchmark. */
export function checksumOf(word: UInt<32>): UInt<32> {
  const checksum = reg(u32, { init: 0 });
  checksum.set(rotate(checksum).xor(word));
  return checksum;
}
