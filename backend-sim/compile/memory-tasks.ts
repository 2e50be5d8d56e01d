import type { Module, ReadPort } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import { portKey } from './drivers.js';
import { type Edge, topOf, within } from './edge.js';
import { elementWord } from './element.js';
import type { Flat } from './flat.js';
import type { Graph } from './graph.js';
import type { Layout } from './layout.js';
import type { Low } from './low.js';
import type { Lowering } from './lower.js';
import { mapTree, type Sink, type Task } from './sink.js';
import { wordTasks } from './state-tasks.js';
import { choose, keep, leaf, type Tree, treeOf } from './tree.js';
import { constantWord, eqWords, limbWidths, muxWords, type Word, widthOf } from './word.js';

/** A write port's word of this cycle. */
interface Write {
  readonly addr: Word;
  readonly data: Word;
  /** One bit per bit of the word; absent: all. */
  readonly mask?: Word;
}

/** Synchronous reads and writes of the memories of one instance. */
export function memoryTasks(
  flat: Flat,
  layout: Layout,
  lower: Lowering,
  scope: Scope,
  index: number,
  edge: Edge,
): Task[] {
  const { module } = scope;
  return module.memories.flatMap((memory, mem): Task[] => {
    const writes = memory.writes.map(
      (port, i): Tree<Write> =>
        within(edge.mask, topOf(scope, port.domain)) ? writeTree(flat, lower, module, index, mem, i) : keep,
    );
    const g = lower.graph;
    const views = layout.memoryViews(index, mem);
    const reads = memory.reads.flatMap((port): Task[] => {
      if (port.domain === undefined || !within(edge.mask, topOf(scope, port.domain))) return [];
      const { args } = module.nodes[port.node]!;
      const [address, enable] = args.map(arg => lower.value(index, arg)[0]!) as [Word, Word?];
      let word = elementWord(g, layout, views, address, memory.depth);
      if (port.underWrite === 'new') {
        writes.forEach((tree, i) => {
          if (!sameDomain(scope, memory.writes[i]!.domain, port)) return;
          word = seenThrough(g, tree, address, word, memory.depth);
        });
      }
      const place = layout.state(scope.base + port.node)!;
      return wordTasks(lower, place, 0, enable ? choose(enable[0]!, leaf(word), keep) : leaf(word));
    });
    const stores = writes.map((tree, i) => {
      const later = writes.slice(i + 1);
      return mapTree(tree, write => writeTask(g, views, memory.depth, write, later));
    });
    return [...reads, ...stores];
  });
}

const sameDomain = (scope: Scope, writer: string, reader: ReadPort): boolean =>
  topOf(scope, writer) === topOf(scope, reader.domain!);

function writeTree(flat: Flat, lower: Lowering, module: Module, index: number, mem: number, port: number): Tree<Write> {
  const { width, writes } = module.memories[mem]!;
  const { parts } = writes[port]!;
  return treeOf<Write>(
    {
      graph: lower.graph,
      word: node => lower.value(index, node)[0]!,
      act: stmt => {
        if (stmt.kind !== 'write') return keep;
        const word = (node: number): Word => lower.value(index, node)[0]!;
        const mask = stmt.mask === undefined ? undefined : spread(lower.graph, word(stmt.mask), parts, width);
        return leaf({ addr: word(stmt.addr), data: word(stmt.data), ...(mask && { mask }) });
      },
    },
    flat.drivers(index).of.get(portKey(mem, port)) ?? [],
  );
}

/** Every bit of a mask repeated for all the bits of its part. */
function spread(g: Graph, mask: Word, parts: number, width: number): Word {
  const size = width / parts;
  return limbWidths(width).map((bits, limb) => {
    let all: Low | undefined;
    for (let at = 64 * limb; at < 64 * limb + bits; ) {
      const part = Math.floor(at / size);
      const take = Math.min((part + 1) * size, 64 * limb + bits) - at;
      const copies = g.sext(g.slice(mask[part >>> 6]!, part & 63, 1), take);
      all = all ? g.cat(copies, all) : copies;
      at += take;
    }
    return all!;
  });
}

