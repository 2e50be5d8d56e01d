import {
  asBits,
  type Bool,
  fromBits,
  mem,
  reg,
  type Stream,
  select,
  type UInt,
  type UIntType,
  u16,
  uint,
  type VecType,
  vec,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';

/** Taps in a word of 8 bytes. */
const perWord = 4;

interface TapMemory {
  readonly taps: UInt<6>;
  readonly loading: Bool;
  readonly config: AcceleratorConfig;
}

/** Takes the taps of a filter while `loading`, filled up to a word of the map unit; `loaded` when all of them are there. */
export function tapMemory(words: Stream<VecType<UIntType<8>>>, { taps, loading, config }: TapMemory) {
  const { rows: block } = config;
  const most = (Math.ceil((2 * config.taps) / block) * block) / (2 * perWord);
  const bits = Math.max(1, Math.ceil(Math.log2(most)));
  const memory = mem(vec(u16, perWord), 2 ** bits, { style: 'distributed' });
  const taken = reg(uint(bits + 1), { init: 0 });
  const wordsOfBlock = taps.add(block / 2 - 1).shr(Math.log2(block / 2));
  const loaded = taken.eq(wordsOfBlock.shl(Math.log2(block / (2 * perWord))));
  words.ready.set(loading.and(loaded.not()));
  when(words.fire, () => {
    memory.write(taken.trunc(bits), fromBits(vec(u16, perWord), asBits(words.payload)));
    taken.set(taken.addWrap(1));
  });
  when(loading.not(), () => taken.set(0));
  const tapAt = (tap: UInt): UInt<16> => {
    const word = memory.read(tap.bits(5, 2).extend(Math.max(4, bits)).trunc(bits));
    return select(tap.bits(1, 0), [...word]) as UInt<16>;
  };
  return { tapAt, loaded };
}
