import type { Range } from '../ir.js';

/** Whole numbers up to here are exact as JavaScript numbers; greater ones are bigints. */
const exact = 1n << 53n;

export const isNumber = ({ min, max }: Range): boolean => min >= -exact && max <= exact;
export const isInt32 = ({ min, max }: Range): boolean => min >= -0x8000_0000n && max <= 0x7fff_ffffn;
export const isUint32 = ({ min, max }: Range): boolean => min >= 0n && max <= 0xffff_ffffn;

const high = (value: number): number => Math.floor(value / 0x1_0000_0000);

/** Bits of numbers beyond 32: the lower 32 and the rest apart. What generated code calls. */
export const words = Object.freeze({
  and: (a: number, b: number): number => (high(a) & high(b)) * 0x1_0000_0000 + ((a & b) >>> 0),
  or: (a: number, b: number): number => (high(a) | high(b)) * 0x1_0000_0000 + ((a | b) >>> 0),
  xor: (a: number, b: number): number => (high(a) ^ high(b)) * 0x1_0000_0000 + ((a ^ b) >>> 0),
});
