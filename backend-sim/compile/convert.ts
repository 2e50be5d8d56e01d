import type { Code } from '../wasm/index.js';
import { containerBits, form } from './low.js';

/** Brings the value on the stack from the forms it has into the one that is wanted. Returns the forms it has then. */
export function convert(code: Code, width: number, have: number, want: number): number {
  const bits = containerBits(width);
  if (width === bits) return form.both;
  if ((have & want) === want) return have;
  const wide = bits === 64;
  if (want === form.zero) {
    if (wide) code.i64((1n << BigInt(width)) - 1n).op('i64.and');
    else code.i32(width === 32 ? -1 : 2 ** width - 1).op('i32.and');
    return form.zero;
  }
  const by = bits - width;
  if (!wide && width === 8) code.op('i32.extend8_s');
  else if (!wide && width === 16) code.op('i32.extend16_s');
  else if (wide) code.i64(BigInt(by)).op('i64.shl').i64(BigInt(by)).op('i64.shr_s');
  else code.i32(by).op('i32.shl').i32(by).op('i32.shr_s');
  return form.sign;
}

/** The constant that stands for the lowest `width` bits of `value`, in the wanted form. */
export function pushConstant(code: Code, value: bigint, width: number, want: number): number {
  const bits = want === form.sign ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
  if (width <= 32) code.i32(Number(BigInt.asIntN(32, bits)));
  else code.i64(bits);
  return want === form.any ? form.zero : want;
}
