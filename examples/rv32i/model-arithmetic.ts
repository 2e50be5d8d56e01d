import { alu, condition } from './isa.js';

/** The arithmetic of `op` and `op-imm`, on numbers of 32 bits of either sign; `alternate` is bit 30 where it counts. */
export function compute(kind: number, alternate: boolean, a: number, b: number): number {
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

/** Whether a branch of this kind is taken. */
export function taken(kind: number, a: number, b: number): boolean {
  switch (kind) {
    case condition.eq:
      return a === b;
    case condition.ne:
      return a !== b;
    case condition.lt:
      return a < b;
    case condition.ge:
      return a >= b;
    case condition.ltu:
      return a >>> 0 < b >>> 0;
    default:
      return a >>> 0 >= b >>> 0;
  }
}
