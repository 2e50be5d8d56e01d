import { assign } from './assign.js';
import { components } from './components.js';
import { bitDependencies, inCat, laneDependencies, type Part } from './cycle-parts.js';
import type { Flat, FlatId } from './flat.js';
import type { Graph } from './graph.js';
import { laneOf } from './operators.js';
import { keep, leaf, type Tree, treeOf } from './tree.js';
import { constantWord, joinWord, sliceWord, type Word } from './word.js';

/** What the lowering of a cycle needs from its surroundings. */
export interface CycleContext {
  readonly graph: Graph;
  readonly flat: Flat;
  /** A lane of a value outside the cycle. */
  outside(id: FlatId, lane: number): Word;
  /** The value of a target whose tree is known. */
  settle(tree: Tree<Word>, otherwise: Word): Word;
}

/**
 * Lowers nodes that depend on each other in a circle of whole values although no single bit does: lane by lane,
 * and where that is still a circle, bit by bit. Returns the lanes of every member.
 */
export function lowerCycle(context: CycleContext, members: readonly FlatId[]): Map<FlatId, Word[]> {
  const { flat, graph: g } = context;
  const inside = new Set(members);
  const parts = new Map<Part, Word>();
  const key = (id: FlatId, lane: number, bit?: number): Part =>
    bit === undefined ? `${id}:${lane}` : `${id}:${lane}:${bit}`;
  const split = (part: Part): number[] => part.split(':').map(Number);

  const wholeLane = (id: FlatId, lane: number): Part[] => (inside.has(id) ? [key(id, lane)] : []);
  const oneBit = (id: FlatId, lane: number, bit: number): Part[] => (inside.has(id) ? [key(id, lane, bit)] : []);
  const bits = (id: FlatId, lane: number, from = 0, width = flat.node(id).width): Part[] =>
    Array.from({ length: width }, (_, i) => oneBit(id, lane, from + i)).flat();

  const laneDeps = (part: Part): Part[] => {
    const [id, lane] = split(part) as [number, number];
    return laneDependencies(flat, id, lane, wholeLane);
  };
  const laneGet = (id: FlatId, lane: number): Word =>
    inside.has(id) ? parts.get(key(id, lane))! : context.outside(id, lane);
  const lanes = members.flatMap(id => Array.from({ length: flat.node(id).lanes }, (_, lane) => key(id, lane)));

  for (const group of components(lanes, laneDeps, () => false)) {
    const [first] = group as [Part];
    if (group.length === 1 && !laneDeps(first).includes(first)) {
      const [id, lane] = split(first) as [number, number];
      parts.set(first, lowerLane(context, id, lane, laneGet));
    } else {
      lowerBits(group);
    }
  }
  return new Map(
    members.map(id => [id, Array.from({ length: flat.node(id).lanes }, (_, lane) => parts.get(key(id, lane))!)]),
  );

  function lowerBits(group: readonly Part[]): void {
    const circular = new Set(group);
    const known = (part: Part): boolean => {
      const [id, lane] = split(part) as [number, number];
      return !circular.has(key(id, lane));
    };
    const get = (id: FlatId, lane: number, bit: number): Word =>
      parts.get(key(id, lane, bit)) ?? sliceWord(g, laneGet(id, lane), bit, 1);
    const bitDeps = (part: Part): Part[] => {
      const [id, lane, bit] = split(part) as [number, number, number];
      return bitDependencies(flat, id, lane, bit, oneBit, bits);
    };
    const all = group.flatMap(part => {
      const [id, lane] = split(part) as [number, number];
      return bits(id, lane);
    });
    for (const component of components(all, bitDeps, known)) {
      const [id, lane, bit] = split(component[0]!) as [number, number, number];
      if (component.length > 1 || bitDeps(component[0]!).includes(component[0]!)) {
        throw new Error(`'${flat.node(id).name ?? flat.node(id).op}' depends on itself: a combinational loop`);
      }
      parts.set(component[0]!, lowerBit(context, id, lane, bit, get));
    }
    for (const part of group) {
      const [id, lane] = split(part) as [number, number];
      parts.set(
        part,
        joinWord(
          g,
          bits(id, lane).flatMap(one => parts.get(one)!),
        ),
      );
    }
  }
}

