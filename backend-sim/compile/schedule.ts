import { type Block, common, type Item, newItem, sidesOf } from './block.js';
import type { Layout } from './layout.js';
import type { Low } from './low.js';
import { costOf, holder, isArm, itemsWithin, liftTo, type Placement } from './place.js';
import { operands, type Sink } from './sink.js';

/**
 * Puts the items of every block in an order in which state can be updated where it lies: values before their users,
 * and all readers of a piece of state before its write. Where two writes need each other's old value (a swap), one
 * load is taken early into a local.
 */
export function schedule(placement: Placement, layout: Layout): void {
  const effects = itemsWithin(placement.root);
  linkValues(placement, effects);
  linkReaders(placement, layout, effects);
  const early = new Map<Block, Item[]>();
  for (const block of new Set([placement.root, ...effects.map(item => item.block)])) order(placement, block, early);
  for (const [block, items] of early) block.items.unshift(...items);
  weigh(placement, placement.root);
}

/** Every kept value runs before the item that holds its user. */
function linkValues(placement: Placement, effects: readonly Item[]): void {
  const { live, items, blocks } = placement;
  const link = (low: Low, user: Item): void => {
    const item = items[low.id];
    if (!item || isArm(blocks[low.id]!)) return;
    const at = liftTo(user, item.block);
    if (at !== item && at.after.at(-1) !== item) at.after.push(item);
  };
  for (const low of live) {
    if (low.args.length === 0) continue;
    const user = holder(placement, low);
    for (const arg of low.args) link(arg, user);
  }
  for (const item of effects) {
    if (item.kind === 'branch') link(item.subject, item);
    else if (item.kind === 'sink') for (const low of operands(item.sink)) link(low, item);
  }
}

/** What says which reads and writes of the state touch the same. */
export type Keys = Pick<Layout, 'keyOf' | 'rowKeys' | 'arrays'>;

/** What a value reads of the state, and what a sink writes, as keys of the layout. */
export function readKeys(layout: Keys, low: Low): readonly number[] {
  if (low.op === 'load') return [layout.keyOf(low.at)];
  if (low.op === 'rowload') return layout.rowKeys(low.at);
  return low.op === 'element' ? [layout.arrays[low.at]!.key] : [];
}

export function writeKey(layout: Keys, sink: Sink): number | undefined {
  if (sink.kind === 'store') return sink.pointer === undefined ? layout.keyOf(sink.address) : undefined;
  return sink.kind === 'element' ? layout.arrays[sink.arrays[0]!]!.key : undefined;
}

/** The keys of a layout, with one for each row of a group that this code works on as a whole. */
function keysWithRows(placement: Placement, layout: Layout, effects: readonly Item[]): Keys {
  const used = new Set<number>();
  const use = (address: number): void => {
    for (const row of [address & ~15, (address + 15) & ~15]) if (layout.isGroupRow(row)) used.add(row);
  };
  for (const low of placement.live) if (low.op === 'rowload') use(low.at);
  for (const item of effects) {
    if (item.kind !== 'sink' || item.sink.kind !== 'store' || item.sink.pointer !== undefined) continue;
    if (item.sink.value.type === 'v128') use(item.sink.address);
  }
  if (used.size === 0) return layout;
  return {
    arrays: layout.arrays,
    keyOf: address => (used.has(address & ~15) ? address & ~15 : layout.keyOf(address)),
    rowKeys: address => {
      const rows = new Set([address & ~15, (address + 15) & ~15]);
      return [...layout.rowKeys(address), ...[...rows].filter(row => used.has(row))];
    },
  };
}

function linkReaders(placement: Placement, layout: Layout, effects: readonly Item[]): void {
  const keys = keysWithRows(placement, layout, effects);
  const writers = new Map<number, Item[]>();
  for (const item of effects) {
    const key = item.kind === 'sink' ? writeKey(keys, item.sink) : undefined;
    if (key === undefined) continue;
    const known = writers.get(key);
    if (known) known.push(item);
    else writers.set(key, [item]);
  }
  const users = rereaders(placement, effects);
  for (const load of placement.live) {
    const found = readKeys(keys, load).flatMap(key => writers.get(key) ?? []);
    if (found.length === 0) continue;
    for (const reader of users.get(load) ?? [holder(placement, load)]) {
      for (const writer of found) {
        const block = common(reader.block, writer.block);
        const [before, after] = [liftTo(reader, block), liftTo(writer, block)];
        if (before !== after) after.readers.push({ item: before, load });
      }
    }
  }
}

