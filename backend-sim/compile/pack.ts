import { gather, type LaneSource } from './gather.js';
import type { Graph } from './graph.js';
import type { Layout } from './layout.js';
import type { Low } from './low.js';
import { aligned, bitsInOrder, isLanewise, kindOf, sourceOf } from './pack-lanes.js';
import { spreadBits, type Vector } from './vector.js';
import { chooseVector, splatVector, vectorOperator } from './vector-operators.js';

/** One value for each lane; where there is none, the lane may hold anything. */
export type Lanes = readonly (Low | undefined)[];

/** Scalars as a vector, and what that does without. */
export interface Packed {
  readonly vector: Vector;
  /** Scalar values that the vector stands for. */
  readonly covered: readonly Low[];
  /** The vectors that it is computed from. */
  readonly parts: readonly Packed[];
}

/** Turns equal expressions in many scalars into one of vectors; what is not alike in most lanes is put in one by one. */
export type Pack = (lanes: Lanes) => Packed;

/** Vectors that one call makes at most: expressions that are alike are small or shared. */
const mostVectors = 200;

export function packer(g: Graph, layout: Layout): Pack {
  const known = new Map<string, Packed>();
  let left = 0;

  const pack = (lanes: Lanes): Packed => {
    const key = lanes.map(low => low?.id).join();
    const found = known.get(key);
    if (found) return found;
    left -= 1;
    const packed = make(lanes);
    known.set(key, packed);
    return packed;
  };

  const make = (lanes: Lanes): Packed => {
    const given = lanes.filter(low => low !== undefined);
    const first = given[0]!;
    if (given.every(low => low === first)) return plain(splatVector(g, first, lanes.length));
    const bits = bitsInOrder(lanes);
    if (bits) return plain(spreadBits(g, g.slice(bits.word, bits.from, lanes.length), lanes.length));
    const sources = lanes.map(low => low && sourceOf(layout, low));
    const alike = mostAlike(given);
    const moved = sources.filter(source => source && source.kind !== 'scalar').length;
    if (alike.length > moved && 2 * alike.length >= given.length && left > 0) {
      const members = new Set(alike);
      const packed = operator(lanes.map(low => (low && members.has(low) ? low : undefined)));
      if (packed) {
        if (given.every(low => members.has(low))) return { ...packed, covered: alike };
        const mixed = lanes.map((low, lane) =>
          low && members.has(low) ? inVector(packed.vector, lane) : sources[lane],
        );
        return { vector: gather(g, mixed, first.width), covered: alike, parts: packed.parts };
      }
    }
    return plain(gather(g, sources, first.width));
  };

  /** An operator on lanes that all have it. */
  const operator = (lanes: Lanes): Packed | undefined => {
    const { op, width, at, args } = lanes.find(low => low !== undefined)!;
    const each = aligned(layout, lanes);
    const operands = args.map((_, arg) => each.map(own => own?.[arg]));
    const [cond] = operands;
    const single = op === 'mux' && cond!.find(low => low !== undefined)!;
    if (single && cond!.every(low => low === undefined || low === single)) {
      const parts = operands.slice(1).map(pack);
      return { vector: chooseVector(g, single, parts[0]!.vector, parts[1]!.vector), covered: [], parts };
    }
    const node = { op: op as 'add', width, from: at, lanes: lanes.length, id: 0, args: [], format: uint };
    const parts = operands.map(pack);
    const vector = vectorOperator(
      g,
      node,
      parts.map(part => part.vector),
    );
    return vector && { vector, covered: [], parts };
  };

  return lanes => {
    left = mostVectors;
    return pack(lanes);
  };
}

const plain = (vector: Vector): Packed => ({ vector, covered: [], parts: [] });

const uint = { kind: 'uint' } as const;

const inVector = (vector: Vector, lane: number): LaneSource => ({ kind: 'vector', vector, lane });

/** The values of the operator that most of them have, when rows can do it. */
function mostAlike(values: readonly Low[]): readonly Low[] {
  const kinds = new Map<string, Low[]>();
  for (const low of values) {
    if (!isLanewise(low)) continue;
    const kind = kindOf(low);
    const found = kinds.get(kind);
    if (found) found.push(low);
    else kinds.set(kind, [low]);
  }
  return [...kinds.values()].reduce<readonly Low[]>((most, own) => (own.length > most.length ? own : most), []);
}
