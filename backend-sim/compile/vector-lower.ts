import type { Node, Stmt } from '../../dsl/ir/index.js';
import { collapse } from './collapse.js';
import type { Flat, FlatId } from './flat.js';
import { gather, type LaneSource, stateRows } from './gather.js';
import type { Graph } from './graph.js';
import type { Layout } from './layout.js';
import type { Low } from './low.js';
import { packed } from './operators.js';
import { leaf, type Tree, treeOf } from './tree.js';
import { constantVector, elemFor, type Vector } from './vector.js';
import { chooseVector, shiftVector, splatVector, vectorOperator } from './vector-operators.js';
import type { Word } from './word.js';

/** Decides which nodes are computed as rows of 16 bytes, and lowers them. */
export interface VectorLowering {
  /** True when this node is now known as rows; its arguments have been lowered. */
  lower(id: FlatId): boolean;
  /** A node as rows: one that `lower` took, or state, a constant, or lanes of such. */
  rows(id: FlatId): Vector | undefined;
  /** All bits of a vector without gaps between its lanes, in pieces, the lowest first; undefined when it is not such. */
  bits(id: FlatId): readonly Low[] | undefined;
  /** What is assigned to a register, as rows; undefined when it has to be seen lane by lane. */
  target(id: FlatId): Tree<Vector> | undefined;
}

/** Fewer lanes are not worth a row. */
const fewestLanes = 4;

