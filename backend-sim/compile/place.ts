import { type Block, type BranchItem, common, type Item, newBlock, newItem, sidesOf } from './block.js';
import { bytesFor, form, type Low } from './low.js';
import { operands, type StoreSink } from './sink.js';

/** Where the values of one piece of code are computed. Tables are indexed by the id of a value. */
export interface Placement {
  readonly root: Block;
  /** Times that a value is used; 0: not at all. */
  readonly uses: Int32Array;
  /** The block that computes it: as deep as all its users allow. */
  readonly blocks: (Block | undefined)[];
  /** The item that keeps it; absent: it is computed inside the expression of its one user. */
  readonly items: (Item | undefined)[];
  /** The one user of a value without an item. */
  readonly users: (Low | Item | undefined)[];
  /** Forms that its users ask for. */
  readonly wants: Uint8Array;
  /** Of a mux that branches: its arms. */
  readonly arms: Map<Low, { readonly then: Block; readonly else: Block }>;
  /** State that each of its users loads anew. */
  readonly reread: ReadonlySet<Low>;
  /** Ids in use, ascending. */
  readonly live: readonly Low[];
}

/** Operations that an arm of a mux must save to be worth a branch. */
const worthABranch = 4;
/** As many loads as this are kept without being spilled, or not much. */
const fewLoads = 24;
/** A value with more users than this is worth keeping all the same. */
const fewUses = 4;
/** Operands deeper than this within one expression are kept in a local. */
const deepest = 60;

const cost: Partial<Record<Low['op'], number>> = { const: 0, row: 0, element: 4, mulu: 2, muls: 2 };
export const costOf = (low: Low): number => cost[low.op] ?? 1;

/** Chooses for every value the deepest block from which all its users can be reached, so that it is computed only when needed. */
export function place(root: Block, nodes: readonly Low[]): Placement {
  const effects = itemsWithin(root);
  const uses = new Int32Array(nodes.length);
  const wants = new Uint8Array(nodes.length);
  const inputs = (item: Item): readonly Low[] =>
    item.kind === 'branch' ? [item.subject] : item.kind === 'sink' ? operands(item.sink) : [];
  let highest = -1;
  for (const item of effects) {
    for (const low of inputs(item)) {
      uses[low.id]!++;
      highest = Math.max(highest, low.id);
      wants[low.id]! |= item.kind === 'sink' && item.sink.kind === 'store' ? storedForm(item.sink) : form.zero;
    }
  }
  const live: Low[] = [];
  for (let id = highest; id >= 0; id--) {
    if (uses[id] === 0) continue;
    const low = nodes[id]!;
    live.push(low);
    low.args.forEach((arg, i) => {
      uses[arg.id]!++;
      wants[arg.id]! |= wanted(low, i);
    });
  }
  live.reverse();

  /** Operations that only this value needs. */
  const own = new Float64Array(nodes.length);
  const depth = new Int32Array(nodes.length);
  const kept = (low: Low): boolean =>
    low.op !== 'const' && low.op !== 'row' && (uses[low.id]! > 1 || depth[low.id]! > deepest);
  for (const low of live) {
    own[low.id] = costOf(low);
    for (const arg of low.args) {
      if (!kept(arg)) depth[low.id] = Math.max(depth[low.id]!, depth[arg.id]! + 1);
      if (uses[arg.id] === 1) own[low.id]! += own[arg.id]!;
    }
  }

  const blocks: (Block | undefined)[] = new Array(nodes.length);
  const users: (Low | Item | undefined)[] = new Array(nodes.length);
  const items: (Item | undefined)[] = new Array(nodes.length);
  const arms = new Map<Low, { then: Block; else: Block }>();
  const use = (low: Low, block: Block, user: Low | Item): void => {
    const before = blocks[low.id];
    blocks[low.id] = before ? common(before, block) : block;
    users[low.id] = user;
  };
  for (const item of effects) for (const low of inputs(item)) use(low, item.block, item);
  for (let i = live.length - 1; i >= 0; i--) {
    const low = live[i]!;
    const block = blocks[low.id]!;
    const saves = (arg: Low): boolean => uses[arg.id] === 1 && own[arg.id]! >= worthABranch;
    if (low.op === 'mux' && (saves(low.args[1]!) || saves(low.args[2]!))) {
      const sides = { then: newBlock(block), else: newBlock(block) };
      sides.then.host = low;
      sides.else.host = low;
      arms.set(low, sides);
      use(low.args[0]!, block, low);
      use(low.args[1]!, sides.then, low);
      use(low.args[2]!, sides.else, low);
    } else {
      for (const arg of low.args) use(arg, block, low);
    }
  }
  const reread = rereadOf(live, uses, blocks);
  for (const low of live) {
    if (!kept(low) || reread.has(low)) continue;
    const block = blocks[low.id]!;
    items[low.id] = { kind: 'node', low, ...newItem(block) };
    if (isArm(block)) block.values.push(low);
  }
  return { root, uses, blocks, items, users, wants, arms, reread, live };
}

