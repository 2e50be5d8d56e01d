import { alu, opcode, size } from './isa.js';
import { compute, taken } from './model-arithmetic.js';

/** What one instruction did: the register it wrote (0: none), and the value. */
export interface Step {
  readonly pc: number;
  readonly rd: number;
  readonly value: number;
}

/** RV32I in software: what the core is compared with. */
export interface Model {
  readonly registers: Int32Array;
  readonly memory: DataView;
  readonly halted: boolean;
  /** One instruction. */
  step(): Step;
  /** Steps until the program stops. @throws Error when it does not within `limit` instructions. */
  run(limit?: number): Step[];
}

/**
 * A program in memory of `words` words, a power of two; addresses wrap around in it, and act on the word or half that
 * holds them. `ecall`, `ebreak` and what is no instruction stop it.
 */
export function model(program: ArrayLike<number>, words: number): Model {
  const registers = new Int32Array(32);
  const memory = new DataView(new ArrayBuffer(words * 4));
  for (let i = 0; i < program.length; i++) memory.setUint32(i * 4, program[i]!, true);
  let pc = 0;
  let halted = false;

  const place = (address: number, bytes: number): number => address & (memory.byteLength - 1) & -bytes;
  const load: Readonly<Record<number, (address: number) => number>> = {
    [size.byte]: address => memory.getInt8(place(address, 1)),
    [size.half]: address => memory.getInt16(place(address, 2), true),
    [size.word]: address => memory.getInt32(place(address, 4), true),
    [size.byteUnsigned]: address => memory.getUint8(place(address, 1)),
    [size.halfUnsigned]: address => memory.getUint16(place(address, 2), true),
  };
  const store: Readonly<Record<number, (address: number, value: number) => void>> = {
    [size.byte]: (address, value) => memory.setInt8(place(address, 1), value),
    [size.half]: (address, value) => memory.setInt16(place(address, 2), value, true),
    [size.word]: (address, value) => memory.setInt32(place(address, 4), value, true),
  };

  const step = (): Step => {
    const at = pc;
    const word = memory.getInt32(place(at, 4), true);
    const kind = (word >>> 12) & 7;
    const a = registers[(word >>> 15) & 31]!;
    const b = registers[(word >>> 20) & 31]!;
    const immediate = word >> 20;
    const upper = word & ~0xfff;
    const offset = ((word >> 25) << 5) | ((word >>> 7) & 31);
    const alternate = (word & (1 << 30)) !== 0;
    let next = at + 4;
    const jump = (target: number): number => {
      const back = next;
      next = target;
      return back;
    };
    const perform: Readonly<Record<number, () => number | undefined>> = {
      [opcode.op]: () => compute(kind, alternate, a, b),
      [opcode.opImm]: () => compute(kind, alternate && kind === alu.srl, a, immediate),
      [opcode.lui]: () => upper,
      [opcode.auipc]: () => at + upper,
      [opcode.load]: () => load[kind]!(a + immediate),
      [opcode.store]: () => void store[kind]!(a + offset, b),
      [opcode.branch]: () => void (taken(kind, a, b) && jump(at + ((offset & ~0x801) | ((offset & 1) << 11)))),
      [opcode.jal]: () =>
        jump(at + (((word >> 31) << 20) | (word & 0xff000) | ((word >>> 9) & 0x800) | ((word >>> 20) & 0x7fe))),
      [opcode.jalr]: () => jump((a + immediate) & ~1),
      [opcode.fence]: () => undefined,
    };
    const action = perform[word & 0x7f];
    const value = action?.();
    halted = action === undefined;
    pc = next >>> 0;
    const rd = value === undefined ? 0 : (word >>> 7) & 31;
    if (rd !== 0) registers[rd] = value!;
    return { pc: at, rd, value: rd === 0 ? 0 : registers[rd]! >>> 0 };
  };

  return {
    registers,
    memory,
    get halted() {
      return halted;
    },
    step,
    run(limit = 10_000_000) {
      const steps: Step[] = [];
      while (!halted) {
        if (steps.length >= limit) throw new Error(`the program still runs after ${limit} instructions`);
        steps.push(step());
      }
      return steps;
    },
  };
}
