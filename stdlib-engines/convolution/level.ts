import { type Bool, indexType, reg, type UInt, when } from '../../dsl/index.js';

/** How many there are of what comes and goes; at most one of each in a cycle. */
export function level(most: number, comes: Bool, goes: Bool): UInt {
  const count = reg(indexType(most + 1), { init: 0 });
  when(comes.and(goes.not()), () => count.set(count.addWrap(1)));
  when(goes.and(comes.not()), () => count.set(count.subWrap(1)));
  return count;
}
