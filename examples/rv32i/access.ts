import { lit, match, mux, type UInt, u32, uint, wire } from 'grace-hdl';
import { size } from './isa.js';

/**
 * A store as the memory sees it: the value repeated so that it stands in every place where it may go, and one strobe
 * for each byte of the word. `offset` is the address within the word.
 */
export function storeLanes(kind: UInt, offset: UInt, value: UInt<32>): { data: UInt<32>; strobe: UInt<4> } {
  const byte = value.bits(7, 0);
  const half = value.bits(15, 0);
  const data = wire(u32, value);
  const strobe = wire(uint(4), 0b1111);
  match(kind.bits(1, 0), {
    [size.byte]: () => {
      data.set(byte.cat(byte, byte, byte).trunc(32));
      strobe.set(lit(uint(4), 0b0001).shlWrap(offset));
    },
    [size.half]: () => {
      data.set(half.cat(half).trunc(32));
      strobe.set(lit(uint(4), 0b0011).shlWrap(offset.bits(1, 1).shl(1)));
    },
    default: () => {},
  });
  return { data, strobe };
}

/** The part of a word that a load asked for, extended by its sign or by zeros. */
export function loadedValue(kind: UInt, offset: UInt, word: UInt<32>): UInt<32> {
  const half = mux(offset.bit(1), word.bits(31, 16), word.bits(15, 0));
  const byte = mux(offset.bit(0), half.bits(15, 8), half.bits(7, 0));
  const loaded = wire(u32, word);
  match(kind, {
    [size.byte]: () => loaded.set(byte.asSInt().extend(32).asUInt()),
    [size.half]: () => loaded.set(half.asSInt().extend(32).asUInt()),
    [size.byteUnsigned]: () => loaded.set(byte.extend(32)),
    [size.halfUnsigned]: () => loaded.set(half.extend(32)),
    default: () => {},
  });
  return loaded;
}
