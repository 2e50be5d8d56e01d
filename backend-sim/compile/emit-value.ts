import type { Code } from '../wasm/index.js';
import { loadValue, storeValue } from './access.js';
import type { Block } from './block.js';
import { convert, pushConstant } from './convert.js';
import { emitScalar } from './emit-scalar.js';
import { emitVector } from './emit-vector.js';
import type { EmitContext, Frame } from './frame.js';
import { form, type Low } from './low.js';
import { fills } from './place.js';

/** A new function that computes values: from locals, from slots, or anew. */
export function newFrame(context: EmitContext, func: number, code: Code): Frame {
  const { placement, slots } = context;
  const locals = new Map<Low, { readonly local: number; readonly form: number }>();

  const push = (low: Low, want: number): number => {
    if (low.op === 'const') return pushConstant(code, low.value, low.width, want);
    const known = locals.get(low);
    if (known) {
      code.get(known.local);
      return convert(code, low.width, known.form, want);
    }
    const slot = slots.get(low);
    if (slot !== undefined && placement.items[low.id]) {
      const have = loadValue(code.i32(0), low, slot, want, form.zero);
      return convert(code, low.width, have, want);
    }
    return compute(low, want);
  };

  const compute = (low: Low, want: number): number => {
    const have = raw(low, want);
    const same = have !== form.any && low.ubits < low.width;
    return convert(code, low.width, same ? form.both : have, want);
  };

  const raw = (low: Low, want: number): number => {
    const sides = placement.arms.get(low);
    if (sides) {
      const [cond, a, b] = low.args as [Low, Low, Low];
      push(cond, form.zero);
      code.if(low.type);
      arm(sides.then, a, want);
      code.else();
      arm(sides.else, b, want);
      code.end();
      return low.type === 'v128' ? form.both : want;
    }
    if (low.op === 'stored') return keepStored(low);
    const ofRows = low.type === 'v128' || low.op === 'extract' || low.op === 'differ';
    return ofRows ? emitVector(frame, low, want) : emitScalar(frame, low, want);
  };

  /** Computes a value, stores it, and says that it is up to date. */
  const keepStored = ({ args, type, at, value, name }: Low): number => {
    const [from] = args as [Low];
    const local = code.local(type);
    code.i32(0);
    push(from, form.zero);
    code.tee(local);
    storeValue(code, from, at);
    const word = Number(name);
    code
      .i32(0)
      .i32(0)
      .access('i32.load', word)
      .i32(~(1 << Number(value)))
      .op('i32.and')
      .access('i32.store', word)
      .get(local);
    return type === 'v128' ? form.both : form.zero;
  };

  /** One side of a mux that branches: what it keeps, then its result. */
  const arm = (block: Block, result: Low, want: number): void => {
    for (const low of block.values) if (placement.blocks[low.id] === block) keep(low);
    push(result, want);
  };

  const keep = (low: Low): void => {
    const slot = slots.get(low);
    if (slot !== undefined) {
      code.i32(0);
      compute(low, fills(low) ? form.any : form.zero);
      storeValue(code, low, slot);
      return;
    }
    const wants = placement.wants[low.id]!;
    const wish = low.free & wants || wants || low.free;
    const want = wish === form.both ? form.zero : wish;
    const have = compute(low, want);
    const local = code.local(low.type);
    code.set(local);
    locals.set(low, { local, form: have });
  };

  const frame: Frame = { context, func, code, push, keep };
  return frame;
}
