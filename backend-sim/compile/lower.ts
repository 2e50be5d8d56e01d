import { isTarget, type Node } from '../../dsl/ir/index.js';
import { assign } from './assign.js';
import { collapse } from './collapse.js';
import { components } from './components.js';
import { lowerCycle } from './cycle.js';
import { elementWord } from './element.js';
import type { Flat, FlatId } from './flat.js';
import type { Graph } from './graph.js';
import type { Layout, Place } from './layout.js';
import { laneOf } from './operators.js';
import { leaf, type Tree, treeOf } from './tree.js';
import { laneOfVector, type Vector } from './vector.js';
import { type VectorLowering, vectorLowering } from './vector-lower.js';
import { constantWord, joinWord, limbWidths, muxWords, sliceWord, type Word } from './word.js';

/** Turns nodes of the flattened design into values of the low graph, on demand. */
export interface Lowering {
  readonly graph: Graph;
  /** The lanes of a node of a scope. */
  value(scope: number, node: number): readonly Word[];
  /** The same as rows of 16 bytes, when that is how it is computed. */
  vector(scope: number, node: number): Vector | undefined;
  /** Lowers all of these, whatever order they depend on each other in. */
  need(ids: Iterable<FlatId>): void;
  /** What is assigned to a register: as rows, or lane by lane; `keep` where nothing is. */
  next(id: FlatId): { readonly rows: Tree<Vector> } | { readonly lanes: readonly Tree<Word>[] };
  /** One lane of a piece of state, read where it lies. */
  stored(place: Place, lane: number): Word;
}

export function lowering(graph: Graph, flat: Flat, layout: Layout): Lowering {
  const g = graph;
  /** What is computed lane by lane, and what is not computed at all: ways to name lanes of other nodes. */
  const values: ((Word | undefined)[] | 'vector' | undefined)[] = new Array(flat.size);

  const stored = (place: Place, lane: number): Word =>
    limbWidths(place.width).map((bits, limb) =>
      g.load(place.address + lane * place.stride + 8 * limb, bits, place.signed),
    );

  /** One lane of a node that has been lowered. */
  const lane = (id: FlatId, at: number): Word => {
    const known = values[id]!;
    if (known === 'vector') return [laneOfVector(g, vectors.rows(id)!, at)];
    known[at] ??= lowerLane(id, at);
    return known[at];
  };

  const vectors: VectorLowering = vectorLowering(g, flat, layout, lane);

  const dependsOn = (id: FlatId): FlatId[] => {
    const node = flat.node(id);
    const scope = flat.scopeOf(id);
    if (node.op === 'wire' || node.op === 'output') {
      return (flat.drivers(scope).reads.get(node.id) ?? []).map(read => flat.at(scope, read));
    }
    return layout.state(id) ? [] : node.args.map(arg => flat.at(scope, arg));
  };

  const need = (ids: Iterable<FlatId>): void => {
    for (const group of components(ids, dependsOn, id => values[id] !== undefined)) {
      const [first] = group as [FlatId];
      if (group.length === 1 && !(isTarget(flat.node(first).op) && dependsOn(first).includes(first))) {
        const inRows = vectors.lower(first);
        const { op, lanes } = flat.node(first);
        values[first] = inRows ? 'vector' : new Array(lanes);
        // At once, while all that it depends on is known: only names of other lanes wait until they are asked for.
        if (!inRows && op !== 'pick' && op !== 'pack' && op !== 'splat' && op !== 'const') {
          for (let at = 0; at < lanes; at++) lane(first, at);
        }
        continue;
      }
      const context = { graph: g, flat, settle, outside: lane };
      for (const [id, lanes] of lowerCycle(context, group)) values[id] = lanes;
    }
  };

  const lowerLane = (id: FlatId, at: number): Word => {
    const node = flat.node(id);
    const place = layout.state(id);
    if (place) return stored(place, at);
    if (node.op === 'wire' || node.op === 'output') {
      const zero = constantWord(g, 0n, node.width);
      return settle(treeOfLane(id, at, zero), zero);
    }
    if (node.op === 'input' || node.op === 'inst') return constantWord(g, 0n, node.width);
    const scope = flat.scopeOf(id);
    const args = node.args.map(arg => flat.at(scope, arg));
    if (node.op === 'read') return readWord(node, scope);
    const [vector, index] = args;
    const views = node.op === 'index' ? layout.laneViews(vector!) : undefined;
    if (views) return elementWord(g, layout, views, lane(index!, 0), flat.node(vector!).lanes);
    const pieces = node.op === 'reshape' ? vectors.bits(vector!) : undefined;
    if (pieces) return sliceWord(g, joinWord(g, pieces), at * node.width, node.width);
    return laneOf(g, node, at, {
      count: args.length,
      lane: (arg, from) => lane(args[arg]!, from),
      lanes: arg => flat.node(args[arg]!).lanes,
    });
  };

  const readWord = (node: Node, scope: number): Word => {
    const views = layout.memoryViews(scope, node.of!);
    return elementWord(g, layout, views, lane(flat.at(scope, node.args[0]!), 0), layout.memory(scope, node.of!).lanes);
  };

  const treeOfLane = (id: FlatId, at: number, otherwise: Word): Tree<Word> => {
    const scope = flat.scopeOf(id);
    const word = (node: number): Word => lane(flat.at(scope, node), 0);
    return treeOf<Word>(
      {
        graph: g,
        word,
        act: (stmt, before) =>
          stmt.kind === 'set'
            ? assign(g, stmt, at, before, {
                lanes: flat.node(flat.at(scope, stmt.value)).lanes,
                value: from => lane(flat.at(scope, stmt.value), from),
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
    return collapse(g, tree, otherwise, (cond, a, b) => muxWords(g, cond, a, b));
  };

  const ready = (scope: number, node: number): FlatId => {
    const id = flat.at(scope, node);
    if (values[id] === undefined) need([id]);
    return id;
  };

  return {
    graph,
    need,
    stored,
    value(scope, node) {
      const id = ready(scope, node);
      return Array.from({ length: flat.node(id).lanes }, (_, at) => lane(id, at));
    },
    vector(scope, node) {
      const id = ready(scope, node);
      return values[id] === 'vector' ? vectors.rows(id) : undefined;
    },
    next(id) {
      const scope = flat.scopeOf(id);
      const { lanes } = layout.state(id)!;
      need((flat.drivers(scope).reads.get(flat.node(id).id) ?? []).map(read => flat.at(scope, read)));
      if (!flat.drivers(scope).of.has(flat.node(id).id)) return { lanes: [] };
      const rows = vectors.target(id);
      if (rows) return { rows };
      return { lanes: Array.from({ length: lanes }, (_, at) => treeOfLane(id, at, stored(layout.state(id)!, at))) };
    },
  };
}
