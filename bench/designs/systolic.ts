/**
 * An output-stationary array of `size` x `size` INT8 multiply-accumulate cells, fed by random bytes at its left and
 * upper edges: values of a move right, values of b move down, sums stay. For 4 * size cycles it multiplies, then for
 * `size` cycles the sums move down and out at the lower edge, with zeros after them. `size` is a power of two.
 */
import {
  type Bool,
  bool,
  i8,
  i32,
  indexType,
  input,
  lanewise,
  lit,
  module,
  output,
  reg,
  type SIntType,
  type UInt,
  u16,
  u32,
  type Vec,
  vec,
} from 'grace-hdl';
import { checksumOf } from './checksum.js';

/** A row of cells, as vectors with one element per column. */
export const systolicRow = module(
  'systolic_row',
  (size: number) => ({
    drain: input(bool),
    a: input(i8),
    b: input(vec(i8, size)),
    above: input(vec(i32, size)),
    b_out: output(vec(i8, size)),
    sums: output(vec(i32, size)),
  }),
  (io, size) => {
    const a = reg(vec(i8, size));
    const b = reg(vec(i8, size));
    const sums = reg(vec(i32, size));
    a.set([io.a, ...a.slice(0, size - 1)]);
    b.set(io.b);
    const grown = lanewise((sum, x, y) => sum.addWrap(x.mul(y).extend(32)), sums, a, b);
    sums.set(io.drain.mux(io.above, grown));
    io.b_out.set(b);
    io.sums.set(sums);
  },
);

export const systolic = module(
  'systolic',
  (_params: { size: number }) => ({ checksum: output(u32) }),
  (io, { size }) => {
    const { drain, a, b: first } = stimulus(size);
    let b = first;
    let sums: Vec<SIntType<32>> | undefined;
    for (let r = 0; r < size; r++) {
      const row = systolicRow(size, { name: `row_${r}` });
      row.drain.set(drain);
      row.a.set(a.at(r));
      row.b.set(b);
      row.above.set(sums ?? lit(vec(i32, size), Array<number>(size).fill(0)));
      b = row.b_out;
      sums = row.sums;
    }
    io.checksum.set(checksumOf(foldXor(sums!)));
  },
);

/** When sums move out, and the bytes that come in at the left and at the upper edge. */
export function stimulus(size: number): { drain: Bool; a: Vec<SIntType<8>>; b: Vec<SIntType<8>> } {
  const period = 5 * size;
  const step = reg(indexType(period), { init: 0 });
  step.set(step.eq(period - 1).mux(0, step.addWrap(1)));
  return { drain: step.ge(4 * size), a: randomBytes(size, 1), b: randomBytes(size, 2) };
}

/** One byte for each lane, the lower half of a xorshift generator of 16 bits (steps 7, 9, 8) with a seed of its own. */
function randomBytes(size: number, salt: number): Vec<SIntType<8>> {
  const seeds = Array.from({ length: size }, (_, i) => (64 * salt + i + 1) * 257);
  const state = reg(vec(u16, size), { init: seeds });
  state.set(
    lanewise(x => {
      const y = x.xor(x.shlWrap(7));
      const z = y.xor(y.shr(9).extend(16));
      return z.xor(z.shlWrap(8));
    }, state),
  );
  return lanewise(x => x.trunc(8).asSInt(), state);
}

/** All sums xor-ed together, by halves. */
export function foldXor(sums: Vec<SIntType<32>>): UInt<32> {
  let left = lanewise(sum => sum.asUInt(), sums);
  while (left.length > 1) {
    const half = left.length / 2;
    left = lanewise((x, y) => x.xor(y), left.slice(0, half), left.slice(half));
  }
  return left.at(0);
}
