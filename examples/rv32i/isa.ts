/** Numbers of the RV32I base instruction set (The RISC-V Instruction Set Manual, volume I, chapters 2 and 35). */

/** Bits 6 to 0 of an instruction. */
export const opcode = {
  load: 0x03,
  fence: 0x0f,
  opImm: 0x13,
  auipc: 0x17,
  store: 0x23,
  op: 0x33,
  lui: 0x37,
  branch: 0x63,
  jalr: 0x67,
  jal: 0x6f,
  system: 0x73,
} as const;

/** Bits 14 to 12 of an arithmetic instruction. Bit 30 turns `add` into `sub`, and `srl` into `sra`. */
export const alu = { add: 0, sll: 1, slt: 2, sltu: 3, xor: 4, srl: 5, or: 6, and: 7 } as const;

/** Bits 14 to 12 of a branch: pairs of a condition and its opposite. */
export const condition = { eq: 0, ne: 1, lt: 4, ge: 5, ltu: 6, geu: 7 } as const;

/** Bits 14 to 12 of a load or a store. */
export const size = { byte: 0, half: 1, word: 2, byteUnsigned: 4, halfUnsigned: 5 } as const;
