import type { Module, ReadPort, Stmt } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import type { PlacedReport } from '../reports.js';
import { portKey } from './drivers.js';
import { elementWord } from './element.js';
import type { Flat } from './flat.js';
import type { Graph } from './graph.js';
import type { Layout, Place } from './layout.js';
import { form, type Low } from './low.js';
import type { Lowering } from './lower.js';
import { mapTree, type Sink, type Task } from './sink.js';
import { choose, keep, leaf, type Tree, treeOf } from './tree.js';
import { elemFor, resize, rowCount, type Vector } from './vector.js';
import { constantWord, eqWords, limbWidths, muxWords, type Word, widthOf } from './word.js';

/** The edges that one piece of code is for. */
export interface Edge {
  /** Domains of the top that have an edge. */
  readonly mask: number;
  /** Of these, the domains that are in reset. */
  readonly reset: number;
}

/** A write port's word of this cycle. */
interface Write {
  readonly addr: Word;
  readonly data: Word;
  /** One bit per bit of the word; absent: all. */
  readonly mask?: Word;
}

/** All that happens at an edge: registers, memories, and what the design says. */
export function edgeTasks(
  flat: Flat,
  layout: Layout,
  lower: Lowering,
  reports: readonly PlacedReport[],
  edge: Edge,
): Task[] {
  return [
    ...flat.scopes.flatMap((scope, index) => [
      ...registerTasks(flat, layout, lower, scope, edge),
      ...memoryTasks(flat, layout, lower, scope, index, edge),
    ]),
    ...reports.flatMap((report, number) => reportTask(flat, lower, report, number, edge)),
  ];
}

const topOf = (scope: Scope, domain: string): number => scope.domains.get(domain)?.top ?? -1;
const within = (bits: number, domain: number): boolean => domain >= 0 && ((bits >>> domain) & 1) === 1;

function registerTasks(_flat: Flat, layout: Layout, lower: Lowering, scope: Scope, edge: Edge): Task[] {
  const g = lower.graph;
  return scope.module.registers.flatMap(register => {
    const domain = topOf(scope, register.domain);
    if (!within(edge.mask, domain)) return [];
    const id = scope.base + register.node;
    const place = layout.state(id)!;
    const init = register.init;
    if (register.reset && init && scope.domains.get(register.domain)!.reset && within(edge.reset, domain)) {
      return init.map((value, lane) => leaf(storeWord(place, lane, constantWord(g, value, place.width))));
    }
    const next = lower.next(id);
    return 'rows' in next
      ? rowTasks(g, place, next.rows)
      : next.lanes.flatMap((tree, lane) => wordTasks(lower, place, lane, tree));
  });
}

/** What a word of state becomes, limb by limb. A value that is a choice between something and itself is a condition. */
function wordTasks(lower: Lowering, place: Place, lane: number, tree: Tree<Word>): Task[] {
  const before = lower.stored(place, lane);
  if (before.length === 1) return [mapTree(tree, word => limbTask(place, lane, 0, word[0]!, before[0]!))];
  return before.map((old, limb) => mapTree(tree, word => limbTask(place, lane, limb, word[limb]!, old)));
}

const limbTask = (place: Place, lane: number, limb: number, value: Low, old: Low): Task =>
  storeTask(place.address + lane * place.stride + 8 * limb, value, old);

/** Stores a value unless it is what lies there. A choice between something and that is a condition. */
function storeTask(address: number, value: Low, old: Low): Task {
  if (value === old) return keep;
  if (value.op === 'mux') {
    const [cond, a, b] = value.args as [Low, Low, Low];
    if (a === old || b === old) return choose(cond, storeTask(address, a, old), storeTask(address, b, old));
  }
  return leaf([{ kind: 'store', address, value }]);
}

/** What a vector of state becomes, row by row. */
function rowTasks(g: Graph, place: Place, tree: Tree<Vector>): Task[] {
  const elem = elemFor(place.width);
  return Array.from({ length: rowCount(place.lanes, elem) }, (_, i) => {
    const address = place.address + 16 * i;
    return mapTree(tree, vector => storeTask(address, stateRow(g, vector, i), g.rowLoad(address)));
  });
}

/** A row of a vector as memory holds it. */
const stateRow = (g: Graph, vector: Vector, row: number): Low =>
  resize(g, vector, elemFor(vector.width), form.zero).rows[row]!;

/** Stores all rows of a vector. */
export const storeRows = (g: Graph, place: Place, vector: Vector): Sink[] =>
  vector.rows.length === 0
    ? []
    : Array.from({ length: rowCount(place.lanes, elemFor(place.width)) }, (_, i) => ({
        kind: 'store',
        address: place.address + 16 * i,
        value: stateRow(g, vector, i),
      }));

/** Stores every limb of a lane. */
export const storeWord = (place: Place, lane: number, word: Word): Sink[] =>
  word.map((value, limb) => ({
    kind: 'store',
    address: place.address + lane * place.stride + 8 * limb,
    value,
  }));

function memoryTasks(flat: Flat, layout: Layout, lower: Lowering, scope: Scope, index: number, edge: Edge): Task[] {
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
    addr: muxWords(g, tree.cond, a.addr, b.addr),
    data: muxWords(g, tree.cond, a.data, b.data),
    ...((a.mask || b.mask) && { mask: muxWords(g, tree.cond, full(a), full(b)) }),
  };
}

/** 1 when a tree writes the word at `address`. */
function hits(g: Graph, tree: Tree<Write>, write: Write, address: Word): Low {
  return g.and(taken(g, tree), sameAddress(g, write.addr, address));
}

/** Addresses may have different widths: the longer one's extra bits must be 0. */
function sameAddress(g: Graph, a: Word, b: Word): Low {
  const width = Math.max(widthOf(a), widthOf(b));
  const widened = (word: Word): Word =>
    limbWidths(width).map((bits, i) => (word[i] ? g.zext(word[i]!, bits) : g.constant(0n, bits)));
  return eqWords(g, widened(a), widened(b));
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

function reportTask(flat: Flat, lower: Lowering, report: PlacedReport, number: number, edge: Edge): Task[] {
  const scope = flat.scopes[report.scope]!;
  const { stmt, domain } = report;
  const silent = scope.domains.get(stmt.domain)?.reset !== undefined && within(edge.reset, domain);
  if (!within(edge.mask, domain) || silent) return [];
  const value = (node: number): readonly Word[] => lower.value(report.scope, node);
  const tree = treeOf<Stmt>(
    { graph: lower.graph, word: node => value(node)[0]!, act: leaf },
    flat.drivers(report.scope).of.get(stmt) ?? [],
  );
  return [
    mapTree(tree, (): Task => {
      const args = stmt.kind === 'print' ? stmt.args.flatMap(arg => value(arg).flat()) : [];
      const said: Task = leaf([{ kind: 'event', report: number, args }]);
      if (stmt.kind === 'print') return said;
      const cond = value(stmt.cond)[0]![0]!;
      return stmt.check === 'cover' ? choose(cond, said, keep) : choose(cond, keep, said);
    }),
  ];
}
