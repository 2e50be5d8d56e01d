import { type Bool, i8, mem, type SIntType, type UInt, type Vec, vec, when } from '../../dsl/index.js';

/** Words of `lanes` channels in four memories by the parity of row and column, of which each gives a word per cycle. */
export interface PictureMemory {
  readonly lanes: number;
  /** Writes a word into memory 2 * (row odd) + (column odd), in the cycles in which `enable` is 1. */
  write(enable: Bool, rowOdd: Bool, columnOdd: Bool, address: UInt, word: Vec<SIntType<8>>): void;
  /** The words at four addresses, one for each memory, a cycle later; they hold while `enable` is 0. */
  read(addresses: readonly UInt[], enable: Bool): readonly Vec<SIntType<8>>[];
  /** The lowest bits of an address, as many as the memories take. */
  fit(address: UInt): UInt;
}

/** Block RAM for `words` words in all. */
export function pictureMemory(lanes: number, words: number): PictureMemory {
  const depth = Math.max(2, Math.ceil(words / 4));
  const bits = Math.ceil(Math.log2(depth));
  const banks = ['even_even', 'even_odd', 'odd_even', 'odd_odd'].map(() =>
    mem(vec(i8, lanes), depth, { style: 'block' }),
  );
  return {
    lanes,
    write(enable, rowOdd, columnOdd, address, word) {
      banks.forEach((bank, i) => {
        const here = (i & 2 ? rowOdd : rowOdd.not()).and(i & 1 ? columnOdd : columnOdd.not());
        when(enable.and(here), () => bank.write(address, word));
      });
    },
    read: (addresses, enable) => banks.map((bank, i) => bank.readSync(addresses[i]!, { enable })),
    fit: address => (address.width > bits ? address.trunc(bits) : address.extend(bits)),
  };
}
