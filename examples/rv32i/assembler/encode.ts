import { alu, condition, opcode, size } from '../isa.js';

/** One instruction as its word. Registers are numbers; immediates are in bytes, and may be negative. */
const pack = (low: number, rd: number, kind: number, rs1: number, high: number): number =>
  (low | (rd << 7) | (kind << 12) | (rs1 << 15) | (high << 20)) >>> 0;

const field = (value: number, hi: number, lo: number): number => (value >>> lo) & ((1 << (hi - lo + 1)) - 1);

function within(value: number, bits: number, what: string): number {
  if (value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1)) return value;
  throw new RangeError(`${what} ${value} does not fit ${bits} bits`);
}

export const encodeR = (kind: number, alternate: boolean, rd: number, rs1: number, rs2: number): number =>
  pack(opcode.op, rd, kind, rs1, (alternate ? 0x400 : 0) | rs2);

export const encodeI = (low: number, kind: number, rd: number, rs1: number, immediate: number): number =>
  pack(low, rd, kind, rs1, within(immediate, 12, 'immediate') & 0xfff);

export function encodeS(kind: number, rs1: number, rs2: number, offset: number): number {
  const bits = within(offset, 12, 'offset');
  return pack(opcode.store, field(bits, 4, 0), kind, rs1, (field(bits, 11, 5) << 5) | rs2);
}

export function encodeB(kind: number, rs1: number, rs2: number, offset: number): number {
  const bits = within(offset, 13, 'branch to a distance of');
  const low = (field(bits, 4, 1) << 1) | field(bits, 11, 11);
  return pack(opcode.branch, low, kind, rs1, (field(bits, 12, 12) << 11) | (field(bits, 10, 5) << 5) | rs2);
}

export const encodeU = (low: number, rd: number, upper: number): number => (low | (rd << 7) | (upper << 12)) >>> 0;

export function encodeJ(rd: number, offset: number): number {
  const bits = within(offset, 21, 'jump to a distance of');
  const upper = (field(bits, 20, 20) << 19) | (field(bits, 10, 1) << 9) | (field(bits, 11, 11) << 8);
  return encodeU(opcode.jal, rd, upper | field(bits, 19, 12));
}

/** Arithmetic on two registers: bits 14 to 12, and bit 30. */
export const registerOps: Readonly<Record<string, readonly [kind: number, alternate: boolean]>> = {
  ...Object.fromEntries(Object.entries(alu).map(([name, kind]) => [name, [kind, false] as const])),
  sub: [alu.add, true],
  sra: [alu.srl, true],
};

export const immediateOps: Readonly<Record<string, number>> = {
  addi: alu.add,
  slti: alu.slt,
  sltiu: alu.sltu,
  xori: alu.xor,
  ori: alu.or,
  andi: alu.and,
};

/** Shifts by a constant: bits 14 to 12, and what is added to the amount. */
export const shiftOps: Readonly<Record<string, readonly [kind: number, extra: number]>> = {
  slli: [alu.sll, 0],
  srli: [alu.srl, 0],
  srai: [alu.srl, 0x400],
};

export const loadOps: Readonly<Record<string, number>> = {
  lb: size.byte,
  lh: size.half,
  lw: size.word,
  lbu: size.byteUnsigned,
  lhu: size.halfUnsigned,
};

export const storeOps: Readonly<Record<string, number>> = { sb: size.byte, sh: size.half, sw: size.word };

export const branchOps: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(condition).map(([name, kind]) => [`b${name}`, kind]),
);
