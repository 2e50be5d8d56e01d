import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import type { UInt } from '../../signal/uint.js';
import { indexType } from '../../signal/vec.js';
import { reg } from '../../state/reg.js';
import { bool } from '../../type/make.js';
import type { Axis } from './axis.js';
import { type Counter, counter } from './counter.js';
import type { Geometry } from './geometry.js';

/** What happens to the window in this cycle: it moves by one column, or it stays. */
export interface Scan {
  /** A column of the picture is read from the lines. */
  readonly read: Bool;
  /** It is the last one of its row. */
  readonly rowRead: Bool;
  /** The window moves: by that column, or by an empty one at the end of a picture. */
  readonly shift: Bool;
  /** The window that results is offered. */
  readonly emit: Bool;
  /** Where that column is. */
  readonly column: { readonly x: Counter; readonly y: Counter };
  /** Where the anchor of that window is; its row only when something depends on it. */
  readonly anchor: { readonly x: Counter; readonly y: Counter | undefined };
  /** There is room for one more pixel. */
  readonly room: Bool;
  readonly parts: Readonly<Record<string, unknown>>;
}

/**
 * Decides when the window moves. Columns are read in the order of the raster as soon as their lowest pixel has come;
 * the anchor follows `right` columns behind, over the ends of rows and of pictures alike, so nothing is lost there.
 *
 *     picture n      . . . . A o C      A: anchor, C: column that is read, o: columns between
 *     picture n + 1  C ...              at the end of a picture C is in the next one
 *
 * The windows that are still due at the end of a picture may not wait for pixels of the next one that never come. So a
 * picture is begun only when there are enough pixels to go all of that way (`start`); as long as there are not,
 * empty columns push the windows out.
 *
 * `stored`: a pixel comes in this cycle; `move`: the window may move.
 */
export function scan(geometry: Geometry, stored: Bool, move: Bool, marks: boolean): Scan {
  const { below, ahead: right, capacity, start } = geometry;
  const [width, height] = [geometry.cols.size, geometry.rows.size];
  // Pixels that have come, counted from the column that is read next; and how many of them that column needs.
  const ahead: UInt = reg(indexType(capacity + 1), { init: 0 });
  const wanted: UInt = reg(indexType(capacity + 1), { init: start });
  const enough = ahead.ge(wanted);
  const between = right > 0 ? follow(right) : undefined;

  const read = move.and(enough, ...(between?.mayRead ?? []));
  const x = counter(width, read);
  const rowRead = read.and(x.atEnd);
  const y = counter(height, rowRead);
  const drain = between && move.and(between.fresh, between.none.not(), enough.and(...between.mayRead).not());
  between?.track(read, drain!, rowRead.and(y.atEnd));

  when(stored.and(read.not()), () => ahead.set(ahead.addWrap(1)));
  when(read.and(stored.not()), () => ahead.set(ahead.subWrap(1)));
  when(read, () => {
    const row = when(x.atEnd, () => {
      const end = when(y.atEnd, () => wanted.set(start));
      // The lowest rows of a picture have fewer rows below them.
      if (below > 0) end.elseWhen(y.value.ge(height - 1 - below), () => wanted.set(wanted.subWrap(width)));
    });
    if (between) row.elseWhen(between.fresh, () => wanted.set(below * width + 1));
  });

  const shift = drain ? read.or(drain) : read;
  const due = between ? read.and(between.all).or(drain!) : read;
  const anchor = between ? anchorOf(geometry, due, marks || !isEvery(geometry.rows)) : { x, y };
  const offered = [
    every(geometry.cols, due, anchor.x.atEnd),
    ...(anchor.y ? [every(geometry.rows, due.and(anchor.x.atEnd), anchor.y.atEnd)] : []),
  ];
  const emit = due.and(...offered.flatMap(({ here }) => (here ? [here] : [])));
  const follower = between && { ...between.parts, drain, anchor_x: anchor.x.value, anchor_y: anchor.y?.value };
  const until = { until_x: offered[0]?.until, until_y: offered[1]?.until };
  const parts = { ahead, wanted, enough, x: x.value, y: y.value, read, row_read: rowRead, emit, ...until, ...follower };
  return { read, rowRead, shift, emit, column: { x, y }, anchor, room: ahead.ne(capacity), parts };
}

function anchorOf({ rows, cols }: Geometry, due: Bool, withRow: boolean) {
  const x = counter(cols.size, due);
  return { x, y: withRow ? counter(rows.size, due.and(x.atEnd)) : undefined };
}

const isEvery = ({ skip, stride }: Axis): boolean => skip === 0 && stride === 1;

/** Whether there are windows at the anchor, counted down to the next one that has; absent: at each. */
function every(axis: Axis, step: Bool, atEnd: Bool): { readonly here?: Bool; readonly until?: UInt } {
  const { skip, stride } = axis;
  if (isEvery(axis)) return {};
  const until: UInt = reg(indexType(Math.max(skip + 1, stride)), { init: skip });
  const here = until.eq(0);
  when(step, () => until.set(atEnd.mux(skip, here.mux(stride - 1, until.subWrap(1)))));
  return { here, until };
}

/** How far the column that is read is ahead of the anchor: up to `right` columns. */
function follow(right: number) {
  const lead: UInt = reg(indexType(right + 1), { init: 0 });
  const fresh = reg(bool, { init: true });
  const none = lead.eq(0);
  const all = lead.eq(right);
  /** Within a picture always; a picture is begun when the one before has gone, or can be pushed out by this one. */
  const mayRead = right === 1 ? [] : [fresh.not().or(none, all)];
  return {
    fresh,
    none,
    all,
    mayRead,
    parts: { lead, fresh, may_read: mayRead[0] },
    track(read: Bool, drain: Bool, atEnd: Bool): void {
      when(read, () => {
        fresh.set(atEnd);
        when(all.not(), () => lead.set(lead.addWrap(1)));
      });
      when(drain, () => lead.set(lead.subWrap(1)));
    },
  };
}
