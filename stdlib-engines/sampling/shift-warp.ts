import {
  type Bool,
  bundle,
  i8,
  lanewise,
  lit,
  logicOf,
  module,
  mux,
  type SInt,
  type SIntType,
  sint,
  streamIn,
  streamOut,
  streamWire,
  uint,
  type Vec,
  vec,
} from '../../dsl/index.js';
import { interpolate8 } from '../quantized/interpolate.js';
import { type Raster, raster } from './raster.js';
import { checkedSizes, type MapSizes } from './sizes.js';

/**
 * A whole map moved by one shift: result (row, column) is the bilinear sample of the map at `(row + y, column + x)`, zeros
 * outside, with the same bits as `gridSample` gives for that shift at every pixel. No map is held, only a line of it: the
 * 2 x 2 windows of the map come in the order in which results need them, so those that none needs are dropped, and zeros
 * stand in for those that are not there. Both happen at once, so a map takes `(rows + 1) * (columns + 1)` cycles at most when
 * nothing stalls, whatever the shift, and maps follow each other without a gap.
 *
 * `shift` brings one element for each map, in 256ths of a pixel. A skid before `result` cuts both of its paths. Three
 * multipliers for each channel. `shiftWarpModel` gives the same bits.
 *
 * @throws RangeError for sizes that it does not have.
 */
export const shiftWarp = module(
  'shiftWarp',
  (spec: MapSizes & { readonly period?: number }) => {
    const { channels } = checkedSizes('shiftWarp', spec);
    return {
      shift: streamIn(bundle({ x: sint(18), y: sint(18) })),
      source: streamIn(vec(i8, channels)),
      result: streamOut(vec(i8, channels)),
    };
  },
  (io, { rows, columns, channels, period = 6 }) => {
    const zeros = lit(vec(i8, channels), new Array<number>(channels).fill(0));

    // A row and a column of zeros behind the map; those before it are the window's.
    const padded = streamWire(vec(i8, channels));
    const [tall, wide] = [lit(uint(10), rows + 1), lit(uint(10), columns + 1)];
    const filled = raster(tall, wide, padded.sink.fire);
    const within = filled.row.lt(rows).and(filled.column.lt(columns));
    padded.sink.payload.set(within.mux(io.source.payload, zeros as never));
    padded.sink.valid.set(within.not().or(io.source.valid));
    io.source.ready.set(within.and(padded.sink.ready));
    const windows = padded.stream.window({
      ...{ rows: 2, cols: 2, width: columns + 1, height: rows + 1 },
      pad: { beyond: 'zero', top: 1, left: 1 },
    });

    // Windows and results go through the map each by itself, and meet where a result needs a window.
    const [forWindows, forResults] = io.shift.fork().map(shift => shift.regValid()) as [
      typeof io.shift,
      typeof io.shift,
    ];
    const { sink, stream } = streamWire(looked(channels));
    const window = raster(tall, wide, windows.fire);
    const result = raster(lit(uint(10), rows), lit(uint(10), columns), sink.fire);
    const target = shiftedBack(forWindows.payload, window);
    const needed = inRange(target.row, 0, rows).and(inRange(target.column, 0, columns));
    const cell = shifted(forResults.payload, result);
    const there = inRange(cell.row, -1, rows).and(inRange(cell.column, -1, columns));
    const meets = windows.valid.and(forWindows.valid, needed);
    sink.valid.set(forResults.valid.and(there.not().or(meets)));
    const at = (r: number, c: number) => mux(there, windows.payload.at(r).at(c) as Vec<SIntType<8>>, zeros as never);
    sink.payload.set({
      ...{ topLeft: at(0, 0), topRight: at(0, 1), bottomLeft: at(1, 0), bottomRight: at(1, 1) },
      right: forResults.payload.x.asUInt().trunc(8),
      down: forResults.payload.y.asUInt().trunc(8),
    });
    windows.ready.set(forWindows.valid.and(needed.not().or(forResults.valid.and(there, sink.ready))));
    forWindows.ready.set(windows.fire.and(window.ends));
    forResults.ready.set(sink.fire.and(result.ends));
    stream
      .map(
        ({ topLeft, topRight, bottomLeft, bottomRight, right, down }) =>
          lanewise(
            (a, b, c, d) => logicOf(interpolate8, a, b, c, d, right, down),
            topLeft,
            topRight,
            bottomLeft,
            bottomRight,
          ),
        { period },
      )
      .skid()
      .into(io.result);
  },
);

const looked = (channels: number) => {
  const word = vec(i8, channels);
  return bundle({ topLeft: word, topRight: word, bottomLeft: word, bottomRight: word, right: uint(8), down: uint(8) });
};

type Shift = { readonly x: SInt<18>; readonly y: SInt<18> };

/** The cell in which a result looks: the pixel to the left above its place. */
const shifted = ({ x, y }: Shift, { row, column }: Raster<10>) => ({
  row: row.toSInt().add(y.shr(8)),
  column: column.toSInt().add(x.shr(8)),
});

/** The result that looks into the cell of a window; the first window is that of cell (-1, -1). */
const shiftedBack = ({ x, y }: Shift, { row, column }: Raster<10>) => ({
  row: row.toSInt().sub(1).sub(y.shr(8)),
  column: column.toSInt().sub(1).sub(x.shr(8)),
});

const inRange = (value: SInt, from: number, to: number): Bool => value.ge(from).and(value.lt(to));
