import type { Low } from './low.js';
import type { Sink, Task } from './sink.js';

/** A stretch of code that runs as a whole: the root, one side of a branch, or one arm of a mux. */
export interface Block {
  readonly parent?: Block;
  readonly depth: number;
  /** The branch whose side this is, or the mux whose arm. */
  host?: BranchItem | Low;
  /** What happens here, in the order found; `schedule` puts it in the order to run. */
  items: Item[];
  /** Of a mux arm: the values to compute before its result, in order. */
  readonly values: Low[];
}

export type Item = NodeItem | SinkItem | BranchItem;

interface ItemBase {
  block: Block;
  /** What has to run before, always in the same block. */
  readonly after: Item[];
  /** Readers of what this item overwrites: they should run before, or their load be taken early. */
  readonly readers: { readonly item: Item; readonly load: Low }[];
  state: 'new' | 'open' | 'done';
  /** Operations in it, and the function that holds it. */
  weight: number;
  func: number;
}

/** A value that is computed once and kept. */
export interface NodeItem extends ItemBase {
  readonly kind: 'node';
  readonly low: Low;
}

export interface SinkItem extends ItemBase {
  readonly kind: 'sink';
  readonly sink: Sink;
}

export interface BranchItem extends ItemBase {
  readonly kind: 'branch';
  readonly cond: Low;
  readonly then: Block;
  readonly else: Block;
}

export const newBlock = (parent?: Block): Block => ({
  ...(parent && { parent }),
  depth: parent ? parent.depth + 1 : 0,
  items: [],
  values: [],
});

export const newItem = (block: Block): ItemBase => ({
  block,
  after: [],
  readers: [],
  state: 'new',
  weight: 0,
  func: 0,
});

/** Arranges what is to be done as blocks: all that hangs on one condition stands behind one branch. */
export function blockOf(tasks: readonly Task[], parent?: Block): Block {
  const block = newBlock(parent);
  const choices = new Map<Low, { then: Task[]; else: Task[] }>();
  const places: (Low | Sink)[] = [];
  for (const task of tasks) {
    if (task.kind === 'leaf') places.push(...task.value);
    if (task.kind !== 'if') continue;
    let choice = choices.get(task.cond);
    if (!choice) {
      choice = { then: [], else: [] };
      choices.set(task.cond, choice);
      places.push(task.cond);
    }
    choice.then.push(task.then);
    choice.else.push(task.else);
  }
  for (const place of places) {
    if ('kind' in place) {
      block.items.push({ kind: 'sink', sink: place, ...newItem(block) });
      continue;
    }
    const choice = choices.get(place)!;
    const branch: BranchItem = {
      kind: 'branch',
      cond: place,
      then: blockOf(choice.then, block),
      else: blockOf(choice.else, block),
      ...newItem(block),
    };
    branch.then.host = branch;
    branch.else.host = branch;
    block.items.push(branch);
  }
  return block;
}

/** The innermost block that holds both. */
export function common(a: Block, b: Block): Block {
  let [x, y] = [a, b];
  while (x !== y) {
    if (x.depth > y.depth) x = x.parent!;
    else if (y.depth > x.depth) y = y.parent!;
    else [x, y] = [x.parent!, y.parent!];
  }
  return x;
}
