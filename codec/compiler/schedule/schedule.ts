import type { ConvPass, Pass } from '../pass/pass.js';
import { type ConvPlan, convOf, shapeOf } from './conv.js';
import { type PlacedTile, tilesOf } from './grid.js';
import { type Loads, loadsOf } from './loads.js';
import { emitMap } from './map.js';
import type { Op, Range } from './op.js';
import { planConv } from './plan.js';
import { epilogueOf, loadSkip, storeOf } from './results.js';
import { type Ring, ring } from './ring.js';
import { regions, type Target } from './target.js';

/** The instructions of some passes, in the order in which the sequencer hands them out, and how convolutions are tiled. */
export interface Schedule {
  readonly ops: readonly Op[];
  readonly plans: ReadonlyMap<ConvPass, ConvPlan>;
}

/** The tables of gains, the skip memory and the output memory: given out in turn. */
interface Memories {
  readonly skip: Ring;
  readonly out: Ring;
}

/**
 * Passes as instructions: tile by tile, for each set of sums its convolutions, the epilogue and the store. Loads of later tiles,
 * also of the next pass, stand between them as soon as there is room for them and what they read has been stored, so the
 * sequencer comes by them early enough to overlap.
 */
export function schedule(passes: readonly Pass[], target: Target): Schedule {
  const tables = ring(target.config.tableRows);
  const plans = new Map<ConvPass, ConvPlan>();
  for (const [index, pass] of passes.entries())
    if (pass.kind === 'conv') plans.set(pass, planConv(pass, index, target, tables));
  const ops: Op[] = [];
  const emit = (op: Op): void => void ops.push(op);
  const before = (plan: ConvPlan, tile: number): Op[] => [
    ...(tile === 0 && plan.pass.table ? [loadTable(plan, plan.pass.table, target)] : []),
    weightsOf(plan),
  ];
  const loads = loadsOf([...plans.values()], passes, target, before, emit);
  const memories = { skip: slots(target.config.skipWords), out: slots(target.config.outWords) };
  for (const [index, pass] of passes.entries()) {
    if (pass.kind === 'conv') emitConv(plans.get(pass)!, target, loads, memories, emit);
    else for (const op of emitMap(pass, index, target)) emit(op);
    loads.complete(pass);
    loads.ahead();
  }
  return { ops, plans };
}

/** A memory that is given out in no more parts than semaphores count. */
function slots(size: number): Ring {
  const memory = ring(size);
  const most = 24;
  return { ...memory, take: words => memory.take(Math.max(words, Math.ceil(size / most))) };
}

function loadTable({ index, table, geometry }: ConvPlan, bytes: Uint8Array, { constants }: Target): Op {
  const fields = { address: constants.add(bytes), region: regions.constants, first: table, count: geometry.blocks };
  return { unit: 'load', format: 'table', pass: index, fields, accesses: [] };
}

/** All weights of a pass: each tile takes them anew. */
const weightsOf = ({ index, weights, geometry }: ConvPlan): Op => ({
  ...{ unit: 'weights', format: 'weights', pass: index, accesses: [] },
  fields: { address: weights, region: regions.constants, bytes: geometry.weightBytes },
});

function emitConv(plan: ConvPlan, target: Target, loads: Loads, memories: Memories, emit: (op: Op) => void): void {
  const { tile, geometry, chunks, pass } = plan;
  const times = tile.streamed ? geometry.sets * pass.phases.length : 1;
  for (const [i, at] of tilesOf(tile, geometry, target.batch).entries())
    emitTile(plan, at, loads.firstOf(plan) + i * times * chunks.length, target, loads, memories, emit);
}

function emitTile(
  plan: ConvPlan,
  at: PlacedTile,
  part: number,
  target: Target,
  loads: Loads,
  memories: Memories,
  emit: (op: Op) => void,
): void {
  const { pass, geometry, tile, chunks } = plan;
  const { box, slot: slotWords, skip: skipWords } = shapeOf(plan, at);
  const phases = pass.phases.length;
  const passes = geometry.sets * phases;
  let slot: Range = [0, 0];
  for (let set = 0; set < geometry.sets; set++) {
    if (set === 0 || !pass.pixels) slot = memories.out.take(slotWords);
    const skip = pass.skip && memories.skip.take(skipWords);
    if (skip) emit(loadSkip(plan, at, set, skip, target));
    for (let phase = 0; phase < phases; phase++) {
      const time = set * phases + phase;
      const first = part + (tile.streamed ? time * chunks.length : 0);
      const last = tile.streamed || time === passes - 1;
      const groups = last || time === 0 ? chunks.map((_, c) => [c, c + 1] as const) : joined(first);
      for (const [from, to] of groups) {
        const words: Range = [loads.need(first + from)[0], loads.need(first + to - 1)[1]];
        const conv = convOf(plan, at, phase, words, { first: from === 0, last: to === chunks.length });
        emit(conv);
        if (!last) continue;
        loads.release(first + to - 1, conv);
        loads.ahead();
      }
      emit(epilogueOf(plan, at, { set, phase, slot, skip }));
    }
    if (pass.pixels && set < geometry.sets - 1) continue;
    const store = storeOf(plan, at, set, slot, target);
    emit(store);
    loads.stored(store);
    loads.ahead();
  }

  /** Chunks that lie one behind the other in the tile memory are summed by one instruction. */
  function joined(first: number): Range[] {
    const groups: Range[] = [];
    let from = 0;
    for (let c = 1; c <= chunks.length; c++) {
      const follows = c < chunks.length && loads.need(first + c)[0] === loads.need(first + c - 1)[1];
      if (follows && (loads.need(first + c)[1] - loads.need(first + from)[0]) / box <= 1023) continue;
      groups.push([from, c]);
      from = c;
    }
    return groups;
  }
}
