import { assemble } from '../assembler/assemble.js';

/**
 * A mixed load for benchmarks, about 37,000 cycles a round: fills a table with pseudo-random words, takes its CRC-32,
 * sorts it, and counts primes with a sieve. Every round goes on from the result of the one before, in a0. Needs 1,024
 * words of memory. With 0 rounds it never ends.
 */
export const workload = (rounds: number): Uint32Array =>
  assemble(`
          li   s0, 0x800         # table of 64 words
          li   s1, 0x900         # its end
          li   s2, 0xa00         # 512 flags of the sieve
          li   s3, 0xc00         # their end
          li   s4, ${rounds}
          li   a0, 0x12345678
  round:  call fill
          call crc
          call sort
          call sieve
          addi s4, s4, -1
          bnez s4, round
          ecall

  # xorshift32 with the steps 13, 17, 5
  fill:   mv   t0, s0
  draw:   slli t1, a0, 13
          xor  a0, a0, t1
          srli t1, a0, 17
          xor  a0, a0, t1
          slli t1, a0, 5
          xor  a0, a0, t1
          sw   a0, 0(t0)
          addi t0, t0, 4
          bltu t0, s1, draw
          ret

  crc:    mv   t0, s0
          li   t2, 0xedb88320
  byte:   lbu  t1, 0(t0)
          xor  a0, a0, t1
          li   t3, 8
  bit:    andi t4, a0, 1
          neg  t4, t4
          and  t4, t4, t2
          srli a0, a0, 1
          xor  a0, a0, t4
          addi t3, t3, -1
          bnez t3, bit
          addi t0, t0, 1
          bltu t0, s1, byte
          ret

  sort:   addi t0, s0, 4
  outer:  bgeu t0, s1, sorted
          lw   t1, 0(t0)
          mv   t2, t0
  shift:  beq  t2, s0, insert
          lw   t3, -4(t2)
          ble  t3, t1, insert
          sw   t3, 0(t2)
          addi t2, t2, -4
          j    shift
  insert: sw   t1, 0(t2)
          addi t0, t0, 4
          j    outer
  sorted: lh   t1, 2(s0)         # the result depends on the order
          xor  a0, a0, t1
          ret

  sieve:  mv   t0, s2
  clear:  sw   zero, 0(t0)
          addi t0, t0, 4
          bltu t0, s3, clear
          li   t0, 2
          li   t4, 1
  number: add  t1, s2, t0
          bgeu t1, s3, sieved
          lb   t2, 0(t1)
          bnez t2, crossed
          addi a0, a0, 1
          add  t3, t1, t0
  cross:  bgeu t3, s3, crossed
          sb   t4, 0(t3)
          add  t3, t3, t0
          j    cross
  crossed: addi t0, t0, 1
          j    number
  sieved: ret
  `);
