/**
 * The array of `systolic.ts` as one instance per cell, each with scalar registers, wired to its neighbours: what a
 * designer writes first. Same stimulus, same checksum after every cycle.
 */
import { bool, i8, i32, input, lit, module, output, reg, type SInt, u32, vecOf } from 'grace-hdl';
import { checksumOf } from './checksum.js';
import { foldXor, stimulus } from './systolic.js';

/** One cell: passes `a` to its right and `b` down, adds their product to its sum, or takes the sum from above. */
export const pe = module(
  'pe',
  () => ({
    drain: input(bool),
    a_in: input(i8),
    b_in: input(i8),
    sum_in: input(i32),
    a: output(i8),
    b: output(i8),
    sum: output(i32),
  }),
  io => {
    const a = reg(i8);
    const b = reg(i8);
    const sum = reg(i32);
    a.set(io.a_in);
    b.set(io.b_in);
    sum.set(io.drain.mux(io.sum_in, sum.addWrap(a.mul(b).extend(32))));
    io.a.set(a);
    io.b.set(b);
    io.sum.set(sum);
  },
);

export const cells = module(
  'cells',
  (_params: { size: number }) => ({ checksum: output(u32) }),
  (io, { size }) => {
    const { drain, a: left, b: upper } = stimulus(size);
    const b = [...upper];
    const sum: SInt<32>[] = Array<SInt<32>>(size).fill(lit(i32, 0));
    for (let r = 0; r < size; r++) {
      let a = left.at(r);
      for (let c = 0; c < size; c++) {
        const here = pe(undefined, { name: `pe_${r}_${c}` });
        here.drain.set(drain);
        here.a_in.set(a);
        here.b_in.set(b[c]!);
        here.sum_in.set(sum[c]!);
        a = here.a;
        b[c] = here.b;
        sum[c] = here.sum;
      }
    }
    io.checksum.set(checksumOf(foldXor(vecOf(i32, sum))));
  },
);
