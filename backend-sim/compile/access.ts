import type { AccessName, Code } from '../wasm/index.js';
import { bytesFor, form, type Low } from './low.js';
import { fills } from './place.js';

/** Stores the value on the stack at the address below it plus `offset`. */
export function storeValue(code: Code, low: Low, offset: number, aligned = true): void {
  if (low.type === 'v128') {
    code.storeVector(offset);
    return;
  }
  const name = low.type === 'i64' ? 'i64.store' : (storeName[bytesFor(low.width)] ?? 'i32.store');
  code.access(name, offset, aligned);
}

/** Loads what stands where a value lies; `above` says what stands above its width, if not what its load says. */
export function loadValue(code: Code, low: Low, offset: number, want: number, above?: number): number {
  if (low.type === 'v128') {
    code.loadVector(offset);
    return form.both;
  }
  const stored = above ?? (low.op === 'load' && low.name === 'signed' ? form.sign : form.zero);
  if (low.type === 'i64') {
    code.access('i64.load', offset);
    return low.width === 64 ? form.both : stored;
  }
  const bytes = bytesFor(low.width);
  if (bytes === 4) {
    code.access('i32.load', offset);
    return low.width === 32 ? form.both : stored;
  }
  const signed = stored === form.sign || (want === form.sign && fills(low));
  code.access(`i32.load${(8 * bytes) as 8 | 16}_${signed ? 's' : 'u'}`, offset);
  return signed ? form.sign : form.zero;
}

const storeName: Partial<Record<number, AccessName>> = { 1: 'i32.store8', 2: 'i32.store16' };

/** Multiplies the number on the stack by a stride. */
export function scale(code: Code, stride: number): Code {
  if (stride === 1) return code;
  const bits = Math.log2(stride);
  return Number.isInteger(bits) ? code.i32(bits).op('i32.shl') : code.i32(stride).op('i32.mul');
}