/** 1 where the tree decides on something. */
const taken = (g: Graph, tree: Tree<unknown>): Low =>
  tree.kind === 'if'
    ? g.mux(tree.cond, taken(g, tree.then), taken(g, tree.else))
    : g.constant(tree.kind === 'leaf' ? 1n : 0n, 1);

/** The parts of what a tree decides on, where it does. */
function decided(g: Graph, tree: Tree<Write>): Write | undefined {
  if (tree.kind === 'keep') return undefined;
  if (tree.kind === 'leaf') return tree.value;
  const [a, b] = [decided(g, tree.then), decided(g, tree.else)];
  if (!a || !b) return a ?? b;
  const full = (write: Write): Word => write.mask ?? constantWord(g, -1n, widthOf(write.data));
  return {
    addr: muxWords(g, tree.cond, ...widened(g, a.addr, b.addr)),
    data: muxWords(g, tree.cond, a.data, b.data),
    ...((a.mask || b.mask) && { mask: muxWords(g, tree.cond, full(a), full(b)) }),
  };
}

/** 1 when a tree writes the word at `address`. */
function hits(g: Graph, tree: Tree<Write>, write: Write, address: Word): Low {
  return g.and(taken(g, tree), sameAddress(g, write.addr, address));
}

const sameAddress = (g: Graph, a: Word, b: Word): Low => eqWords(g, ...widened(g, a, b));

/** Addresses may have different widths. */
function widened(g: Graph, a: Word, b: Word): [Word, Word] {
  const width = Math.max(widthOf(a), widthOf(b));
  const grown = (word: Word): Word =>
    limbWidths(width).map((bits, i) => (word[i] ? g.zext(word[i]!, bits) : g.constant(0n, bits)));
  return [grown(a), grown(b)];
}

/** The word that a read sees when a write of the same edge shows through. */
function seenThrough(g: Graph, tree: Tree<Write>, address: Word, word: Word, depth: number): Word {
  const write = decided(g, tree);
  if (!write) return word;
  const hit = g.and(hits(g, tree, write, address), withinDepth(g, address, depth));
  const merged = write.mask ? merge(g, word, write.data, write.mask) : write.data;
  return muxWords(g, hit, merged, word);
}

function withinDepth(g: Graph, address: Word, depth: number): Low {
  const width = widthOf(address);
  if (width < 32 && 2 ** width <= depth) return g.constant(1n, 1);
  const fits = address[0]!.width >= 32 || depth < 2 ** address[0]!.width;
  const low = fits ? g.ltu(address[0]!, g.constant(BigInt(depth), address[0]!.width)) : g.constant(1n, 1);
  return address.slice(1).reduce((all, limb) => g.and(all, g.not(g.redor(limb))), low);
}

const merge = (g: Graph, old: Word, data: Word, mask: Word): Word =>
  old.map((limb, i) => g.or(g.and(limb, g.not(mask[i]!)), g.and(data[i]!, mask[i]!)));

/**
 * The store of one write port. Where a later port writes the same word at this edge, that one wins: this port then
 * leaves its bits alone, so that the stores can run in any order.
 */
function writeTask(
  g: Graph,
  views: readonly number[],
  depth: number,
  write: Write,
  later: readonly Tree<Write>[],
): Task {
  let { mask } = write;
  let blocked = g.constant(0n, 1);
  for (const tree of later) {
    const other = decided(g, tree);
    if (!other) continue;
    const hit = hits(g, tree, other, write.addr);
    if (!other.mask) blocked = g.or(blocked, hit);
    else {
      const own = mask ?? constantWord(g, -1n, widthOf(write.data));
      mask = own.map((limb, i) => g.and(limb, g.not(g.and(other.mask![i]!, g.sext(hit, limb.width)))));
    }
  }
  const low = write.addr[0]!.width > 32 ? g.slice(write.addr[0]!, 0, 32) : write.addr[0]!;
  const sink: Sink = { kind: 'element', arrays: views, index: low, words: write.data, ...(mask && { mask }) };
  const beyond = widthOf(write.addr) > 32 ? g.not(withinDepth(g, write.addr, depth)) : g.constant(0n, 1);
  return choose(g.or(blocked, beyond), keep, leaf([sink]));
}
