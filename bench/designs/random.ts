import { type BoolSource, reg, type UInt, u32, when } from 'grace-hdl';

/** Marsaglia's generator of 32 bits with the steps 13, 17, 5; it goes on in cycles in which `enable` is 1. */
export function randomWord(seed: number, enable: BoolSource = true): UInt<32> {
  const state = reg(u32, { init: seed });
  const y = state.xor(state.shlWrap(13));
  const z = y.xor(y.shr(17).extend(32));
  when(enable, () => state.set(z.xor(z.shlWrap(5))));
  return state;
}
