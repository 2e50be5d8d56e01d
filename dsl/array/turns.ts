import { Bool, boolRef } from '../signal/bool.js';
import type { UInt } from '../signal/uint.js';
import { indexType, type Vec } from '../signal/vec.js';
import { delay } from '../state/delay.js';
import { reg } from '../state/reg.js';
import { next } from '../stream/ring.js';

/** Elements begin every `fold` cycles, at all times in the same of them. */
export interface Turns {
  readonly fold: number;
  /** 0 in the cycle after an element was taken; absent when every cycle is a turn of its own. */
  readonly phase: UInt | undefined;
  /** 1 in the cycle in which an element may be taken. */
  readonly start: Bool;
  /** 1 in the cycle that lies so many after a start. */
  after(cycles: number): Bool;
}

export function turns(fold: number): Turns {
  const always = new Bool(boolRef(true));
  if (fold === 1) return { fold, phase: undefined, start: always, after: () => always };
  const phase = reg(indexType(fold), { init: 0 });
  phase.set(next(phase, fold));
  const after = (cycles: number): Bool => phase.eq((fold - 1 + cycles) % fold);
  return { fold, phase, start: after(0), after };
}

/** The parts of a result that come in `fold` cycles, as one vector in the last of them. */
export function collected(part: Vec, fold: number): Vec {
  let whole = part;
  let earlier = part;
  for (let i = 1; i < fold; i++) {
    earlier = delay(earlier, 1);
    whole = earlier.concat(whole);
  }
  return whole;
}
