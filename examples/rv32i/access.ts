import { lit, match, type UInt, u32, uint, wire } from 'grace-hdl';
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
  const shifted = word.shr(offset.shl(3));
  const loaded = wire(u32, word);
  match(kind, {
    [size.byte]: () => loaded.set(shifted.bits(7, 0).asSInt().extend(32).asUInt()),
    [size.half]: () => loaded.set(shifted.bits(15, 0).asSInt().extend(32).asUInt()),
    [size.byteUnsigned]: () => loaded.set(shifted.bits(7, 0).extend(32)),
    [size.halfUnsigned]: () => loaded.set(shifted.bits(15, 0).extend(32)),
    default: () => {},
  });
  return loaded;
}
