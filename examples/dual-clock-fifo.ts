/**
 * A queue between two clocks (Cummings, "Simulation and Synthesis Techniques for Asynchronous FIFO Design", SNUG 2002):
 * clock domains as parameters, instances under a clock of their own, and streams that belong to different clocks.
 *
 *   grace verilog examples/dual-clock-fifo.ts -o out
 */
import {
  type Domain,
  domain,
  inDomain,
  indexType,
  mem,
  module,
  mux,
  reg,
  streamIn,
  streamOut,
  type UInt,
  uint,
  when,
} from 'grace-hdl';
import { synchroniser } from './synchroniser.js';

/** Counts in Gray code, of which each step changes one bit: a reader of another clock sees the old or the new count. */
const gray = (count: UInt): UInt => count.xor(count.shr(1).extend(count.width));

export interface DualClockFifoSpec {
  /** Bits of an element. */
  readonly width: number;
  /** Elements, a power of two of at least 2. */
  readonly depth: number;
  readonly write: Domain;
  readonly read: Domain;
}

/**
 * Holds up to `depth` elements; an element can be taken about three cycles of the reading clock after it came. Both
 * paths are registered. Resets of both sides have to come together.
 */
export const dualClockFifo = module(
  'dual_clock_fifo',
  ({ width, write, read }: DualClockFifoSpec) => ({
    from: streamIn(uint(width), { domain: write }),
    to: streamOut(uint(width), { domain: read }),
  }),
  (io, { width, depth, write, read }) => {
    const place = indexType(depth);
    const words = mem(uint(width), depth);
    // One bit more than a place needs: it tells a full queue from an empty one.
    const counter = uint(place.width + 1);
    const tail = reg(counter, { init: 0, domain: write });
    const head = reg(counter, { init: 0, domain: read });
    const tailGray = reg(counter, { init: 0, domain: write });
    const headGray = reg(counter, { init: 0, domain: read });
    const tailAtRead = inDomain(read, () => synchroniser({ width: counter.width, init: 0 }));
    const headAtWrite = inDomain(write, () => synchroniser({ width: counter.width, init: 0 }));
    tailAtRead.from.set(tailGray);
    headAtWrite.from.set(headGray);

    // Full: the tail is one round ahead, which in Gray code inverts the two highest bits.
    io.from.ready.set(tailGray.ne(headAtWrite.to.xor(0b11 << (place.width - 1))));
    const nextTail = tail.addWrap(1);
    when(io.from.fire, () => {
      words.write(tail.trunc(place), io.from.payload, { domain: write });
      tail.set(nextTail);
      tailGray.set(gray(nextTail));
    });

    io.to.valid.set(headGray.ne(tailAtRead.to));
    const nextHead = mux(io.to.fire, head.addWrap(1), head);
    head.set(nextHead);
    headGray.set(gray(nextHead));
    // Read ahead, at every edge: a word stands in its place two edges before the reader hears of it.
    io.to.payload.set(words.readSync(nextHead.trunc(place), { domain: read }));
  },
);

export default dualClockFifo({
  width: 16,
  depth: 16,
  write: domain({ name: 'wr' }),
  read: domain({ name: 'rd' }),
});
