import { type AccessName, Code, type OpName, type SimdName } from '../wasm/index.js';
import type { Block, BranchItem, Item } from './block.js';
import { convert, pushConstant } from './convert.js';
import type { Layout } from './layout.js';
import { bytesFor, form, type Low } from './low.js';
import { fills, type Placement, storedForm } from './place.js';
import type { EventSink, Sink } from './sink.js';

/** What the emitter needs to know of the program around the code. */
export interface EmitContext {
  readonly placement: Placement;
  readonly layout: Layout;
  /** Addresses of the kept values that several functions use. */
  readonly slots: ReadonlyMap<Low, number>;
  /** Emits the record of an event. */
  event(code: Code, sink: EventSink, push: (low: Low) => void): void;
}

/** A function in the making. */
interface Frame {
  readonly func: number;
  readonly code: Code;
  readonly locals: Map<Low, { readonly local: number; readonly form: number }>;
}

/** Emits the items of the root into `entry`, and all that is split off into functions of their own, by number. */
export function emit(context: EmitContext, entry: Code): Map<number, Code> {
  const functions = new Map<number, Code>();
  const { placement, layout, slots } = context;

  const runBlock = (frame: Frame, block: Block): void => {
    let inner: Frame | undefined;
    for (const item of block.items) {
      if (item.func === frame.func) {
        runItem(frame, item);
        continue;
      }
      if (inner?.func !== item.func) {
        inner = { func: item.func, code: new Code(), locals: new Map() };
        functions.set(item.func, inner.code);
        frame.code.call(item.func);
      }
      runItem(inner, item);
    }
  };

  const runItem = (frame: Frame, item: Item): void => {
    if (item.kind === 'node') keep(frame, item.low);
    else if (item.kind === 'sink') runSink(frame, item.sink);
    else {
      runBranch(frame, item);
    }
  };

  const runBranch = (frame: Frame, { subject, arms, otherwise }: BranchItem): void => {
    const { code } = frame;
    push(frame, subject, form.zero);
    if (subject.width > 1) {
      runCases(frame, arms, otherwise);
      return;
    }
    const [then] = arms.map(({ block }) => block) as [Block];
    const [yes, no] = [then.items.length > 0, otherwise.items.length > 0];
    if (!yes) code.op('i32.eqz');
    code.if();
    if (yes) runBlock(frame, then);
    if (yes && no) code.else();
    if (no) runBlock(frame, otherwise);
    code.end();
  };

  /**
   * Jumps by the number on the stack. Blocks stand around the jump, and the code of an arm behind the end of its own:
   * ```
   * block exit  block otherwise  block last .. block first  br_table  end first's code br exit  end ..  end  end
   * ```
   */
  const runCases = (frame: Frame, arms: BranchItem['arms'], otherwise: Block): void => {
    const { code } = frame;
    const lowest = arms[0]!.number;
    const index = code.local('i32');
    code
      .i32(Number(BigInt.asIntN(32, lowest)))
      .op('i32.sub')
      .set(index);
    code.block().block();
    for (const _ of arms) code.block();
    const depths = new Map(arms.map(({ number }, i) => [number - lowest, i]));
    const span = Number(arms.at(-1)!.number - lowest) + 1;
    code.get(index).brTable(
      Array.from({ length: span }, (_, i) => depths.get(BigInt(i)) ?? arms.length),
      arms.length,
    );
    arms.forEach(({ block }, i) => {
      code.end();
      runBlock(frame, block);
      code.br(arms.length - i);
    });
    code.end();
    runBlock(frame, otherwise);
    code.end();
  };

  /** Computes a kept value into its local or slot. */
  const keep = (frame: Frame, low: Low): void => {
    const slot = slots.get(low);
    if (slot !== undefined) {
      frame.code.i32(0);
      compute(frame, low, fills(low) ? form.any : form.zero);
      store(frame.code, low, slot);
      return;
    }
    const wants = placement.wants[low.id]!;
    const wish = low.free & wants || wants || low.free;
    const want = wish === form.both ? form.zero : wish;
    const have = compute(frame, low, want);
    const local = frame.code.local(low.type);
    frame.code.set(local);
    frame.locals.set(low, { local, form: have });
  };

  const store = (code: Code, low: Low, offset: number, aligned = true): void => {
    if (low.type === 'v128') {
      code.storeVector(offset);
      return;
    }
    const name = low.type === 'i64' ? 'i64.store' : (storeName[bytesFor(low.width)] ?? 'i32.store');
    code.access(name, offset, aligned);
  };

  const load = (code: Code, low: Low, offset: number, want: number, above?: number): number => {
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
  };

  /** Leaves a value on the stack in the wanted form. */
  const push = (frame: Frame, low: Low, want: number): number => {
    const { code } = frame;
    if (low.op === 'const') return pushConstant(code, low.value, low.width, want);
    const known = frame.locals.get(low);
    if (known) {
      code.get(known.local);
      return convert(code, low.width, known.form, want);
    }
    const slot = slots.get(low);
    if (slot !== undefined && placement.items[low.id]) {
      const have = load(code.i32(0), low, slot, want, form.zero);
      return convert(code, low.width, have, want);
    }
    return compute(frame, low, want);
  };

  const compute = (frame: Frame, low: Low, want: number): number => {
    const have = raw(frame, low, want);
    const same = have !== form.any && low.ubits < low.width;
    return convert(frame.code, low.width, same ? form.both : have, want);
  };

  /** The value in whatever form it comes; `want` is a wish. Returns the forms it has. */
  const raw = (frame: Frame, low: Low, want: number): number => {
    const { code } = frame;
    const { type, width, args } = low;
    const [a, b] = args as [Low, Low];
    const t = type as 'i32' | 'i64';
    const number = (value: number): Code => (t === 'i32' ? code.i32(value) : code.i64(BigInt(value)));
    switch (low.op) {
      case 'load':
        return load(code.i32(0), low, low.at, want);
      case 'element':
        return element(frame, low, want);
      case 'and': {
        if ((a.free | b.free) & form.zero && !(want === form.sign && low.free & form.sign)) {
          const first = a.free & form.zero ? a : b;
          push(frame, first, form.zero);
          push(frame, first === a ? b : a, form.any);
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
        push(frame, a, wish);
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
        extended(frame, a, t, wish);
        extended(frame, b, t, wish);
        code.op(`${t}.mul`);
        return wish;
      }
      case 'eq':
      case 'ne': {
        const wish = !(a.free & form.zero && b.free & form.zero) && a.free & b.free & form.sign ? form.sign : form.zero;
        push(frame, a, wish);
        if (b.op === 'const' && b.value === 0n) {
          code.op(`${a.type as 'i32'}.eqz`);
          if (low.op === 'ne') code.op('i32.eqz');
        } else {
          push(frame, b, wish);
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
        push(frame, a, wish);
        push(frame, b, wish);
        code.op(`${a.type as 'i32'}.${low.op.slice(0, 2) as 'lt' | 'le'}_${signed ? 's' : 'u'}`);
        return form.zero;
      }
      case 'shl':
      case 'shru':
      case 'shrs':
        return shift(frame, low);
      case 'redxor':
        push(frame, a, form.zero);
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
      case 'mux': {
        const wish = want;
        const sides = placement.arms.get(low);
        if (sides) {
          push(frame, a, form.zero);
          code.if(type);
          arm(frame, sides.then, b, wish);
          code.else();
          arm(frame, sides.else, args[2]!, wish);
          code.end();
          return wish;
        }
        if (type === 'v128') {
          push(frame, b, form.any);
          push(frame, args[2]!, form.any);
          push(frame, a, form.sign);
          code.simd('i32x4.splat').simd('v128.bitselect');
          return form.both;
        }
        push(frame, b, wish);
        push(frame, args[2]!, wish);
        push(frame, a, form.zero);
        code.op('select');
        return wish;
      }
      case 'row':
        // V8 builds a constant from four instructions; from memory it takes one.
        if (low.value === 0n || low.value === allOnes) {
          code.v128(new Array(16).fill(low.value === 0n ? 0 : 0xff));
        } else {
          code.i32(0).loadVector(layout.constant(low.value));
        }
        return form.both;
      case 'rowload':
        code.i32(0).loadVector(low.at);
        return form.both;
      case 'simd':
        for (const arg of args) push(frame, arg, arg.width === splatBits[low.name] ? form.any : form.zero);
        code.simd(low.name as SimdName);
        return form.both;
      case 'shuffle':
        push(frame, a, form.any);
        push(frame, b, form.any);
        code.shuffle(low.name.split(',').map(Number));
        return form.both;
      case 'insert':
        push(frame, a, form.any);
        push(frame, b, form.zero);
        code.lane(`${low.name as 'i8x16'}.replace_lane`, low.at);
        return form.both;
      case 'extract': {
        push(frame, a, form.any);
        if (low.name === 'i32x4') {
          code.lane('i32x4.extract_lane', low.at);
          return width === 32 ? form.both : form.zero;
        }
        const signed = want === form.sign && low.free === form.both;
        code.lane(`${low.name as 'i8x16'}.extract_lane_${signed ? 's' : 'u'}`, low.at);
        return signed ? form.sign : form.zero;
      }
      default:
        throw new Error(`${low.op} cannot be computed`);
    }
  };

  const arm = (frame: Frame, block: Block, result: Low, want: number): void => {
    for (const low of block.values) if (placement.blocks[low.id] === block) keep(frame, low);
    push(frame, result, want);
  };

  /** Operators that keep a form when both arguments have it. */
  const same = (frame: Frame, low: Low, want: number): number => {
    const [a, b] = low.args as [Low, Low];
    const mode = want & low.free || low.free;
    const wish = mode === form.both ? (want === form.sign ? form.sign : form.zero) : mode;
    const safe = low.free === form.both && !(a.free & b.free & wish) ? form.any : wish;
    push(frame, a, safe);
    push(frame, b, safe);
    frame.code.op(`${low.type as 'i32'}.${low.op as 'add'}`);
    return low.width === (low.type === 'i32' ? 32 : 64) ? form.both : safe;
  };

  /** A value in a container that may be wider than its own, in a form; `any` only where the containers agree. */
  const pushAs = (frame: Frame, low: Low, type: 'i32' | 'i64', want: number): number => {
    const grows = type !== low.type;
    const wish = grows && want === form.any ? form.zero : want;
    if (grows && low.op === 'const') {
      frame.code.i64(wish === form.sign ? BigInt.asIntN(low.width, low.value) : low.value);
      return wish;
    }
    const have = push(frame, low, wish);
    if (grows) frame.code.op(wish === form.sign ? 'i64.extend_i32_s' : 'i64.extend_i32_u');
    return grows ? wish : have;
  };

  const extended = (frame: Frame, low: Low, type: 'i32' | 'i64', want: number): void => {
    pushAs(frame, low, type, want);
  };

  const slice = (frame: Frame, low: Low, want: number): number => {
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
      push(frame, a, form.sign);
      if (from > 0) number(from).op(`${t}.shr_s`);
      narrow();
      return form.sign;
    }
    const clean = a.ubits <= from + low.width && (want === form.zero || a.free & form.zero);
    push(frame, a, clean ? form.zero : form.any);
    if (from > 0) number(from).op(`${t}.shr_u` as OpName);
    narrow();
    return clean ? form.zero : form.any;
  };

  const shift = (frame: Frame, low: Low): number => {
    const { code } = frame;
    const [a, amount] = low.args as [Low, Low];
    const t = low.type as 'i32' | 'i64';
    const bits = t === 'i32' ? 32 : 64;
    const wish = low.op === 'shl' ? form.any : low.op === 'shru' ? form.zero : form.sign;
    const far = 2 ** amount.ubits > bits;
    push(frame, a, wish);
    push(frame, amount, form.zero);
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
  };

  /** Leaves the byte offset of an element within its array; `guard` runs what follows only for one that exists. */
  const element = (frame: Frame, low: Low, want: number): number => {
    const { code } = frame;
    const [index] = low.args as [Low];
    const array = layout.arrays[low.at]!;
    const sure = 2 ** index.ubits <= array.depth;
    push(frame, index, form.zero);
    if (sure) {
      scale(code, array.stride);
      return load(code, low, array.address, want);
    }
    const at = code.local('i32');
    code.tee(at).i32(array.depth).op('i32.lt_u').if(low.type);
    scale(code.get(at), array.stride);
    const have = load(code, low, array.address, want);
    code.else();
    pushConstant(code, 0n, low.width, form.zero);
    code.end();
    return have;
  };

  const runSink = (frame: Frame, sink: Sink): void => {
    const { code } = frame;
    if (sink.kind === 'event') {
      context.event(code, sink, low => {
        pushAs(frame, low, 'i64', form.zero);
      });
      return;
    }
    if (sink.kind === 'store') {
      code.i32(0);
      if (sink.pointer !== undefined) code.access('i32.load', sink.pointer);
      push(frame, sink.value, storedForm(sink));
      store(code, sink.value, sink.address, sink.pointer === undefined);
      return;
    }
    const first = layout.arrays[sink.arrays[0]!]!;
    const at = code.local('i32');
    push(frame, sink.index, form.zero);
    code.set(at);
    const sure = 2 ** sink.index.ubits <= first.depth;
    if (!sure) code.get(at).i32(first.depth).op('i32.lt_u').if();
    scale(code.get(at), first.stride).set(at);
    sink.words.forEach((word, limb) => {
      const { address } = layout.arrays[sink.arrays[limb]!]!;
      const t = word.type as 'i32' | 'i64';
      code.get(at);
      const mask = sink.mask?.[limb];
      push(frame, word, fills(word) && !mask ? form.any : form.zero);
      if (mask) {
        push(frame, mask, form.zero);
        code.op(`${t}.and`);
        load(code.get(at), word, address, form.zero);
        push(frame, mask, form.zero);
        pushConstant(code, -1n, word.width, form.zero);
        code.op(`${t}.xor`).op(`${t}.and`).op(`${t}.or`);
      }
      store(code, word, address);
    });
    if (!sure) code.end();
  };

  runBlock({ func: 0, code: entry, locals: new Map() }, placement.root);
  return functions;
}

const allOnes = 2n ** 128n - 1n;

/** Bits that a splat takes of its argument. */
const splatBits: Partial<Record<string, number>> = { 'i8x16.splat': 8, 'i16x8.splat': 16, 'i32x4.splat': 32 };

const storeName: Partial<Record<number, AccessName>> = { 1: 'i32.store8', 2: 'i32.store16' };

/** Multiplies the number on the stack by a stride. */
function scale(code: Code, stride: number): Code {
  if (stride === 1) return code;
  const bits = Math.log2(stride);
  return Number.isInteger(bits) ? code.i32(bits).op('i32.shl') : code.i32(stride).op('i32.mul');
}
