import { casesOf } from './cases.js';
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

/** Does what stands under the number that a value has; a condition is a value of one bit. */
export interface BranchItem extends ItemBase {
  readonly kind: 'branch';
  readonly subject: Low;
  readonly arms: readonly { readonly number: bigint; readonly block: Block }[];
  readonly otherwise: Block;
}

/** The blocks of which a branch runs one. */
export const sidesOf = ({ arms, otherwise }: BranchItem): readonly Block[] => [
  ...arms.map(({ block }) => block),
  otherwise,
];

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

/** Arranges what is to be done as blocks: all that hangs on one condition, or on one number, stands behind one branch. */
export function blockOf(tasks: readonly Task[], parent?: Block): Block {
  const block = newBlock(parent);
  const { cases, rest } = casesOf(tasks);
  const choices = new Map<Low, { then: Task[]; else: Task[] }>();
  for (const task of rest) {
    if (task.kind === 'leaf') {
      for (const sink of task.value) block.items.push({ kind: 'sink', sink, ...newItem(block) });
    }
    if (task.kind !== 'if') continue;
    const choice = choices.get(task.cond) ?? { then: [], else: [] };
    choices.set(task.cond, choice);
    choice.then.push(task.then);
    choice.else.push(task.else);
  }
  const branch = (subject: Low, arms: ReadonlyMap<bigint, readonly Task[]>, otherwise: readonly Task[]): void => {
    const item: BranchItem = {
      kind: 'branch',
      subject,
      arms: [...arms].map(([number, own]) => ({ number, block: blockOf(own, block) })),
      otherwise: blockOf(otherwise, block),
      ...newItem(block),
    };
    for (const side of sidesOf(item)) side.host = item;
    block.items.push(item);
  };
  for (const { subject, arms, otherwise } of cases) branch(subject, arms, otherwise);
  for (const [cond, choice] of choices) branch(cond, new Map([[1n, choice.then]]), choice.else);
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
