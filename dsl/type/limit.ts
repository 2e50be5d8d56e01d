import { fail } from '../scope/report.js';

/**
 * Most bits that one number, one value of any type and one memory can have. A parameter beyond them is a slip or an
 * overflow in a calculation, and would end in a process without memory rather than in hardware. Verilog promises only
 * 65,536 bits of a vector; the tools that we know take more.
 */
export const limits = Object.freeze({ number: 2 ** 20, value: 2 ** 24, memory: 2 ** 33 });

/** `bits` itself. @throws HW016 beyond the limit of its kind; `what` says what has so many. */
export function withinLimit(kind: keyof typeof limits, bits: number, what: string): number {
  if (bits <= limits[kind]) return bits;
  const help = {
    number: 'split it into words: vec(u32, n), or a memory: mem(u32, n)',
    value: 'keep so much in a memory: mem(type, depth)',
    memory: 'put it into a memory outside of the circuit, behind a port',
  };
  fail('HW016', `${what}: ${english(bits)} bits, where ${english(limits[kind])} are the most`, help[kind]);
}

const english = (bits: number): string => (bits < 1e15 ? bits.toLocaleString('en-US') : String(bits));
