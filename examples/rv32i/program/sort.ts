import { assemble } from '../assembler/assemble.js';

/** Sorts signed words in place by insertion; leaves the address of the first in a0. Unmoved values cost 8 instructions. */
export const sort = (values: readonly number[]): Uint32Array =>
  assemble(`
          la   a0, values
          li   a1, ${values.length}
          call sort
          ecall

  # a0: address of a1 signed words.
  sort:   slli a1, a1, 2
          add  a1, a0, a1        # behind the last word
          addi t0, a0, 4
  outer:  bgeu t0, a1, sorted
          lw   t1, 0(t0)         # the value to insert
          mv   t2, t0            # the gap
  shift:  beq  t2, a0, insert
          lw   t3, -4(t2)
          ble  t3, t1, insert
          sw   t3, 0(t2)
          addi t2, t2, -4
          j    shift
  insert: sw   t1, 0(t2)
          addi t0, t0, 4
          j    outer
  sorted: ret

  values: ${values.map(value => `.word ${value}`).join('\n')}
  `);
