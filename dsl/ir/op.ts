/**
 * The operators of the IR. Each works lane by lane unless it says otherwise; w is the width of
 * the result, n its lanes, and all arithmetic is modulo 2^w. `eval.ts` is the executable definition.
 */
export const ops = {
  // Sources: no arguments, or a value that arrives from elsewhere.
  const: 'a constant; `value` holds one number per lane',
  input: 'an input port',
  output: 'an output port; driven by `set` statements, and may be read',
  wire: 'driven by `set` statements; a read always sees the final value of the cycle',
  reg: 'a register; a read sees the value before the clock edge, `set` gives the value after it',
  read: 'a memory read port: args [address], or [address, enable] for a synchronous one',
  inst: 'an output port of an instance',
  // Bitwise: both arguments w bits and n lanes.
  and: 'a & b',
  or: 'a | b',
  xor: 'a ^ b',
  not: '~a',
  // Arithmetic.
  add: 'a + b modulo 2^w; both arguments w bits (extended by zext or sext)',
  sub: 'a - b modulo 2^w; both arguments w bits',
  mulu: 'unsigned product; w is the sum of the argument widths, which are never padded',
  muls: 'signed product; w is the sum of the argument widths, which are never padded',
  // Comparison: arguments of one width, result 1 bit.
  eq: 'a == b',
  ne: 'a != b',
  ltu: 'a < b, unsigned',
  lts: 'a < b, signed',
  leu: 'a <= b, unsigned',
  les: 'a <= b, signed',
  // Shifts by a variable amount: args [value of w bits, unsigned amount of any width, 1 or n lanes].
  shl: 'value << amount; 0 when the amount is w or more',
  shru: 'value >> amount, zeros shifted in',
  shrs: 'value >> amount, copies of the sign shifted in',
  // Reduction of the bits of each lane to 1 bit.
  redand: 'all bits are 1',
  redor: 'any bit is 1',
  redxor: 'parity',
  // Bits.
  slice: 'bits [from + w - 1 : from] of each lane',
  cat: 'the bits of all arguments, the first argument most significant; widths may differ',
  zext: 'zeros added on top; w is larger than the width of the argument',
  sext: 'copies of the sign added on top; w is larger than the width of the argument',
  mux: 'args [condition of 1 bit and 1 or n lanes, a, b]: the condition ? a : b',
  // Lanes.
  splat: 'one lane copied to n lanes',
  pick: 'lanes [from, from + n) of the argument',
  pack: 'the lanes of all arguments, the first argument first; equal widths',
  index: 'args [vector, unsigned index]: the lane with that number, 0 when there is none; 1 lane',
  reshape: 'the same bits, lane 0 least significant, cut into n lanes of w bits',
} as const;

export type Op = keyof typeof ops;

/** Nodes that a `set` statement may drive. */
export const isTarget = (op: Op): boolean => op === 'wire' || op === 'output' || op === 'reg';

/** Nodes whose value does not come from their `args` within the same module. */
export const isSource = (op: Op): boolean => op === 'const' || op === 'input' || isTarget(op) || op === 'inst';