/** A lane of a node, from whole lanes. */
function lowerLane(context: CycleContext, id: FlatId, lane: number, get: (id: FlatId, lane: number) => Word): Word {
  const { flat, graph: g } = context;
  const node = flat.node(id);
  const scope = flat.scopeOf(id);
  if (node.op === 'wire' || node.op === 'output') {
    return lowerTarget(context, id, lane, (from, l) => get(from, l), constantWord(g, 0n, node.width));
  }
  return laneOf(g, node, lane, {
    count: node.args.length,
    lane: (arg, l) => get(flat.at(scope, node.args[arg]!), l),
    lanes: arg => flat.node(flat.at(scope, node.args[arg]!)).lanes,
  });
}

/** A lane of a target from the statements that drive it. */
function lowerTarget(
  { graph: g, flat, settle }: CycleContext,
  id: FlatId,
  lane: number,
  value: (id: FlatId, lane: number) => Word,
  otherwise: Word,
  control: (id: FlatId, lane: number) => Word = value,
): Word {
  const scope = flat.scopeOf(id);
  const tree = treeOf<Word>(
    {
      graph: g,
      word: node => control(flat.at(scope, node), 0),
      act: (stmt, before) =>
        stmt.kind === 'set'
          ? assign(g, stmt, lane, before, {
              lanes: flat.node(flat.at(scope, stmt.value)).lanes,
              value: l => value(flat.at(scope, stmt.value), l),
              index: () => control(flat.at(scope, stmt.index!), 0),
            })
          : before,
      flatten: tree => leaf(settle(tree, otherwise)),
    },
    flat.drivers(scope).of.get(flat.node(id).id) ?? [],
    keep,
  );
  return settle(tree, otherwise);
}

/** One bit of a lane, from single bits. */
function lowerBit(
  context: CycleContext,
  id: FlatId,
  lane: number,
  bit: number,
  get: (id: FlatId, lane: number, bit: number) => Word,
): Word {
  const { flat, graph: g } = context;
  const node = flat.node(id);
  const scope = flat.scopeOf(id);
  const arg = (i: number): FlatId => flat.at(scope, node.args[i]!);
  const low = (from: FlatId, l: number, width: number): Word =>
    joinWord(g, Array.from({ length: width }, (_, i) => get(from, l, i)).flat());
  const whole = (from: FlatId, l: number): Word => low(from, l, flat.node(from).width);
  const widthOf = (i: number): number => flat.node(arg(i)).width;
  const lanesOf = (i: number): number => flat.node(arg(i)).lanes;
  const own = (i: number): number => (lanesOf(i) === 1 ? 0 : lane);
  switch (node.op) {
    case 'wire':
    case 'output':
      return lowerTarget(context, id, lane, (from, l) => get(from, l, bit), [g.constant(0n, 1)], whole);
    case 'slice':
      return get(arg(0), lane, node.from! + bit);
    case 'zext':
      return bit < widthOf(0) ? get(arg(0), lane, bit) : [g.constant(0n, 1)];
    case 'sext':
      return get(arg(0), lane, Math.min(bit, widthOf(0) - 1));
    case 'cat': {
      const [i, at] = inCat(node, bit, widthOf);
      return get(arg(i), own(i), at);
    }
    case 'reshape': {
      const at = lane * node.width + bit;
      return get(arg(0), Math.floor(at / widthOf(0)), at % widthOf(0));
    }
    case 'add':
    case 'sub': {
      const part = { ...node, width: bit + 1 };
      const sum = laneOf(g, part, lane, { count: 2, lane: (i, l) => low(arg(i), l, bit + 1), lanes: lanesOf });
      return sliceWord(g, sum, bit, 1);
    }
    case 'and':
    case 'or':
    case 'xor':
    case 'not':
    case 'mux':
    case 'splat':
    case 'pick':
    case 'pack': {
      const isCond = (i: number): boolean => node.op === 'mux' && i === 0;
      return laneOf(g, { ...node, width: 1 }, lane, {
        count: node.args.length,
        lane: (i, l) => get(arg(i), l, isCond(i) ? 0 : bit),
        lanes: lanesOf,
      });
    }
    default: {
      const all = laneOf(g, node, lane, { count: node.args.length, lane: (i, l) => whole(arg(i), l), lanes: lanesOf });
      return sliceWord(g, all, bit, 1);
    }
  }
}
