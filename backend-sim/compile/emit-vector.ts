import type { SimdName } from '../wasm/index.js';
import type { Frame } from './frame.js';
import { form, type Low } from './low.js';

/** Computes a row of 16 bytes, or one lane of a row. Returns the forms it has. */
export function emitVector(frame: Frame, low: Low, want: number): number {
  const { code } = frame;
  const { args } = low;
  const [a, b] = args as [Low, Low];
  switch (low.op) {
    case 'row':
      // V8 builds a constant from four instructions; from memory it takes one.
      if (low.value === 0n || low.value === allOnes) {
        code.v128(new Array(16).fill(low.value === 0n ? 0 : 0xff));
      } else {
        code.i32(0).loadVector(frame.context.layout.constant(low.value));
      }
      return form.both;
    case 'rowload':
      code.i32(0).loadVector(low.at);
      return form.both;
    case 'simd':
      for (const arg of args) frame.push(arg, arg.width === splatBits[low.name] ? form.any : form.zero);
      code.simd(low.name as SimdName);
      return form.both;
    case 'differ':
      frame.push(a, form.any);
      frame.push(b, form.any);
      code.simd('v128.xor').simd('v128.any_true');
      return form.zero;
    case 'shuffle':
      frame.push(a, form.any);
      frame.push(b, form.any);
      code.shuffle(low.name.split(',').map(Number));
      return form.both;
    case 'insert':
      frame.push(a, form.any);
      frame.push(b, form.zero);
      code.lane(`${low.name as 'i8x16'}.replace_lane`, low.at);
      return form.both;
    case 'extract': {
      frame.push(a, form.any);
      if (low.name === 'i32x4' || low.name === 'i64x2') {
        code.lane(`${low.name}.extract_lane`, low.at);
        return low.free;
      }
      const signed = want === form.sign && low.free === form.both;
      code.lane(`${low.name as 'i8x16'}.extract_lane_${signed ? 's' : 'u'}`, low.at);
      return signed ? form.sign : form.zero;
    }
    case 'mux':
      frame.push(b, form.any);
      frame.push(args[2]!, form.any);
      frame.push(a, form.sign);
      code.simd('i32x4.splat').simd('v128.bitselect');
      return form.both;
    default:
      throw new Error(`${low.op} does not work on rows`);
  }
}

const allOnes = 2n ** 128n - 1n;

/** Bits that a splat takes of its argument. */
const splatBits: Partial<Record<string, number>> = {
  'i8x16.splat': 8,
  'i16x8.splat': 16,
  'i32x4.splat': 32,
  'i64x2.splat': 64,
};
