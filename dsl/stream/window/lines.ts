import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import type { UInt } from '../../signal/uint.js';
import { type Mem, mem } from '../../state/mem.js';
import type { SignalOf, Type } from '../../type/type.js';
import { counter } from './counter.js';
import type { Geometry } from './geometry.js';

/**
 * A ring of line memories: word x of line y lies at word x of memory y modulo their number, counted on over all pictures.
 * Each memory has one write and one synchronous read, as block RAM has.
 */
export interface Lines {
  readonly memories: readonly Mem[];
  /** Where the next pixel goes. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** Columns are read here: one word of each line, one edge after `read`. */
  readonly words: (address: UInt, read: Bool) => readonly SignalOf<Type>[];
}

/** Stores `pixel` in cycles in which `store` is 1, in the order of the raster. */
export function lineRing(type: Type, { lines, span }: Geometry, pixel: SignalOf<Type>, store: Bool): Lines {
  // A power of two costs no more block RAM, and needs no logic for addresses beyond the end.
  const memories = Array.from({ length: lines }, () => mem(type, 2 ** Math.ceil(Math.log2(span))));
  const place = counter(span, store);
  const line = counter(lines, store.and(place.atEnd));
  when(store, () => {
    for (const [i, memory] of memories.entries()) {
      const write = () => memory.write(place.value, pixel as never);
      if (lines === 1) write();
      else when(line.value.eq(i), write);
    }
  });
  return {
    memories,
    parts: { store_x: place.value, store_line: line.value },
    words: (address, read) => memories.map(memory => memory.readSync(address, { enable: read })),
  };
}
