import type { Low } from './low.js';

/** A condition that compares a value of up to 32 bits with a constant. */
export interface Comparison {
  readonly subject: Low;
  readonly number: bigint;
  /** True for equal, false for different. */
  readonly equal: boolean;
}

export function comparisonOf(cond: Low): Comparison | undefined {
  if (cond.op !== 'eq' && cond.op !== 'ne') return undefined;
  const [subject, constant] = cond.args as [Low, Low];
  if (constant.op !== 'const' || subject.type !== 'i32') return undefined;
  return { subject, number: constant.value, equal: cond.op === 'eq' };
}
