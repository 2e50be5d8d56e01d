import type { Stall } from '../machine.js';
import { xorshift32 } from '../random.js';

/** The draws of a stall, one per call: true when the far side holds back in this cycle. */
export function stallDraws(stall: Stall): () => boolean {
  if (stall.kind === 'never') return () => false;
  if (stall.kind === 'pattern') {
    let at = 0;
    return () => stall.pattern[at++ % stall.pattern.length] ?? false;
  }
  const below = stall.probability * 2 ** 32;
  let state = stall.seed >>> 0;
  return () => {
    state = xorshift32(state);
    return state < below;
  };
}
