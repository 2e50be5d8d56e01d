import { mux } from '../../control/select.js';
import { when } from '../../control/when.js';
import type { Bool } from '../../signal/bool.js';
import { lit } from '../../signal/lit.js';
import type { AnySignal } from '../../signal/mux.js';
import { zeroOf } from '../../signal/signal-from.js';
import type { UInt } from '../../signal/uint.js';
import { indexType } from '../../signal/vec.js';
import { mem } from '../../state/mem.js';
import { reg } from '../../state/reg.js';
import { bool, bundle } from '../../type/make.js';
import type { SignalOf, Type } from '../../type/type.js';
import { accept, derive } from '../make.js';
import type { Stream } from '../stream.js';
import type { Beyond } from '../window/axis.js';
import { bad, whole } from '../window/bad.js';
import { counter } from '../window/counter.js';
import type { PerAxis } from '../window/geometry.js';
import { type Way, walk } from './walk.js';

export interface TileOptions {
  /** Height and width of a tile, in pixels; they divide those of the picture. */
  readonly rows: number;
  readonly cols: number;
  /** Pixels around a tile that come with it, at most as many as the tile has. Default 0. */
  readonly halo?: PerAxis;
  /** What stands in the halo beyond the border. Default `zero`. */
  readonly beyond?: Beyond;
  /** Width and height of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Tiles one after the other, each row by row, out of a ring of lines: those of one row of tiles with its halo, and as
 * many as come while these are read. See `Stream.tile`.
 */
export function tile<T>(source: Stream<T>, options: TileOptions): Stream<T> {
  const ways = waysOf(options);
  const { rows, cols, width } = options;
  const { halo } = ways.rows;
  const rate = (rows * cols) / ((rows + 2 * halo) * (cols + 2 * ways.cols.halo));
  const latency = rate === 1 ? rows * width + 1 : undefined;
  const step = { latency, rate, readyPath: 'registered', validPath: 'registered' } as const;
  return derive(source as Stream, 'tile', step, ready => {
    const type = source.type as Type;
    const lines = ways.rows.words / width;
    const ring = mem(type, ways.rows.words);
    const ahead: UInt = reg(indexType(lines + 1), { init: 0 });
    const valid = reg(bool, { init: false });

    const free = ahead.ne(lines);
    const push = source.valid.and(free);
    const into = counter(ways.rows.words, push);
    const x = counter(width, push);
    accept(source, free);
    when(push, () => ring.write(into.value, source.payload as never));

    // The way runs one place ahead, so the place that is read next stands in registers.
    const place = placeType(ways, lines);
    const next = reg(place);
    const known = reg(bool, { init: false });
    const move = valid.not().or(ready);
    const fetch = move.and(known, ahead.ge(next.need));
    const step = fetch.or(known.not());
    const way = through(ways, step);
    known.set(true);
    when(step, () => next.set(way.place));

    const rest = fetch.and(next.passes).mux(ahead.subWrap(next.gone), ahead);
    ahead.set(push.and(x.atEnd).mux(rest.addWrap(1), rest));
    const word = ring.readSync(next.word, { enable: fetch });
    const missing = reg(bool);
    const last = source.last && reg(bool);
    when(move, () => valid.set(fetch));
    when(fetch, () => {
      missing.set(next.missing);
      last?.set(next.last);
    });
    const payload = way.zeros ? (mux(missing, zeroOf(type) as AnySignal, word as AnySignal) as SignalOf<Type>) : word;
    return {
      type,
      payload,
      valid,
      last,
      parts: { ring, ahead, into: into.value, x: x.value, next, known, push, move, fetch, step, ...way.parts },
    };
  });
}

interface Ways {
  readonly rows: Way;
  readonly cols: Way;
}

function waysOf({ rows, cols, width, height, halo = 0, beyond = 'zero' }: TileOptions): Ways {
  const around = typeof halo === 'number' ? { rows: halo, cols: halo } : halo;
  whole('tile', { rows, cols, width, height });
  whole('tile', { 'halo of rows': around.rows, 'halo of columns': around.cols }, 0);
  if (height % rows !== 0) bad('tile', `height is ${height}, not a multiple of the ${rows} rows of a tile`);
  if (width % cols !== 0) bad('tile', `width is ${width}, not a multiple of the ${cols} columns of a tile`);
  if (around.rows > rows || around.cols > cols)
    bad('tile', `a halo of ${around.rows} rows and ${around.cols} columns is larger than a tile of ${rows} x ${cols}`);
  if (beyond === 'reflect' && (around.rows >= height || around.cols >= width))
    bad('tile', `a halo of ${around.rows} rows and ${around.cols} columns cannot be mirrored in ${height} x ${width}`);
  const tiles = height / rows;
  const lines = 2 * rows + (tiles > 1 ? 2 * around.rows : 0);
  return {
    rows: { tiles, size: rows, halo: around.rows, beyond, stride: width, words: lines * width, ring: true },
    cols: { tiles: width / cols, size: cols, halo: around.cols, beyond, stride: 1, words: width, ring: false },
  };
}

/** A place on the way through the tiles. */
const placeType = ({ rows }: Ways, lines: number) =>
  bundle({
    /** Where its pixel lies, and whether there is none. */
    word: indexType(rows.words),
    missing: bool,
    /** It ends a tile; a row of tiles. */
    last: bool,
    passes: bool,
    /** Lines that have to be there, counted from the oldest; and how many are free again behind this row of tiles. */
    need: indexType(lines + 1),
    gone: indexType(lines + 1),
  });

/** The places one after the other; steps in cycles in which `step` is 1. */
function through({ rows, cols }: Ways, step: Bool) {
  const col = counter(cols.size + 2 * cols.halo, step);
  const rowDone = step.and(col.atEnd);
  const row = counter(rows.size + 2 * rows.halo, rowDone);
  const tileDone = rowDone.and(row.atEnd);
  const tileCol = counter(cols.tiles, tileDone);
  const bandDone = tileDone.and(tileCol.atEnd);
  const tileRow = counter(rows.tiles, bandDone);
  const down = walk(rows, row, tileRow, rowDone, bandDone);
  const across = walk(cols, col, tileCol, step, tileDone);

  const { size, halo, tiles } = rows;
  const constant = (lines: number): UInt => lit(indexType(rows.words / cols.words + 1), lines) as UInt;
  const only = tiles === 1 || halo === 0;
  const edge = down.atBegin.or(tileRow.atEnd);
  const need = only ? constant(size) : edge.mux(constant(size + halo), constant(size + 2 * halo));
  const middle = only ? constant(size) : tileRow.atEnd.mux(constant(size + halo), constant(size));
  const gone = only ? constant(size) : down.atBegin.mux(constant(size - halo), middle);
  const zeros = [down.missing, across.missing].filter(missing => missing !== undefined);
  const last = row.atEnd.and(col.atEnd);
  return {
    place: {
      word: down.at.addWrap(across.at.extend(down.at.width)),
      missing: zeros.reduce((a, b) => a.or(b), lit(bool, false) as Bool),
      last,
      passes: last.and(tileCol.atEnd),
      need,
      gone,
    },
    zeros: zeros.length > 0,
    parts: {
      ...{ row: row.value, col: col.value, tile_row: tileRow.value, tile_col: tileCol.value },
      ...{ line: down.at, line_first: down.first, across: across.at, across_first: across.first },
    },
  };
}
