/**
 * A RISC-V core of three stages, for memories that answer one cycle after the address as block RAM does.
 *
 *   fetch       sends the address of an instruction to memory
 *   execute     decodes it, reads registers, computes, decides branches, sends the address of a load or store
 *   write back  aligns what a load brought, writes the register
 *
 * A result on its way to the registers is forwarded to execute; an instruction that needs the value of the load just
 * before it waits one cycle; a taken branch or jump costs one cycle, in which execute is empty.
 */
import { bool, input, match, module, mux, output, reg, type UInt, u32, uint, when, wire } from 'grace-hdl';
import { registerFile } from '../register-file.js';
import { loadedValue, storeLanes } from './access.js';
import { arithmetic, branches } from './arithmetic.js';
import { immediateOf } from './immediate.js';
import { alu, opcode } from './isa.js';

/**
 * The whole RV32I base instruction set, `fence` as a no-operation. `ecall`, `ebreak` and any word whose opcode is none
 * stop the core for good. Addresses that are not aligned act on the word or half that holds them.
 */
export const rv32i = module(
  'rv32i',
  () => ({
    /** Byte address. The word of one cycle arrives in the next, and stays while `enable` is 0. */
    fetch: { address: output(u32), enable: output(bool), word: input(u32) },
    /** Byte address. Each strobe writes one byte of `write`; what `load` asks for arrives in the next cycle. */
    data: { address: output(u32), load: output(bool), strobe: output(uint(4)), write: output(u32), read: input(u32) },
    halted: output(bool),
    /** What leaves write back; `rd` is 0 when it writes no register. */
    retired: { valid: output(bool), pc: output(u32), rd: output(uint(5)), value: output(u32) },
  }),
  io => {
    const halted = reg(bool, { init: false });
    const fetchPc = reg(u32, { init: 0 });
    const executing = { valid: reg(bool, { init: false }), pc: reg(u32) };
    /** `rd` is 0 in a cycle that writes nothing, so that it alone tells whether there is something to forward. */
    const writing = {
      valid: reg(bool, { init: false }),
      pc: reg(u32),
      rd: reg(uint(5), { init: 0 }),
      result: reg(u32),
    };
    const loading = { active: reg(bool), kind: reg(uint(3)), offset: reg(uint(2)) };

    const instruction = io.fetch.word;
    const kind = instruction.bits(14, 12);
    const rs1 = instruction.bits(19, 15);
    const rs2 = instruction.bits(24, 20);

    const value = mux(loading.active, loadedValue(loading.kind, loading.offset, io.data.read), writing.result);
    const registers = registerFile({ width: 32, depth: 32 });
    registers.write.enable.set(writing.valid);
    registers.write.index.set(writing.rd);
    registers.write.value.set(value);
    registers.a.index.set(rs1);
    registers.b.index.set(rs2);

    const ahead = (index: UInt) => writing.rd.ne(0).and(writing.rd.eq(index));
    const [aheadA, aheadB] = [ahead(rs1), ahead(rs2)];
    const a = mux(aheadA, writing.result, registers.a.value);
    const b = mux(aheadB, writing.result, registers.b.value);
    const wait = executing.valid.and(loading.active, aheadA.or(aheadB));
    const execute = executing.valid.and(wait.not());

    const immediate = immediateOf(instruction);
    const relative = executing.pc.addWrap(immediate);
    const address = a.addWrap(immediate);
    const isOp = instruction.bits(6, 0).eq(opcode.op);
    const alternate = instruction.bit(30).and(isOp.or(kind.eq(alu.srl)));

    const operand = mux(isOp, b, immediate);
    const result = wire(u32, arithmetic(kind, alternate, a, operand));
    const writes = wire(bool, true);
    const load = wire(bool, false);
    const store = wire(bool, false);
    const stop = wire(bool, false);
    const jump = wire(bool, false);
    const target = wire(u32, relative);
    match(instruction.bits(6, 0), {
      [opcode.op]: () => {},
      [opcode.opImm]: () => {},
      [opcode.lui]: () => result.set(immediate),
      [opcode.auipc]: () => result.set(relative),
      [opcode.load]: () => load.set(true),
      [opcode.store]: () => {
        store.set(true);
        writes.set(false);
      },
      [opcode.branch]: () => {
        jump.set(branches(kind, a, b));
        writes.set(false);
      },
      // While an instruction executes, the next one in memory is being fetched: its address is the one to return to.
      [opcode.jal]: () => {
        jump.set(true);
        result.set(fetchPc);
      },
      [opcode.jalr]: () => {
        jump.set(true);
        target.set(address.bits(31, 1).shl(1).trunc(32));
        result.set(fetchPc);
      },
      [opcode.fence]: () => writes.set(false),
      default: () => {
        stop.set(true);
        writes.set(false);
      },
    });

    const advance = wait.or(halted).not();
    when(advance, () => {
      const leaves = execute.and(jump);
      executing.valid.set(leaves.or(execute.and(stop)).not());
      executing.pc.set(fetchPc);
      fetchPc.set(mux(leaves, target, fetchPc.addWrap(4)));
    });
    when(execute.and(stop), () => halted.set(true));

    writing.valid.set(execute);
    writing.rd.set(mux(execute.and(writes), instruction.bits(11, 7), 0));
    when(execute, () => {
      writing.pc.set(executing.pc);
      writing.result.set(result);
      loading.active.set(load);
      loading.kind.set(kind);
      loading.offset.set(address.bits(1, 0));
    });

    const lanes = storeLanes(kind, address.bits(1, 0), b);
    io.fetch.address.set(fetchPc);
    io.fetch.enable.set(advance);
    io.data.address.set(address);
    io.data.load.set(execute.and(load));
    io.data.strobe.set(mux(execute.and(store), lanes.strobe, 0));
    io.data.write.set(lanes.data);
    io.halted.set(halted);
    io.retired.valid.set(writing.valid);
    io.retired.pc.set(writing.pc);
    io.retired.rd.set(writing.rd);
    io.retired.value.set(value);
  },
);
