import type { Code } from '../wasm/index.js';
import type { Layout } from './layout.js';
import { form, type Low } from './low.js';
import type { Placement } from './place.js';
import type { EventSink } from './sink.js';

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
export interface Frame {
  readonly context: EmitContext;
  readonly func: number;
  readonly code: Code;
  /** Leaves a value on the stack in a form, `any` for no matter which. Returns the forms it has there. */
  push(low: Low, want: number): number;
  /** Computes a value into its local, or its slot in memory. */
  keep(low: Low): void;
}

/** Pushes a value into a container that may be wider than its own; `any` only where the containers agree. */
export function pushAs(frame: Frame, low: Low, type: 'i32' | 'i64', want: number): number {
  const grows = type !== low.type;
  const wish = grows && want === form.any ? form.zero : want;
  if (grows && low.op === 'const') {
    frame.code.i64(wish === form.sign ? BigInt.asIntN(low.width, low.value) : low.value);
    return wish;
  }
  const have = frame.push(low, wish);
  if (grows) frame.code.op(wish === form.sign ? 'i64.extend_i32_s' : 'i64.extend_i32_u');
  return grows ? wish : have;
}
