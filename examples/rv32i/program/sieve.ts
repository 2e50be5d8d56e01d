import { assemble } from '../assembler/assemble.js';

/** Leaves the number of primes below `limit` in a0, by the sieve of Eratosthenes: one byte per number, behind the code. */
export const sieve = (limit: number): Uint32Array =>
  assemble(`
          la   s0, flags         # 0: not crossed out
          li   s1, ${limit}
          add  s1, s0, s1
          li   a0, 0
          li   t0, 2
          li   t4, 1
  number: add  t1, s0, t0
          bgeu t1, s1, done
          lbu  t2, 0(t1)
          bnez t2, crossed
          addi a0, a0, 1
          add  t3, t1, t0
  cross:  bgeu t3, s1, crossed
          sb   t4, 0(t3)
          add  t3, t3, t0
          j    cross
  crossed: addi t0, t0, 1
          j    number
  done:   ecall
  flags:
  `);
