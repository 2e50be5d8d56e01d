import type { Node } from '../../dsl/ir/index.js';
import { assign } from './assign.js';
import { components } from './components.js';
import { lowerCycle } from './cycle.js';
import type { Flat, FlatId } from './flat.js';
import type { Graph } from './graph.js';
import type { Layout, Place } from './layout.js';
import type { Low } from './low.js';
import { laneOf } from './operators.js';
import { type Choice, keep, leaf, type Tree, treeOf } from './tree.js';
import { constantWord, limbWidths, muxWords, type Word } from './word.js';

/** Turns nodes of the flattened design into values of the low graph, on demand. */
export interface Lowering {
  readonly graph: Graph;
  /** The lanes of a node of a scope. */
  value(scope: number, node: number): readonly Word[];
  /** Lowers all of these, whatever order they depend on each other in. */
  need(ids: Iterable<FlatId>): void;
  /** What is assigned to each lane of a register; `keep` where nothing is. */
  next(id: FlatId): readonly Tree<Word>[];
  /** One lane of a piece of state, read where it lies. */
  stored(place: Place, lane: number): Word;
}

export function lowering(graph: Graph, flat: Flat, layout: Layout): Lowering {
  const values = new Map<FlatId, readonly Word[]>();
  const g = graph;

  const stored = (place: Place, lane: number): Word =>
    limbWidths(place.width).map((bits, limb) => g.load(place.address + lane * place.stride + 8 * limb, bits));

  const dependsOn = (id: FlatId): FlatId[] => {
    const node = flat.node(id);
    const scope = flat.scopeOf(id);
    if (node.op === 'wire' || node.op === 'output') {
      return (flat.drivers(scope).reads.get(node.id) ?? []).map(read => flat.at(scope, read));
    }
    return layout.state(id) ? [] : node.args.map(arg => flat.at(scope, arg));
  };

  const need = (ids: Iterable<FlatId>): void => {
    for (const group of components(ids, dependsOn, id => values.has(id))) {
      const [first] = group as [FlatId];
      if (group.length === 1 && !dependsOn(first).includes(first)) values.set(first, lowerNode(first));
      else {
        const context = { graph: g, flat, settle, outside: (id: FlatId, lane: number) => values.get(id)![lane]! };
        for (const [id, lanes] of lowerCycle(context, group)) values.set(id, lanes);
      }
    }
  };

  const lowerNode = (id: FlatId): readonly Word[] => {
    const node = flat.node(id);
    const place = layout.state(id);
    const each = (f: (lane: number) => Word): Word[] => Array.from({ length: node.lanes }, (_, lane) => f(lane));
    if (place) return each(lane => stored(place, lane));
    const zero = constantWord(g, 0n, node.width);
    if (node.op === 'wire' || node.op === 'output') {
      return each(lane => settle(treeOfLane(id, lane, zero), zero));
    }
    if (node.op === 'input' || node.op === 'inst') return each(() => zero);
    const scope = flat.scopeOf(id);
    const args = node.args.map(arg => flat.at(scope, arg));
    if (node.op === 'read') return [readWord(node, scope)];
    const [vector, index] = args;
    const views = node.op === 'index' ? layout.laneViews(vector!) : undefined;
    if (views) return [elementOf(views, values.get(index!)![0]!, flat.node(vector!).lanes)];
    return each(lane =>
      laneOf(g, node, lane, {
        count: args.length,
        lane: (arg, at) => values.get(args[arg]!)![at]!,
        lanes: arg => flat.node(args[arg]!).lanes,
      }),
    );
  };

  const readWord = (node: Node, scope: number): Word => {
    const views = layout.memoryViews(scope, node.of!);
    return elementOf(views, values.get(flat.at(scope, node.args[0]!))![0]!, layout.memory(scope, node.of!).lanes);
  };

  /** The limbs of an array's word at an index; 0 beyond the end. */
  const elementOf = (views: readonly number[], index: Word, depth: number): Word =>
    elementWord(g, layout, views, index, depth);

  const treeOfLane = (id: FlatId, lane: number, otherwise: Word): Tree<Word> => {
    const scope = flat.scopeOf(id);
    const word = (node: number): Word => values.get(flat.at(scope, node))![0]!;
    return treeOf<Word>(
      {
        graph: g,
        word,
        act: (stmt, before) =>
          stmt.kind === 'set'
            ? assign(g, stmt, lane, before, {
                lanes: flat.node(flat.at(scope, stmt.value)).lanes,
                value: at => values.get(flat.at(scope, stmt.value))![at]!,
                index: () => word(stmt.index!),
              })
            : before,
        flatten: tree => leaf(settle(tree, otherwise)),
      },
      flat.drivers(scope).of.get(flat.node(id).id) ?? [],
    );
  };

  /** A tree as a value: choices become muxes. */
  const settle = (tree: Tree<Word>, otherwise: Word): Word => {
    const seen = new Map<Choice<Word>, Word>();
    const collapse = (at: Tree<Word>): Word => {
      if (at.kind !== 'if') return at.kind === 'keep' ? otherwise : at.value;
      const found = seen.get(at);
      if (found) return found;
      const value = muxWords(g, at.cond, collapse(at.then), collapse(at.else));
      seen.set(at, value);
      return value;
    };
    return collapse(tree);
  };

  return {
    graph,
    need,
    stored,
    value(scope, node) {
      const id = flat.at(scope, node);
      if (!values.has(id)) need([id]);
      return values.get(id)!;
    },
    next(id) {
      const scope = flat.scopeOf(id);
      need((flat.drivers(scope).reads.get(flat.node(id).id) ?? []).map(read => flat.at(scope, read)));
      const place = layout.state(id)!;
      if (!flat.drivers(scope).of.has(flat.node(id).id)) return Array.from({ length: place.lanes }, () => keep);
      return Array.from({ length: place.lanes }, (_, lane) => treeOfLane(id, lane, stored(place, lane)));
    },
  };
}

/** The word of an array at an index: `index` of at most 32 bits goes into the address, the rest must be 0. */
export function elementWord(g: Graph, layout: Layout, views: readonly number[], index: Word, depth: number): Word {
  const low: Low = index[0]!.width > 32 ? g.slice(index[0]!, 0, 32) : index[0]!;
  const high = [...(index[0]!.width > 32 ? [g.slice(index[0]!, 32, index[0]!.width - 32)] : []), ...index.slice(1)];
  const beyond = high.map(limb => g.redor(limb)).reduce((any, one) => g.or(any, one), g.constant(0n, 1));
  return views.map(view => {
    const { width } = layout.arrays[view]!;
    if (low.op === 'const' && low.value >= BigInt(depth)) return g.constant(0n, width);
    return g.mux(beyond, g.constant(0n, width), g.element(view, low, width));
  });
}
