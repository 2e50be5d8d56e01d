/**
 * A matrix multiplier for INT8: an array whose weights stay, sums of many of its tiles in a memory, AXI4-Stream.
 *
 *   grace verilog examples/matmul.ts -o out
 */
import {
  axiDomain,
  axisIn,
  axisOut,
  i8,
  inDomain,
  indexType,
  lanewise,
  macArray,
  mem,
  module,
  reg,
  requantize,
  type Scale,
  scaleOf,
  sint,
  streamWire,
  vec,
  when,
} from 'grace-hdl';

export interface MatmulSpec {
  /** Rows of the left matrix, which is `height x depth`. */
  readonly height: number;
  /** Columns of the left matrix and rows of the right one, of which the array has some at a time. */
  readonly depth: number;
  readonly rows: number;
  /** Columns of the right matrix, an even number for every turn. */
  readonly cols: number;
  /** Cycles for a row of a tile: that part of the multipliers. */
  readonly fold: number;
  /** From a sum to INT8. */
  readonly scale: Scale;
}

/**
 * `left x right`, requantized. The left matrix comes in tiles of `rows` of its columns: all rows of the first tile, then all of
 * the second. The right one comes row by row, -127 to 127. The result leaves row by row.
 */
export const matmul = module(
  'matmul',
  ({ rows, cols }: MatmulSpec) => ({
    s_axis_left: axisIn(vec(i8, rows)),
    s_axis_right: axisIn(vec(i8, cols)),
    m_axis: axisOut(vec(i8, cols), { last: true }),
  }),
  (io, { height, depth, rows, cols, fold, scale }) => {
    const tiles = depth / rows;
    const left = io.s_axis_left.lastEvery(height);
    const products = macArray(left, io.s_axis_right, { dataflow: 'weight', packed: true, fold });

    // Sums of one row of the result, over all tiles before this.
    const sum = sint(16 + Math.ceil(Math.log2(depth)));
    const words = mem(vec(sum, cols), height);
    const row = reg(indexType(height), { init: 0 });
    const tile = reg(indexType(tiles), { init: 0 });
    const before = words.read(row);
    const first = tile.eq(0);
    const total = lanewise((product, old) => product.extend(sum).addWrap(first.mux(0, old)), products.payload, before);
    when(products.fire, () => {
      words.write(row, total);
      row.set(row.addWrap(1));
      when(products.last!, () => {
        row.set(0);
        tile.set(tile.eq(tiles - 1).mux(0, tile.addWrap(1)));
      });
    });

    // Behind the last tile they are complete.
    const { sink, stream: complete } = streamWire(vec(sum, cols), { last: true });
    const final = tile.eq(tiles - 1);
    sink.payload.set(total);
    sink.last!.set(products.last!);
    sink.valid.set(products.valid.and(final));
    products.ready.set(sink.ready.or(final.not()));

    const result = complete.map(sums => requantize(sums, scale, i8), { stages: 4 });
    result.skid().into(io.m_axis);
  },
);

export default inDomain(axiDomain, () =>
  matmul({ height: 32, depth: 64, rows: 8, cols: 8, fold: 1, scale: scaleOf(1 / 64) }),
);
