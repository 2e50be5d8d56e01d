/**
 * A register file: a small memory that is read in the same cycle, with two read ports and one write port.
 *
 *   grace verilog examples/register-file.ts -o out
 */
import { bool, indexType, input, mem, module, output, uint, when } from 'grace-hdl';

/**
 * `depth` registers of `width` bits; number 0 is always 0. Both reads are combinational and see the contents before
 * the write of this cycle. FPGAs build it from LUT RAM, one copy for each read port.
 */
export const registerFile = module(
  'register_file',
  ({ width, depth }: { width: number; depth: number }) => ({
    a: { index: input(indexType(depth)), value: output(uint(width)) },
    b: { index: input(indexType(depth)), value: output(uint(width)) },
    write: { enable: input(bool), index: input(indexType(depth)), value: input(uint(width)) },
  }),
  (io, { width, depth }) => {
    const registers = mem(uint(width), depth, { style: 'distributed' });
    // Number 0 starts at 0 and is never written, so that reads need no gate.
    when(io.write.enable.and(io.write.index.ne(0)), () => registers.write(io.write.index, io.write.value));
    io.a.value.set(registers.read(io.a.index));
    io.b.value.set(registers.read(io.b.index));
  },
);

export default registerFile({ width: 32, depth: 32 });
