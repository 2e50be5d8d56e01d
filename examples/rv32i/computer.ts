/**
 * The core with its memory: one block RAM of two ports, for instructions and for data, whose power-up contents are
 * the program. Words are loaded by the parameter here; in simulation also by `sim.memory`.
 */
import { bool, indexType, mem, module, output, type UInt, u32, uint } from 'grace-hdl';
import { rv32i } from './core.js';

export interface ComputerSpec {
  /** Words from address 0, where execution starts. */
  readonly program: ArrayLike<number>;
  /** Words of memory, a power of two; addresses beyond it wrap around. */
  readonly words: number;
}

/** Runs its program after reset, until `ecall`. `retired` tells what it did, instruction by instruction. */
export const computer = module(
  'computer',
  (_spec: ComputerSpec) => ({
    halted: output(bool),
    retired: { valid: output(bool), pc: output(u32), rd: output(uint(5)), value: output(u32) },
  }),
  (io, { program, words }) => {
    const memory = mem(u32, words, { init: Array.from(program), style: 'block' });
    const wordOf = (address: UInt) => address.bits(indexType(words).width + 1, 2);

    const core = rv32i();
    core.fetch.word.set(memory.readSync(wordOf(core.fetch.address), { enable: core.fetch.enable }));
    core.data.read.set(memory.readSync(wordOf(core.data.address), { enable: core.data.load }));
    memory.write(wordOf(core.data.address), core.data.write, { mask: core.data.strobe });

    io.halted.set(core.halted);
    io.retired.valid.set(core.retired.valid);
    io.retired.pc.set(core.retired.pc);
    io.retired.rd.set(core.retired.rd);
    io.retired.value.set(core.retired.value);
  },
);
