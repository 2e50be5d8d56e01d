import { alu, condition, opcode, size } from './isa.js';

/** What one instruction did: the register it wrote (0: none), and the value. */
export interface Step {
  readonly pc: number;
  readonly rd: number;
  readonly value: number;
}

/**
 * RV32I in software, one instruction per `step`: what the core is compared with. Memory is `words` words, a power of
 * two; addresses wrap around in it, and act on the word or half that holds them.
 */
export class Model {
  readonly registers = new Int32Array(32);
  readonly memory: DataView;
  pc = 0;
  halted = false;

  constructor(program: ArrayLike<number>, words: number) {
    this.memory = new DataView(new ArrayBuffer(words * 4));
    for (let i = 0; i < program.length; i++) this.memory.setUint32(i * 4, program[i]!, true);
  }

  step(): Step {
    const { pc, registers } = this;
    const word = this.memory.getInt32(this.#at(pc, 4), true);
    const kind = (word >>> 12) & 7;
    const a = registers[(word >>> 15) & 31]!;
    const b = registers[(word >>> 20) & 31]!;
    const immediate = word >> 20;
    const offset = ((word >> 25) << 5) | ((word >>> 7) & 31);
    let value: number | undefined;
    let next = pc + 4;
    switch (word & 0x7f) {
      case opcode.op:
        value = compute(kind, (word & (1 << 30)) !== 0, a, b);
        break;
      case opcode.opImm:
        value = compute(kind, kind === alu.srl && (word & (1 << 30)) !== 0, a, immediate);
        break;
      case opcode.lui:
        value = word & ~0xfff;
        break;
      case opcode.auipc:
        value = pc + (word & ~0xfff);
        break;
      case opcode.load:
        value = this.#load(kind, a + immediate);
        break;
      case opcode.store:
        this.#store(kind, a + offset, b);
        break;
      case opcode.branch:
        if (taken(kind, a, b)) next = pc + ((offset & ~0x801) | ((offset & 1) << 11));
        break;
      case opcode.jal:
        value = next;
        next = pc + (((word >> 31) << 20) | (word & 0xff000) | ((word >>> 9) & 0x800) | ((word >>> 20) & 0x7fe));
        break;
      case opcode.jalr:
        value = next;
        next = (a + immediate) & ~1;
        break;
      case opcode.fence:
        break;
      default:
        this.halted = true;
    }
    this.pc = next >>> 0;
    const rd = value === undefined ? 0 : (word >>> 7) & 31;
    if (rd !== 0) registers[rd] = value!;
    return { pc, rd, value: rd === 0 ? 0 : registers[rd]! >>> 0 };
  }

  /** Steps until the program stops. @throws Error when it does not within `limit` instructions. */
  run(limit = 10_000_000): Step[] {
    const steps: Step[] = [];
    while (!this.halted) {
      if (steps.length >= limit) throw new Error(`the program still runs after ${limit} instructions`);
      steps.push(this.step());
    }
    return steps;
  }

  #at(address: number, bytes: number): number {
    return address & (this.memory.byteLength - 1) & -bytes;
  }

  #load(kind: number, address: number): number {
    switch (kind) {
      case size.byte:
        return this.memory.getInt8(this.#at(address, 1));
      case size.half:
        return this.memory.getInt16(this.#at(address, 2), true);
      case size.byteUnsigned:
        return this.memory.getUint8(this.#at(address, 1));
      case size.halfUnsigned:
        return this.memory.getUint16(this.#at(address, 2), true);
      default:
        return this.memory.getInt32(this.#at(address, 4), true);
    }
  }

  #store(kind: number, address: number, value: number): void {
    if (kind === size.byte) this.memory.setInt8(this.#at(address, 1), value);
    else if (kind === size.half) this.memory.setInt16(this.#at(address, 2), value, true);
    else this.memory.setInt32(this.#at(address, 4), value, true);
  }
}

function compute(kind: number, alternate: boolean, a: number, b: number): number {
  switch (kind) {
    case alu.add:
      return alternate ? a - b : a + b;
    case alu.sll:
      return a << (b & 31);
    case alu.slt:
      return a < b ? 1 : 0;
    case alu.sltu:
      return a >>> 0 < b >>> 0 ? 1 : 0;
    case alu.xor:
      return a ^ b;
    case alu.srl:
      return alternate ? a >> (b & 31) : a >>> (b & 31);
    case alu.or:
      return a | b;
    default:
      return a & b;
  }
}

function taken(kind: number, a: number, b: number): boolean {
  switch (kind & 6) {
    case condition.lt:
      return a < b !== ((kind & 1) === 1);
    case condition.ltu:
      return a >>> 0 < b >>> 0 !== ((kind & 1) === 1);
    default:
      return (a === b) !== ((kind & 1) === 1);
  }
}
