import type { Numbers } from '../arith/index.js';
import { inDomain } from '../clock/use.js';
import { fromHere } from '../error/capture.js';
import { fail } from '../scope/report.js';
import { oneClock } from '../stream/one-clock.js';
import { Stream } from '../stream/stream.js';
import type { SIntType, VecType } from '../type/type.js';
import { type Integer, type MacArrayOptions, shapeOf } from './options.js';
import { outputStationary } from './output-stationary.js';
import { weightStationary } from './weight-stationary.js';

/**
 * A systolic array of multipliers between streams: a matrix product, one element at a time. Each multiplier has registers before
 * it, behind it and behind its addition, where DSP blocks have theirs. Rows are the values of an element of `x`, columns the
 * weights of an element of `w`; all numbers are integers of any width and sign, and sums keep all bits.
 *
 * `dataflow: 'weight'`: `w` brings a set of weights, a row per element; the elements of a packet of `x` share a set,
 * and each gives one element, its product with the set: `y[c] = sum over r of x[r] * w[r][c]`, with its mark. The next set is
 * taken meanwhile, in `rows * fold + 1` cycles. With constants for `w` there is no loading, and no need of packets. Latency
 * `rows + 3 + fold`; interval `fold`. Sums run down a column, from block to block (PCIN on DSP48E1).
 *
 * `dataflow: 'output'`: an element of `x` and one of `w` add one term to every sum: a packet of n of them is the product of
 * `rows x n` by `n x cols`, which leaves row by row, as a packet. Latency from the last term to the first row `5 + fold`;
 * interval `fold` for a term, and a packet takes as many turns as the array has rows at least.
 *
 * `fold: n` does the work of n columns by one, in n cycles. `packed` puts two columns into one multiplier of 25 x 18 bits
 * (see `dualProduct`), for INT8 in chains of four rows; latency then `min(rows, 4) + ceil(rows / 4) + 3 + fold`, and the
 * weights go from -127 to 127.
 *
 * Nothing in the array stands still: elements come in when the fifo behind it has room for their results. So both handshakes
 * are registered.
 *
 * @example macArray(io.pixels, io.kernels, { dataflow: 'weight', packed: true }).map(s => requantize(s, scale, i8))
 *
 * @throws HW012 of streams that carry no vectors of integers. HW034 when nothing marks where a set or a sum ends. HW063 of
 * sizes that do not fit. HW064 when two products have no room in one multiplier.
 */
export function macArray<X extends Integer, W extends Integer>(
  x: Stream<VecType<X>>,
  w: Stream<VecType<W>> | readonly Numbers[],
  options: MacArrayOptions,
): Stream<VecType<SIntType>> {
  const values = x as Stream;
  return fromHere(() => {
    const shape = shapeOf(values, w, options);
    const domain = oneClock(w instanceof Stream ? [values, w] : [values], 'macArray');
    return inDomain(domain, () => {
      if (options.dataflow === 'weight') return weightStationary(values, w, shape);
      if (w instanceof Stream) return outputStationary(values, w, shape, options.terms);
      return fail('HW063', 'macArray: constants whose sums stay in place', "dataflow: 'weight', in which weights stay");
    });
  });
}