export function vectorLowering(
  g: Graph,
  flat: Flat,
  layout: Layout,
  lane: (id: FlatId, lane: number) => Word,
): VectorLowering {
  const known = new Map<FlatId, Vector | undefined>();

  const suits = ({ lanes, width }: Node): boolean => lanes >= fewestLanes && width <= 64;
  const argOf = (id: FlatId, arg: number): FlatId => flat.at(flat.scopeOf(id), flat.node(id).args[arg]!);
  const isConst = (id: FlatId): boolean => flat.node(id).op === 'const';
  /** What stands for a vector without being one already. */
  const isFree = (id: FlatId): boolean => isConst(id) || flat.node(id).op === 'splat';

  /** Where a lane really comes from: through picks, packs and splats. */
  const sourceOf = (from: FlatId, fromLane: number): LaneSource => {
    let [id, at] = [from, fromLane];
    for (;;) {
      const node = flat.node(id);
      const place = layout.state(id);
      if (place) {
        return suits(node) ? { kind: 'state', place, lane: at } : { kind: 'scalar', value: lane(id, at)[0]! };
      }
      if (node.op === 'pick') [id, at] = [argOf(id, 0), node.from! + at];
      else if (node.op === 'splat') [id, at] = [argOf(id, 0), 0];
      else if (node.op === 'pack') {
        const [arg, to] = packed(node, at, i => flat.node(argOf(id, i)).lanes);
        [id, at] = [argOf(id, arg), to];
      } else {
        const vector = known.get(id);
        return vector ? { kind: 'vector', vector, lane: at } : { kind: 'scalar', value: lane(id, at)[0]! };
      }
    }
  };

  const rows = (id: FlatId): Vector | undefined => {
    if (!known.has(id)) known.set(id, makeRows(id));
    return known.get(id);
  };

  const makeRows = (id: FlatId): Vector | undefined => {
    const node = flat.node(id);
    if (!suits(node)) return undefined;
    const place = layout.state(id);
    if (place) return stateRows(g, place);
    if (node.op === 'const') return constantVector(g, node.value!, node.width, elemFor(node.width));
    if (node.op === 'splat') return splatVector(g, lane(argOf(id, 0), 0)[0]!, node.lanes);
    if (node.op !== 'pick' && node.op !== 'pack') return undefined;
    const sources = Array.from({ length: node.lanes }, (_, at) => sourceOf(id, at));
    const moved = sources.filter(({ kind }) => kind !== 'scalar').length;
    return moved * 2 >= node.lanes ? gather(g, sources, node.width) : undefined;
  };

  const lower = (id: FlatId): boolean => {
    const node = flat.node(id);
    if (!suits(node) || layout.state(id) || isFree(id) || node.op === 'pick' || node.op === 'pack') return false;
    const vector = node.op === 'wire' || node.op === 'output' ? wire(id) : operator(id, node);
    if (vector) known.set(id, vector);
    return vector !== undefined;
  };

  const operator = (id: FlatId, node: Node): Vector | undefined => {
    if (node.args.length === 0 || node.op === 'index' || node.op === 'reshape' || node.op === 'read') return undefined;
    const args = node.args.map((_, i) => argOf(id, i));
    const single = args.map(arg => flat.node(arg).lanes === 1);
    const spread = args.filter((_, i) => !single[i]);
    const vectors = args.map((arg, i) => (single[i] ? undefined : rows(arg)));
    if (args.some((_, i) => !single[i] && !vectors[i]) || spread.every(isConst)) return undefined;
    if (node.op === 'mux' && single[0]) {
      return chooseVector(g, lane(args[0]!, 0)[0]!, vectors[1]!, vectors[2]!);
    }
    if (node.op === 'shl' || node.op === 'shru' || node.op === 'shrs') {
      const amount = single[1] ? lane(args[1]!, 0) : undefined;
      const fixed = amount?.length === 1 && amount[0]!.op === 'const' ? amount[0]!.value : undefined;
      if (fixed === undefined || fixed >= BigInt(node.width)) return undefined;
      return shiftVector(g, node.op, vectors[0]!, Number(fixed));
    }
    return single.some(Boolean) ? undefined : vectorOperator(g, node, vectors as Vector[]);
  };

  /** True when a target is always assigned as a whole, from at least one value that is computed as rows. */
  const isWhole = (id: FlatId): boolean => {
    if (!suits(flat.node(id))) return false;
    const scope = flat.scopeOf(id);
    const values: FlatId[] = [];
    const whole = (stmts: readonly Stmt[]): boolean =>
      stmts.every(stmt => {
        if (stmt.kind === 'if') return whole(stmt.then) && whole(stmt.else);
        if (stmt.kind === 'case') return stmt.arms.every(arm => whole(arm.body)) && whole(stmt.default ?? []);
        if (stmt.kind !== 'set' || stmt.lane !== undefined || stmt.index !== undefined) return false;
        values.push(flat.at(scope, stmt.value));
        return true;
      });
    if (!whole(flat.drivers(scope).of.get(flat.node(id).id) ?? [])) return false;
    return values.every(rows) && values.some(value => !isFree(value));
  };

  const treeFor = (id: FlatId, flatten: (tree: Tree<Vector>) => Tree<Vector>): Tree<Vector> => {
    const scope = flat.scopeOf(id);
    return treeOf<Vector>(
      {
        graph: g,
        word: node => lane(flat.at(scope, node), 0),
        act: (stmt, before) => (stmt.kind === 'set' ? leaf(rows(flat.at(scope, stmt.value))!) : before),
        flatten,
      },
      flat.drivers(scope).of.get(flat.node(id).id) ?? [],
    );
  };

  const settle = (tree: Tree<Vector>, otherwise: Vector): Vector => {
    return collapse(g, tree, otherwise, (cond, a, b) => chooseVector(g, cond, a, b));
  };

  const wire = (id: FlatId): Vector | undefined => {
    if (!isWhole(id)) return undefined;
    const { lanes, width } = flat.node(id);
    const zero = constantVector(g, Array<bigint>(lanes).fill(0n), width, elemFor(width));
    return settle(
      treeFor(id, tree => leaf(settle(tree, zero))),
      zero,
    );
  };

  const bits = (id: FlatId): readonly Low[] | undefined => {
    const { width, lanes } = flat.node(id);
    const place = layout.state(id);
    const vector = known.get(id);
    if (!suits(flat.node(id)) || width !== elemFor(width) || !(place || vector?.elem === width)) return undefined;
    const pieces: Low[] = [];
    for (let at = 0; at < width * lanes; ) {
      const rest = width * lanes - at;
      const size = place && rest >= 64 ? 64 : rest >= 32 ? 32 : rest >= 16 ? 16 : 8;
      const shape = size === 32 ? 'i32x4' : size === 16 ? 'i16x8' : 'i8x16';
      pieces.push(
        place
          ? g.load(place.address + at / 8, size)
          : g.extract(shape, vector!.rows[at >>> 7]!, (at & 127) / size, size),
      );
      at += size;
    }
    return pieces;
  };

  return {
    lower,
    rows,
    bits,
    target(id) {
      if (!isWhole(id)) return undefined;
      const before = stateRows(g, layout.state(id)!);
      return treeFor(id, tree => leaf(settle(tree, before)));
    },
  };
}