/** Of state that is loaded anew: the items that do. */
function rereaders(placement: Placement, effects: readonly Item[]): Map<Low, Set<Item>> {
  const found = new Map<Low, Set<Item>>();
  const { reread, live } = placement;
  if (reread.size === 0) return found;
  const note = (low: Low, item: Item): void => {
    const known = found.get(low);
    if (known) known.add(item);
    else found.set(low, new Set([item]));
  };
  for (const low of live) for (const arg of low.args) if (reread.has(arg)) note(arg, holder(placement, low));
  for (const item of effects) {
    const read = item.kind === 'branch' ? [item.subject] : item.kind === 'sink' ? operands(item.sink) : [];
    for (const low of read) if (reread.has(low)) note(low, item);
  }
  return found;
}

/** Depth first from every item: what it needs, then itself. */
function order(placement: Placement, block: Block, early: Map<Block, Item[]>): void {
  const sorted: Item[] = [];
  const visit = (start: Item): void => {
    const path: { item: Item; at: number }[] = [{ item: start, at: 0 }];
    start.state = 'open';
    while (path.length > 0) {
      const step = path.at(-1)!;
      const { item } = step;
      if (step.at < item.after.length + item.readers.length) {
        const at = step.at++;
        const reader = item.readers[at - item.after.length];
        const before = reader ? reader.item : item.after[at]!;
        if (before.state === 'new') {
          before.state = 'open';
          path.push({ item: before, at: 0 });
        } else if (before.state === 'open' && reader) {
          takeEarly(reader.load);
        }
        continue;
      }
      item.state = 'done';
      sorted.push(item);
      path.pop();
    }
  };
  /** Keeps a value from here on, in this block, with all that it is computed from. */
  const takeEarly = (low: Low): void => {
    const own = placement.items[low.id];
    if (own && own.state !== 'new') return;
    if (placement.reread.has(low)) {
      // First of all in the block that holds all its users and the write: there nothing has been written.
      let home = common(placement.blocks[low.id]!, block);
      while (isArm(home)) home = home.parent!;
      placement.blocks[low.id] = home;
      const item: Item = { kind: 'node', low, ...newItem(home), state: 'done' };
      placement.items[low.id] = item;
      const known = early.get(home);
      if (known) known.push(item);
      else early.set(home, [item]);
      return;
    }
    bringHere(low);
    const item = placement.items[low.id] ?? { kind: 'node', low, ...newItem(block) };
    placement.items[low.id] = item;
    if (item.state !== 'new') return;
    item.state = 'done';
    sorted.push(item);
  };
  const bringHere = (low: Low): void => {
    const at = placement.blocks[low.id]!;
    if (at === block ? placement.items[low.id]?.state === 'done' : common(at, block) === at) return;
    placement.blocks[low.id] = block;
    for (const arg of low.args) {
      if (arg.op === 'const' || arg.op === 'row') continue;
      bringHere(arg);
      if (placement.items[arg.id] && placement.blocks[arg.id] === block) takeEarly(arg);
    }
    const sides = placement.arms.get(low);
    if (sides) placement.arms.delete(low);
    const item = placement.items[low.id];
    if (item) item.block = block;
  };
  for (const item of block.items) if (item.state === 'new') visit(item);
  block.items = sorted;
}

/** Counts the operations of every item. */
function weigh(placement: Placement, root: Block): void {
  for (const low of placement.live) holder(placement, low).weight += costOf(low);
  const total = (block: Block): number => {
    let sum = 0;
    for (const item of block.items) {
      item.weight += 1;
      if (item.kind === 'branch') for (const side of sidesOf(item)) item.weight += total(side);
      sum += item.weight;
    }
    return sum;
  };
  total(root);
}
