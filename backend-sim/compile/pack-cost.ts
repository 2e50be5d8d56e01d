import type { Low } from './low.js';
import type { Packed } from './pack.js';

/** Instructions that a processor makes of an operator on rows, about, where it is not one. */
const slow: Readonly<Record<string, number>> = {
  'v128.bitselect': 2,
  'i32x4.mul': 2,
  'i8x16.shl': 4,
  'i8x16.shr_s': 5,
  'i8x16.shr_u': 4,
  'i64x2.shr_s': 4,
};

function rowCost({ op, name }: Low): number {
  if (op === 'const' || op === 'row') return 0;
  if (op === 'rowload' || op === 'load') return 0.5;
  if (op === 'shuffle' || op === 'insert') return 2;
  if (name.includes('extmul') || /[lg][te]_[us]$/.test(name)) return 2;
  return slow[name] ?? 1;
}

const scalarCost = ({ op, args }: Low): number =>
  (op === 'zext' || op === 'slice' ? 0 : 1) + args.filter(arg => arg.op === 'load').length / 2;

/** Compares what rows cost with what scalars do. What has been taken over once is free from then on. */
export interface PackCost {
  /** Operations that these rows add. */
  rows(roots: Iterable<Low>): number;
  /** Operations on scalars that a vector does without. */
  scalars(packed: readonly Packed[]): number;
  /** Ends a comparison: what it was about is taken over, or forgotten. */
  settle(accepted: boolean): void;
}

/** `isMade` tells values that packing has made from those that are there anyway. */
export function packCost(isMade: (low: Low) => boolean): PackCost {
  const taken = new Set<Low>();
  let fresh: Low[] = [];
  return {
    rows(roots) {
      const seen = new Set<Low>();
      const open = [...roots];
      for (let low = open.pop(); low; low = open.pop()) {
        if (seen.has(low) || taken.has(low) || !isMade(low)) continue;
        seen.add(low);
        open.push(...low.args);
      }
      fresh.push(...seen);
      return [...seen].reduce((sum, low) => sum + rowCost(low), 0);
    },
    scalars(packed) {
      const seen = new Set<Packed>();
      const covered = new Set<Low>();
      const open = [...packed];
      for (let at = open.pop(); at; at = open.pop()) {
        if (seen.has(at)) continue;
        seen.add(at);
        for (const low of at.covered) if (!taken.has(low)) covered.add(low);
        open.push(...at.parts);
      }
      fresh.push(...covered);
      return [...covered].reduce((sum, low) => sum + scalarCost(low), 0);
    },
    settle(accepted) {
      if (accepted) for (const low of fresh) taken.add(low);
      fresh = [];
    },
  };
}
