import {
  bool,
  bundle,
  check,
  i8,
  lanewise,
  lit,
  logicOf,
  module,
  reg,
  type SIntType,
  type Stream,
  sint,
  streamIn,
  streamOut,
  streamWire,
  uint,
  type Vec,
  vec,
  when,
} from '../../dsl/index.js';
import { toActivation } from '../quantized/interpolate.js';
import { bilinear } from './bilinear.js';
import { gridShift } from './grid.js';
import { hold } from './hold.js';
import { pictureMemory } from './picture-memory.js';
import { raster } from './raster.js';
import { checkedSizes } from './sizes.js';

/** A sampler for maps of one size. */
export interface GridSampleSpec {
  /** 1 to 512 of each. */
  readonly rows: number;
  readonly columns: number;
  /** Bytes of a pixel: all are interpolated at once. */
  readonly channels: number;
  /**
   * What `grid` says. `aligned`, `unaligned`: normalised coordinates with 15 bits behind the point, as `grid_sample` has them with
   * `align_corners` true or false. `shift`: for each pixel of the map in turn, how far from itself it looks, in 256ths of a pixel.
   */
  readonly coordinates: 'aligned' | 'unaligned' | 'shift';
  /** Nanoseconds of a clock cycle. Default 6. */
  readonly period?: number;
}

/**
 * Bilinear samples of a map at any places, zeros outside: a sample of all channels per cycle, whichever way the places go.
 * `picture` brings a map, row by row; `grid` then as many places as are wanted, `x` to the right and `y` down, of which the
 * last is marked; the map that follows is taken when the last sample has left.
 *
 * Within 1/2 of the real interpolation at a place in 256ths of a pixel, and within 3/2 of that at a normalised coordinate.
 * Latency of a sample: 12 cycles, 14 where a coordinate is multiplied by what is no power of two; a map takes
 * `rows * columns` cycles before. A skid before `samples` cuts both of its paths. Four memories, and three multipliers for
 * each channel. `gridSampleModel` gives the same bits.
 *
 * @throws RangeError for sizes that it does not have.
 */
export const gridSample = module(
  'gridSample',
  (spec: GridSampleSpec) => {
    const { channels } = checkedSizes('gridSample', spec);
    return {
      picture: streamIn(vec(i8, channels)),
      grid: streamIn(bundle({ x: sint(18), y: sint(18) }), { last: true }),
      samples: streamOut(vec(i8, channels), { last: true }),
    };
  },
  (io, spec) => {
    const { channels, coordinates, period = 6 } = spec;
    const [rows, columns] = [lit(uint(10), spec.rows), lit(uint(10), spec.columns)];
    const memory = pictureMemory(channels, 4 * ((spec.rows + 1) >> 1) * ((spec.columns + 1) >> 1));
    const filled = reg(bool, { init: false });
    const ended = reg(bool, { init: false });
    const held = hold(memory, io.picture, { rows, columns, active: filled.not() });

    const { sink, stream } = streamWire(io.grid.type, { last: true });
    const open = filled.and(ended.not());
    sink.payload.set(io.grid.payload);
    sink.last!.set(io.grid.last!);
    sink.valid.set(io.grid.valid.and(open));
    io.grid.ready.set(sink.ready.and(open));

    const here = raster(rows, columns, sink.fire);
    if (coordinates === 'shift')
      when(sink.fire, () =>
        check.assert(sink.last!.eq(here.ends), 'gridSample: as many shifts as pixels, the last one marked'),
      );
    const aligned = coordinates === 'aligned';
    const places = stream.map(
      ({ x, y }) =>
        coordinates === 'shift'
          ? { row: here.row, column: here.column, x, y, side: lit(uint(1), 0) }
          : {
              row: lit(uint(10), spec.rows >> 1),
              column: lit(uint(10), spec.columns >> 1),
              x: logicOf(gridShift(spec.columns, aligned), x),
              y: logicOf(gridShift(spec.rows, aligned), y),
              side: lit(uint(1), 0),
            },
      { period },
    ) as Stream;
    const samples = bilinear(places, { rows, columns }, memory, period)
      .map(({ exact }: { exact: Vec<SIntType<24>> }) => lanewise(x => logicOf(toActivation, x), exact))
      .skid();
    when(held, () => filled.set(true));
    when(sink.fire.and(sink.last!), () => ended.set(true));
    when(samples.fire.and(samples.last!), () => {
      filled.set(false);
      ended.set(false);
    });
    samples.into(io.samples);
  },
);
