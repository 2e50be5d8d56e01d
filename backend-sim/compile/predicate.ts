import { type Block, type BranchItem, type Item, newBlock, newItem } from './block.js';
import type { Graph } from './graph.js';
import type { Low } from './low.js';
import { costOf, isArm, type Placement } from './place.js';
import type { Sink, StoreSink } from './sink.js';

/**
 * Operations up to which a branch is not worth its risk: a branch that is guessed wrong costs as much as these, and
 * what depends on a stall or on data is often guessed wrong.
 */
const lightest = 8;

/**
 * The same blocks with light branches turned into choices: every store in them is done always, of the new value or
 * of the old one. Branches with memory writes or events in them stay.
 */
export function predicate(g: Graph, placement: Placement, root: Block): Block {
  const weights = weightsOf(placement);

  const copy = (block: Block, parent?: Block): { readonly block: Block; readonly weight: number } => {
    const target = newBlock(parent);
    let weight = weights.get(block) ?? 0;
    for (const item of block.items) {
      if (item.kind === 'branch') {
        const [then, otherwise] = [copy(item.then, target), copy(item.else, target)];
        const inside = then.weight + otherwise.weight;
        const merged = inside <= lightest ? merge(item.cond, then.block, otherwise.block) : undefined;
        if (merged) for (const sink of merged) target.items.push({ kind: 'sink', sink, ...newItem(target) });
        else target.items.push(branch(item.cond, then.block, otherwise.block, target));
        weight += inside + 1;
      } else if (item.kind === 'sink') {
        target.items.push({ kind: 'sink', sink: item.sink, ...newItem(target) });
        weight += 1;
      }
    }
    return { block: target, weight };
  };

  /** The stores of both sides as choices; undefined when there is something else. */
  const merge = (cond: Low, then: Block, otherwise: Block): Sink[] | undefined => {
    const sides = [then, otherwise].map(({ items }) => items.flatMap(plainStore));
    if (sides[0]!.length < then.items.length || sides[1]!.length < otherwise.items.length) return undefined;
    const [yes, no] = sides.map(stores => new Map(stores.map(store => [store.address, store])));
    return [...new Set([...yes!.keys(), ...no!.keys()])].map(address => {
      const [a, b] = [yes!.get(address)?.value, no!.get(address)?.value];
      const { width } = (a ?? b)!;
      const { signed } = (yes!.get(address) ?? no!.get(address))!;
      const old = width === 128 ? g.rowLoad(address) : g.load(address, width, signed);
      return { kind: 'store', address, value: g.mux(cond, a ?? old, b ?? old), ...(signed && { signed }) };
    });
  };

  return copy(root).block;
}

const plainStore = (item: Item): StoreSink[] =>
  item.kind === 'sink' && item.sink.kind === 'store' && item.sink.pointer === undefined ? [item.sink] : [];

function branch(cond: Low, then: Block, otherwise: Block, block: Block): BranchItem {
  const item: BranchItem = { kind: 'branch', cond, then, else: otherwise, ...newItem(block) };
  then.host = item;
  otherwise.host = item;
  return item;
}

/** Operations that each block with effects does itself, with those in the arms of its muxes. */
function weightsOf({ live, blocks }: Placement): Map<Block, number> {
  const weights = new Map<Block, number>();
  for (const low of live) {
    let block = blocks[low.id]!;
    while (isArm(block)) block = blocks[(block.host as Low).id]!;
    weights.set(block, (weights.get(block) ?? 0) + costOf(low));
  }
  return weights;
}
