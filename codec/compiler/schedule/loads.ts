import type { Pass } from '../pass/pass.js';
import { type Chunk, type ConvPlan, chunkBox, loadChunk, shapeOf } from './conv.js';
import { length, type PlacedTile, tilesOf } from './grid.js';
import { type Box, type Op, overlap, type Range } from './op.js';
import { ring } from './ring.js';
import type { Target } from './target.js';

/** Parts of tiles in the order in which convolutions take them, loaded as early as there is room and the data are there. */
export interface Loads {
  /** Where a part is in the tile memory: it is loaded now, if it has not been. */
  need(part: number): Range;
  /** No convolution behind this one takes a part any more, nor those before it. */
  release(part: number, last: Op): void;
  /** Loads what can be loaded already. */
  ahead(): void;
  /** The number of the first part of a pass. */
  firstOf(plan: ConvPlan): number;
  /** A box of a buffer has been stored by an instruction that was emitted. */
  stored(op: Op): void;
  /** A pass has written all of its buffer. */
  complete(pass: Pass): void;
}

/** A part of a tile, or what loads of a pass need before. */
interface Part {
  readonly plan: ConvPlan;
  readonly at: PlacedTile;
  readonly chunk: Chunk;
  readonly words: number;
  /** The number of the tile, of all passes. */
  readonly tile: number;
  /** Before the first of a tile that stays: words of all. */
  readonly together?: readonly number[];
  /** Before the first of a tile: the table of gains of the pass, and weights, which need not wait behind loads. */
  readonly before?: readonly Op[];
}

/** No more parts than this are in the tile memory, but those of one tile, so that semaphores count them. */
const mostParts = 24;

export function loadsOf(
  plans: readonly ConvPlan[],
  passes: readonly Pass[],
  target: Target,
  before: (plan: ConvPlan, tile: number) => readonly Op[],
  emit: (op: Op) => void,
): Loads {
  const first = new Map<ConvPlan, number>();
  const parts: Part[] = [];
  for (const plan of plans) {
    first.set(plan, parts.length);
    parts.push(...partsOf(plan, target.batch, (parts.at(-1)?.tile ?? -1) + 1, before));
  }
  const memory = ring(target.config.tileWords);
  const places: Range[] = [];
  let released = 0;
  const releasedBy: Op[] = [];
  let arranged = -1;
  const writers = new Set(passes.map(({ output }) => output));
  const done = new Set<unknown>();
  const written = new Map<unknown, Box[]>();

  const there = ({ plan, at, chunk }: Part): boolean => {
    const { buffer } = plan.pass.inputs[chunk.input]!;
    if (!writers.has(buffer) || done.has(buffer)) return true;
    const { box } = chunkBox(plan, at, chunk);
    const wanted = overlap(box, box);
    let have = 0;
    for (const other of written.get(buffer) ?? []) have += overlap(box, other);
    return have === wanted;
  };
  const free = ([from, to]: Range): boolean =>
    places.slice(released).every(([other, end]) => to <= other || from >= end);
  const room = (next: number): boolean => {
    const part = parts[next]!;
    if (part.together && arranged < next) {
      memory.together(part.together);
      arranged = next;
    }
    return free(memory.place(part.words));
  };
  const load = (next: number): void => {
    const part = parts[next]!;
    for (const op of part.before ?? []) emit(op);
    places.push(memory.take(part.words));
    const op = loadChunk(part.plan, part.at, part.chunk, places[next]!, target);
    emit({ ...op, after: releasedBy[next - mostParts] });
  };
  return {
    need(part) {
      while (places.length <= part) {
        const next = places.length;
        if (!room(next) || !there(parts[next]!)) throw new Error(`part ${next} has no room, or is not there yet`);
        load(next);
      }
      return places[part]!;
    },
    release(part, last) {
      while (released <= part) releasedBy[released++] = last;
    },
    ahead() {
      while (places.length < parts.length && places.length - released < mostParts) {
        const next = places.length;
        // Weights of so many tiles can wait before their unit: more would keep convolutions from being handed out.
        if (parts[next]!.tile > (parts[released]?.tile ?? 0) + target.config.queue) return;
        if (!room(next) || !there(parts[next]!)) return;
        load(next);
      }
    },
    firstOf: plan => first.get(plan)!,
    stored({ accesses }) {
      for (const access of accesses) {
        if (access.space !== 'work' || !access.write) continue;
        const boxes = written.get(access.buffer) ?? [];
        boxes.push(access.box);
        written.set(access.buffer, boxes);
      }
    },
    complete: ({ output }) => {
      done.add(output);
      written.delete(output);
    },
  };
}

function partsOf(
  plan: ConvPlan,
  batch: number,
  tile: number,
  before: (plan: ConvPlan, tile: number) => readonly Op[],
): Part[] {
  const { pass, chunks, geometry } = plan;
  const times = plan.tile.streamed ? geometry.sets * pass.phases.length : 1;
  return tilesOf(plan.tile, geometry, batch).flatMap((at, i) => {
    const { box } = shapeOf(plan, at);
    const words = chunks.map(({ blocks }) => length(blocks) * box);
    return Array.from({ length: times }, (_, time) =>
      chunks.map(
        (chunk, c): Part => ({
          plan,
          at,
          chunk,
          words: words[c]!,
          tile: tile + i,
          ...(c === 0 && !plan.tile.streamed && { together: words }),
          ...(time === 0 && c === 0 && { before: before(plan, i) }),
        }),
      ),
    ).flat();
  });
}
