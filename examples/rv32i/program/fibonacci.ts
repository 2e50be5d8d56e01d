import { assemble } from '../assembler/assemble.js';

/** Leaves Fibonacci number `n` (modulo 2^32) in a0. */
export const fibonacci = (n: number): Uint32Array =>
  assemble(`
          li   t0, ${n}
          li   a0, 0
          li   a1, 1
  next:   beqz t0, done
          add  t1, a0, a1
          mv   a0, a1
          mv   a1, t1
          addi t0, t0, -1
          j    next
  done:   ecall
  `);
