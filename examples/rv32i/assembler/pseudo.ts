/** One statement: `add a0, a1, a2` is `['add', 'a0', 'a1', 'a2']`. */
export type Statement = readonly [mnemonic: string, ...operands: string[]];

const rules: Readonly<Record<string, (...x: string[]) => Statement[]>> = {
  nop: () => [['addi', 'x0', 'x0', '0']],
  mv: (rd, rs) => [['addi', rd!, rs!, '0']],
  not: (rd, rs) => [['xori', rd!, rs!, '-1']],
  neg: (rd, rs) => [['sub', rd!, 'x0', rs!]],
  seqz: (rd, rs) => [['sltiu', rd!, rs!, '1']],
  snez: (rd, rs) => [['sltu', rd!, 'x0', rs!]],
  beqz: (rs, to) => [['beq', rs!, 'x0', to!]],
  bnez: (rs, to) => [['bne', rs!, 'x0', to!]],
  bltz: (rs, to) => [['blt', rs!, 'x0', to!]],
  bgez: (rs, to) => [['bge', rs!, 'x0', to!]],
  bgt: (a, b, to) => [['blt', b!, a!, to!]],
  ble: (a, b, to) => [['bge', b!, a!, to!]],
  bgtu: (a, b, to) => [['bltu', b!, a!, to!]],
  bleu: (a, b, to) => [['bgeu', b!, a!, to!]],
  j: to => [['jal', 'x0', to!]],
  call: to => [['jal', 'ra', to!]],
  jr: rs => [['jalr', 'x0', rs!, '0']],
  ret: () => [['jalr', 'x0', 'ra', '0']],
  li: loadImmediate,
  la: (rd, label) => [
    ['lui', rd!, `%hi(${label})`],
    ['addi', rd!, rd!, `%lo(${label})`],
  ],
};

/** A constant in one instruction if it fits, else in two: the second one adds a signed part, so the first rounds. */
function loadImmediate(rd?: string, text?: string): Statement[] {
  const value = Number(text) | 0;
  const low = (value << 20) >> 20;
  const upper = ((value - low) >>> 12) & 0xfffff;
  if (upper === 0) return [['addi', rd!, 'x0', `${low}`]];
  const first: Statement = ['lui', rd!, `${upper}`];
  return low === 0 ? [first] : [first, ['addi', rd!, rd!, `${low}`]];
}

/** The instructions that a convenience of the assembler stands for; anything else stays as it is. */
export const expand = ([mnemonic, ...operands]: Statement): readonly Statement[] =>
  rules[mnemonic]?.(...operands) ?? [[mnemonic, ...operands]];
