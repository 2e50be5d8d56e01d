import { containerBits, form, type Low, type LowOp } from './low.js';

/** What is known of a value beside its operator and arguments. */
export interface Known {
  readonly at?: number;
  readonly value?: bigint;
  readonly free?: number;
  readonly ubits?: number;
  readonly sbits?: number;
  readonly name?: string;
  /** Part of the program that has a copy of its own; see `separate.ts`. */
  readonly home?: number;
}

/** Gives the one object that stands for an operator on arguments; what is known of it is said when it is first made. */
export type Make = (op: LowOp, width: number, args: readonly Low[], facts?: Known) => Low;

/** A table of values in which equal ones are one, and all of them by id. */
export function interned(): { readonly make: Make; readonly nodes: readonly Low[] } {
  /** By operator: the last value made of each hash, and from there by id the one before it. */
  const known: Partial<Record<LowOp, Map<number, Low>>> = {};
  const earlier: (Low | undefined)[] = [];
  const homes: (number | undefined)[] = [];
  const nodes: Low[] = [];

  const make: Make = (op, width, args, facts = {}) => {
    const { at = 0, value = 0n, name = '', home } = facts;
    let hash = Math.imul(at, 31) + Math.imul(home ?? 0, 37) + width;
    for (const arg of args) hash = Math.imul(hash, 0x01000193) ^ arg.id;
    if (value !== 0n) hash ^= Number(BigInt.asIntN(32, value));
    hash |= 0;
    known[op] ??= new Map();
    const table = known[op];
    const last = table.get(hash);
    for (let low = last; low; low = earlier[low.id]) {
      const same = low.width === width && low.at === at && low.name === name && low.value === value;
      if (same && homes[low.id] === home && sameArgs(low.args, args)) return low;
    }
    const ubits = Math.min(width, facts.ubits ?? width);
    const sbits = Math.max(1, Math.min(width, facts.sbits ?? width, ubits + 1));
    let free = facts.free ?? form.any;
    if (width === 128 || width === containerBits(width) || (free !== 0 && ubits < width)) free = form.both;
    const type = width <= 32 ? 'i32' : width <= 64 ? 'i64' : 'v128';
    const low: Low = { id: nodes.length, op, type, width, args, at, value, name, free, ubits, sbits };
    nodes.push(low);
    earlier.push(last);
    homes.push(home);
    table.set(hash, low);
    return low;
  };
  return { make, nodes };
}

const sameArgs = (a: readonly Low[], b: readonly Low[]): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
};
