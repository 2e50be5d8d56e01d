import { type Block, type Item, sidesOf } from './block.js';
import type { Low } from './low.js';
import { holder, isArm, itemsWithin, type Placement } from './place.js';
import { operands } from './sink.js';

/**
 * Operations that one function may hold. V8 optimises functions of this size well and soon, and they stay far from
 * its limits of 50,000 locals and 7,654,321 bytes.
 */
export const functionLimit = 6000;

/** Gives every item the number of the function that holds it: 0 is the entry, others from `first`. Returns the next free one. */
export function splitFunctions(root: Block, limit: number, first = 1): number {
  let count = first;
  const weightOf = (block: Block): number => block.items.reduce((sum, item) => sum + item.weight, 0);
  const assign = (block: Block, func: number): void => {
    const whole = weightOf(block) <= limit;
    let current = whole ? func : -1;
    let room = limit;
    for (const item of block.items) {
      if (!whole && (current < 0 || item.weight > room)) {
        current = count++;
        room = limit;
      }
      item.func = current;
      room -= Math.min(room, item.weight);
      if (item.kind === 'branch') {
        for (const side of sidesOf(item)) assign(side, current);
      }
    }
  };
  assign(root, 0);
  return count;
}

/** Kept values that a function other than their own needs: they live in memory instead of a local. */
export function crossing(placement: Placement): Set<Low> {
  const found = new Set<Low>();
  const check = (low: Low, user: Item): void => {
    const item = placement.items[low.id];
    if (item && !isArm(placement.blocks[low.id]!) && item.func !== user.func) found.add(low);
  };
  for (const low of placement.live) {
    if (low.args.length === 0) continue;
    const user = holder(placement, low);
    for (const arg of low.args) check(arg, user);
  }
  for (const item of itemsWithin(placement.root)) {
    if (item.kind === 'branch') check(item.subject, item);
    else if (item.kind === 'sink') for (const low of operands(item.sink)) check(low, item);
  }
  return found;
}