/**
 * Loads that are done again for every user: those of a block that has more of them than a processor has registers.
 * Kept, they would be spilled; and a value that is kept from before its write to a reader after it asks for an early
 * load, while readers that load by themselves can simply run before the write.
 */
function rereadOf(live: readonly Low[], uses: Int32Array, blocks: readonly (Block | undefined)[]): Set<Low> {
  const loads = live.filter(low => low.op === 'load' && uses[low.id]! > 1 && uses[low.id]! <= fewUses);
  const counts = new Map<Block, number>();
  for (const low of loads) counts.set(blocks[low.id]!, (counts.get(blocks[low.id]!) ?? 0) + 1);
  return new Set(loads.filter(low => counts.get(blocks[low.id]!)! > fewLoads));
}

/** True for an arm of a mux: it holds values only, no effects. */
export const isArm = (block: Block): boolean => block.host !== undefined && 'op' in block.host;

/** The item that computes a value, seen from the blocks that have effects: through expressions and arms. */
export function holder(placement: Placement, start: Low): Item {
  let at = start;
  for (;;) {
    const block = placement.blocks[at.id]!;
    if (isArm(block)) {
      at = block.host as Low;
      continue;
    }
    const own = placement.items[at.id];
    if (own) return own;
    const user = placement.users[at.id]!;
    if ('block' in user) return user;
    at = user;
  }
}

/** The item of `block` within which `item` runs. */
export function liftTo(item: Item, block: Block): Item {
  let at = item;
  while (at.block !== block) at = at.block.host as BranchItem;
  return at;
}

/** Every effect and branch of a block and those inside it. */
export function itemsWithin(root: Block): Item[] {
  const found: Item[] = [];
  const stack = [root];
  for (let block = stack.pop(); block; block = stack.pop()) {
    for (const item of block.items) {
      found.push(item);
      if (item.kind === 'branch') stack.push(...sidesOf(item));
    }
  }
  return found;
}

/** True when a value takes all the bits of its place in memory. */
export const fills = (low: Low): boolean => low.width === 8 * bytesFor(low.width);

/** The form in which a value goes to memory. */
export const storedForm = ({ value, signed }: StoreSink): number =>
  fills(value) ? form.any : signed ? form.sign : form.zero;

/** The form in which an operator likes its argument. */
function wanted(low: Low, arg: number): number {
  switch (low.op) {
    case 'eq':
    case 'ne':
    case 'redxor':
    case 'stored':
    case 'ltu':
    case 'leu':
    case 'mulu':
    case 'zext':
    case 'element':
    case 'shru':
      return form.zero;
    case 'lts':
    case 'les':
    case 'muls':
    case 'sext':
      return form.sign;
    case 'shrs':
      return arg === 0 ? form.sign : form.zero;
    case 'shl':
      return arg === 0 ? form.any : form.zero;
    case 'mux':
      return arg === 0 ? form.zero : form.any;
    case 'cat':
      return arg === 1 ? form.zero : form.any;
    default:
      return form.any;
  }
}
