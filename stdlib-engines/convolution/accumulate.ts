import {
  type Bool,
  bool,
  check,
  delay,
  indexType,
  lanewise,
  mem,
  reg,
  type SInt,
  type SIntType,
  type Stream,
  sint,
  type UInt,
  type Vec,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';

/** Which word of which bank is read for the epilogue; it comes in the next cycle, and stays until the next is read. */
export interface BankRead {
  readonly enable: Bool;
  readonly bank: Bool;
  readonly address: UInt;
}

/**
 * Sums of the array added up in two banks of 32-bit accumulators, word by word: one is added to while the epilogue reads
 * the other. It never holds the array up.
 *
 *     sums --+----------------[+]--[ ]--> write      read, add, write: a word is there again three
 *            +--> read --------^                     cycles after it was read
 *
 * A set of weights takes more cycles than that, however few pixels it has, since its rows are loaded one by one: so the
 * next set finds what this one has written, and nothing has to be forwarded.
 *
 * @param notes one for each set of weights, before its first sum: `opens` where its sums are the first of their group and do not add
 * to what is there, `closes` where they are the last and the bank goes to the epilogue
 */
export function accumulate(sums: Stream, notes: Stream, read: BankRead, { columns, accumulators }: AcceleratorConfig) {
  const index = indexType(accumulators);
  const word = vec(sint(32), columns);
  const banks = [0, 1].map(() => mem(word, accumulators, { style: 'block' }));

  const at = reg(index, { init: 0 });
  const bank = reg(bool, { init: false });
  sums.ready.set(true);
  const ends = sums.fire.and(sums.last!);
  notes.ready.set(ends);
  when(sums.fire, () => {
    check.assert(notes.valid, 'sums of a set of weights that nobody has announced');
    at.set(sums.last!.mux(0, at.addWrap(1)));
  });
  const { opens, closes } = notes.payload as { opens: Bool; closes: Bool };
  const handed = ends.and(closes);
  when(handed, () => bank.set(bank.not()));

  const adds = sums.fire.and(opens.not());
  const old = banks.map((memory, i) => {
    const own = i === 0 ? bank.not() : bank;
    const theirs = read.enable.and(i === 0 ? read.bank.not() : read.bank);
    const address = theirs.mux(read.address.trunc(index.width), at);
    return memory.readSync(address, { enable: theirs.or(adds.and(own)) }) as unknown as Vec<SIntType>;
  });

  const valid = delay(sums.fire, 1, { init: false });
  const [fresh, atAdd, bankAdd] = [reg(bool), reg(index), reg(bool)];
  const sum = reg(sums.type) as unknown as Vec<SIntType>;
  when(sums.fire, () => {
    fresh.set(opens);
    atAdd.set(at);
    bankAdd.set(bank);
    sum.set(sums.payload as never);
  });
  const total = reg(word) as unknown as Vec<SIntType>;
  const [atWrite, bankWrite] = [reg(index), reg(bool)];
  when(valid, () => {
    const [first, second] = old as [Vec<SIntType>, Vec<SIntType>];
    const before = lanewise((a, b) => bankAdd.mux(b, a) as SInt, first, second) as Vec<SIntType>;
    const added = (s: SInt, b: SInt): SInt => s.extend(32).addWrap(fresh.mux(0, b) as never) as SInt;
    total.set(lanewise((s, b) => added(s as SInt, b as SInt), sum, before) as never);
    atWrite.set(atAdd);
    bankWrite.set(bankAdd);
  });
  const writes = delay(valid, 1, { init: false });
  banks.forEach((memory, i) => {
    when(writes.and(i === 0 ? bankWrite.not() : bankWrite), () => memory.write(atWrite, total as never));
  });
  return {
    /** 1 when the sums of a group are in their bank. */
    handed: delay(handed, 3, { init: false }),
    words: old,
  };
}
