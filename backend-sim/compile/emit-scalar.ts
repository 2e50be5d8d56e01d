import type { Code, OpName } from '../wasm/index.js';
import { loadValue, scale } from './access.js';
import { pushConstant } from './convert.js';
import { type Frame, pushAs } from './frame.js';
import { form, type Low } from './low.js';

/** Computes a value of at most 64 bits in whatever form it comes; `want` is a wish. Returns the forms it has. */
export function emitScalar(frame: Frame, low: Low, want: number): number {
  const { code } = frame;
  const { type, width, args } = low;
  const [a, b] = args as [Low, Low];
  const t = type as 'i32' | 'i64';
  const number = (value: number): Code => (t === 'i32' ? code.i32(value) : code.i64(BigInt(value)));
  switch (low.op) {
    case 'load':
      return loadValue(code.i32(0), low, low.at, want);
    case 'element':
      return element(frame, low, want);
    case 'and': {
      if ((a.free | b.free) & form.zero && !(want === form.sign && low.free & form.sign)) {
        const first = a.free & form.zero ? a : b;
        frame.push(first, form.zero);
        frame.push(first === a ? b : a, form.any);
        code.op(`${t}.and`);
        return form.zero;
      }
      return same(frame, low, want);
    }
    case 'or':
    case 'xor':
      return same(frame, low, want);
    case 'not': {
      const mode = want & low.free || low.free & form.zero || low.free;
      const wish = mode === form.both ? form.zero : mode;
      frame.push(a, wish);
      if (wish === form.zero) pushConstant(code, -1n, width, form.zero);
      else pushConstant(code, -1n, width, form.sign);
      code.op(`${t}.xor`);
      return wish;
    }
    case 'add':
    case 'sub':
      return same(frame, low, want);
    case 'mulu':
    case 'muls': {
      const wish = low.op === 'mulu' ? form.zero : form.sign;
      pushAs(frame, a, t, wish);
      pushAs(frame, b, t, wish);
      code.op(`${t}.mul`);
      return wish;
    }
    case 'eq':
    case 'ne': {
      const wish = !(a.free & form.zero && b.free & form.zero) && a.free & b.free & form.sign ? form.sign : form.zero;
      frame.push(a, wish);
      if (b.op === 'const' && b.value === 0n) {
        code.op(`${a.type as 'i32'}.eqz`);
        if (low.op === 'ne') code.op('i32.eqz');
      } else {
        frame.push(b, wish);
        code.op(`${a.type as 'i32'}.${low.op}`);
      }
      return form.zero;
    }
    case 'ltu':
    case 'leu':
    case 'lts':
    case 'les': {
      const signed = low.op.endsWith('s');
      const wish = signed ? form.sign : form.zero;
      frame.push(a, wish);
      frame.push(b, wish);
      code.op(`${a.type as 'i32'}.${low.op.slice(0, 2) as 'lt' | 'le'}_${signed ? 's' : 'u'}`);
      return form.zero;
    }
    case 'shl':
    case 'shru':
    case 'shrs':
      return shift(frame, low);
    case 'redxor':
      frame.push(a, form.zero);
      code.op(`${a.type as 'i32'}.popcnt`);
      if (a.type === 'i64') code.op('i32.wrap_i64');
      code.i32(1).op('i32.and');
      return form.zero;
    case 'slice':
      return slice(frame, low, want);
    case 'cat': {
      const mode = want & a.free ? want : a.free & form.zero ? form.zero : a.free;
      const have = pushAs(frame, a, t, mode === form.both ? form.zero : mode);
      number(b.width).op(`${t}.shl`);
      if (b.op !== 'const' || b.value !== 0n) {
        pushAs(frame, b, t, form.zero);
        code.op(`${t}.or`);
      }
      return have;
    }
    case 'zext':
      pushAs(frame, a, t, form.zero);
      return form.both;
    case 'sext':
      pushAs(frame, a, t, form.sign);
      return form.sign;
    case 'mux':
      frame.push(b, want);
      frame.push(args[2]!, want);
      frame.push(a, form.zero);
      code.op('select');
      return want;
    default:
      throw new Error(`${low.op} cannot be computed`);
  }
}

/** Operators that keep a form when both arguments have it. */
function same(frame: Frame, low: Low, want: number): number {
  const [a, b] = low.args as [Low, Low];
  const mode = want & low.free || low.free;
  const wish = mode === form.both ? (want === form.sign ? form.sign : form.zero) : mode;
  const safe = low.free === form.both && !(a.free & b.free & wish) ? form.any : wish;
  frame.push(a, safe);
  frame.push(b, safe);
  frame.code.op(`${low.type as 'i32'}.${low.op as 'add'}`);
  return low.width === (low.type === 'i32' ? 32 : 64) ? form.both : safe;
}

function slice(frame: Frame, low: Low, want: number): number {
  const { code } = frame;
  const [a] = low.args as [Low];
  const from = low.at;
  const t = a.type as 'i32' | 'i64';
  const number = (value: number): Code => (t === 'i32' ? code.i32(value) : code.i64(BigInt(value)));
  const narrow = (): void => {
    if (t === 'i64' && low.type === 'i32') code.op('i32.wrap_i64');
  };
  const top = from + low.width === a.width;
  if (top && want === form.sign) {
    frame.push(a, form.sign);
    if (from > 0) number(from).op(`${t}.shr_s`);
    narrow();
    return form.sign;
  }
  const clean = a.ubits <= from + low.width && (want === form.zero || a.free & form.zero);
  frame.push(a, clean ? form.zero : form.any);
  if (from > 0) number(from).op(`${t}.shr_u` as OpName);
  narrow();
  return clean ? form.zero : form.any;
}

function shift(frame: Frame, low: Low): number {
  const { code } = frame;
  const [a, amount] = low.args as [Low, Low];
  const t = low.type as 'i32' | 'i64';
  const bits = t === 'i32' ? 32 : 64;
  const wish = low.op === 'shl' ? form.any : low.op === 'shru' ? form.zero : form.sign;
  const far = 2 ** amount.ubits > bits;
  frame.push(a, wish);
  frame.push(amount, form.zero);
  const by = code.local('i32');
  if (amount.type === 'i64') code.op('i32.wrap_i64');
  if (far) code.tee(by);
  if (far && low.op === 'shrs')
    code
      .i32(bits - 1)
      .get(by)
      .i32(bits)
      .op('i32.lt_u')
      .op('select');
  if (t === 'i64') code.op('i64.extend_i32_u');
  code.op(`${t}.${low.op === 'shl' ? 'shl' : low.op === 'shru' ? 'shr_u' : 'shr_s'}`);
  if (far && low.op !== 'shrs') {
    if (t === 'i64') code.i64(0n);
    else code.i32(0);
    code.get(by).i32(bits).op('i32.lt_u').op('select');
  }
  return wish;
}

function element(frame: Frame, low: Low, want: number): number {
  const { code } = frame;
  const [index] = low.args as [Low];
  const array = frame.context.layout.arrays[low.at]!;
  const sure = 2 ** index.ubits <= array.depth;
  frame.push(index, form.zero);
  if (sure) {
    scale(code, array.stride);
    return loadValue(code, low, array.address, want);
  }
  const at = code.local('i32');
  code.tee(at).i32(array.depth).op('i32.lt_u').if(low.type);
  scale(code.get(at), array.stride);
  const have = loadValue(code, low, array.address, want);
  code.else();
  pushConstant(code, 0n, low.width, form.zero);
  code.end();
  return have;
}
