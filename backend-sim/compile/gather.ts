import type { Graph } from './graph.js';
import type { Place } from './layout.js';
import { form, type Low } from './low.js';
import { type Elem, elemFor, laneOfVector, resize, rowCount, shapeOf, type Vector } from './vector.js';

/** Where one lane of a vector comes from. */
export type LaneSource =
  | { readonly kind: 'state'; readonly place: Place; readonly lane: number }
  | { readonly kind: 'vector'; readonly vector: Vector; readonly lane: number }
  | { readonly kind: 'scalar'; readonly value: Low };

/**
 * A vector with lanes from several places. Lanes that lie side by side in memory come by one load at whatever byte
 * they start, lanes of other vectors by shuffles, single values one by one. A lane without a source may be anything.
 */
export function gather(g: Graph, sources: readonly (LaneSource | undefined)[], width: number): Vector {
  const elem = elemFor(width);
  const want = sources.some(source => source?.kind === 'state' && source.place.signed) ? form.sign : form.zero;
  const bytes = elem / 8;
  const per = 128 / elem;
  const rows = Array.from({ length: rowCount(sources.length, elem) }, (_, r) => {
    const own = sources.slice(r * per, (r + 1) * per);
    const parts = new Map<Low, { readonly to: number; readonly from: number }[]>();
    const singles: { readonly lane: number; readonly value: Low }[] = [];
    own.forEach((source, lane) => {
      if (!source) return;
      const row = rowOf(g, source, lane, elem, want);
      if (!row) singles.push({ lane, value: scalarOf(g, source, width) });
      else {
        const list = parts.get(row.low) ?? [];
        parts.set(row.low, list);
        list.push({ to: lane * bytes, from: row.at });
      }
    });
    const row = mixed(g, parts, bytes);
    const isFixed = ({ value }: { readonly value: Low }): boolean => !row && value.op === 'const';
    const fixed = singles.filter(isFixed).reduce((all, { lane, value }) => {
      const bits = want === form.sign ? BigInt.asIntN(width, value.value) : value.value;
      return all | (BigInt.asUintN(elem, bits) << BigInt(lane * elem));
    }, 0n);
    return singles
      .filter(single => !isFixed(single))
      .reduce(
        (all, { lane, value }) => g.insert(shapeOf(elem), all, lane, want === form.sign ? g.sext(value, elem) : value),
        row ?? g.row(fixed),
      );
  });
  return { lanes: sources.length, width, elem, form: width === elem ? form.both : want, rows };
}

/** The row that holds a lane, and the byte at which it stands there. */
function rowOf(
  g: Graph,
  source: LaneSource,
  lane: number,
  elem: Elem,
  want: number,
): { low: Low; at: number } | undefined {
  const bytes = elem / 8;
  if (source.kind === 'scalar') return undefined;
  const kept =
    source.kind === 'state' && (source.place.width === elem || (source.place.signed ? form.sign : form.zero) === want);
  if (kept) {
    // The load is placed so that the lane arrives where it is wanted.
    const address = source.place.address + (source.lane - lane) * bytes;
    if (address < source.place.address - 15 || address < 0) return undefined;
    return { low: g.rowLoad(address), at: lane * bytes };
  }
  const at = source.lane * bytes;
  if (source.kind === 'state') {
    const { place } = source;
    const { rows } = resize(
      g,
      stateRows(g, { ...place, address: place.address + (at & ~15), lanes: 16 / bytes }),
      elem,
      want,
    );
    return { low: rows[0]!, at: at & 15 };
  }
  const { rows } = resize(g, source.vector, elem, want);
  return { low: rows[at >>> 4]!, at: at & 15 };
}

function scalarOf(g: Graph, source: LaneSource, width: number): Low {
  if (source.kind === 'scalar') return source.value;
  if (source.kind === 'vector') return laneOfVector(g, source.vector, source.lane);
  return g.load(source.place.address + source.lane * source.place.stride, width, source.place.signed);
}

/** One row out of pieces of several; none when there are no pieces. */
function mixed(
  g: Graph,
  parts: ReadonlyMap<Low, readonly { readonly to: number; readonly from: number }[]>,
  bytes: number,
): Low | undefined {
  let row: Low | undefined;
  for (const [part, moves] of parts) {
    const pattern = Array.from({ length: 16 }, (_, i) => i);
    const base = row ? 16 : 0;
    for (const { to, from } of moves) for (let i = 0; i < bytes; i++) pattern[to + i] = base + from + i;
    if (!row) {
      const still = moves.every(({ to, from }) => to === from);
      row = still ? part : g.shuffle(part, part, pattern);
    } else row = g.shuffle(row, part, pattern);
  }
  return row;
}

/** A vector of state where it lies. */
export function stateRows(g: Graph, { address, width, lanes, signed }: Place): Vector {
  const elem = elemFor(width);
  const above = signed ? form.sign : form.zero;
  const rows = Array.from({ length: rowCount(lanes, elem) }, (_, i) => g.rowLoad(address + 16 * i));
  return { lanes, width, elem, form: width === elem ? form.both : above, rows };
}
