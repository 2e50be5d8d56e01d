/** The RV32I example with a program that never ends; what retires goes into the checksum. */
import { module, mux, output, u32 } from 'grace-hdl';
import { computer } from '../../examples/rv32i/computer.js';
import { workload } from '../../examples/rv32i/program/workload.js';
import { checksumOf } from './checksum.js';

/** The program of the benchmark, and of the hand-written peer. */
export const benchProgram = workload(0);

export const rv32iBench = module(
  'rv32i_bench',
  () => ({ checksum: output(u32) }),
  io => {
    const { retired } = computer({ program: benchProgram, words: 1024 });
    io.checksum.set(checksumOf(mux(retired.valid, retired.value.xor(retired.pc), 0)));
  },
);
