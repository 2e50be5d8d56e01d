import type { Loc } from '../../ir/index.js';
import type { Block, Kernel, Loop, Op, Operation, Range, Step, Value, ValueId } from '../ir.js';

/**
 * Writes a kernel anew, step by step: `enter` says what becomes of each step, and `copy` is what becomes of most.
 * Values keep their ranges, names and places; numbers are given in the order of writing.
 */
export class Writer {
  readonly values: Value[] = [];
  steps: Step[] = [];
  readonly #renamed = new Map<ValueId, ValueId>();

  constructor(readonly kernel: Kernel) {}

  /** The new number of an old value. */
  of(old: ValueId): ValueId {
    const id = this.#renamed.get(old);
    if (id === undefined) throw new Error(`value ${old} of kernel ${this.kernel.name} is used before it is made`);
    return id;
  }

  /** From here on the old value is that new one. */
  rename(old: ValueId, id: ValueId): void {
    this.#renamed.set(old, id);
  }

  value(value: Value): ValueId {
    return this.values.push(value) - 1;
  }

  /** A new value in place of an old one. */
  again(old: ValueId): ValueId {
    const id = this.value(this.kernel.values[old]!);
    this.rename(old, id);
    return id;
  }

  /** One more operation on new values. */
  add(op: Op, args: readonly ValueId[], range: Range, loc: Loc, extra: Partial<Value> = {}): ValueId {
    const result = this.value({ range, loc, ...extra });
    this.steps.push({ kind: 'operation', op, args, result, loc });
    return result;
  }

  constant(value: bigint, loc: Loc): ValueId {
    const result = this.value({ range: { min: value, max: value }, loc });
    this.steps.push({ kind: 'operation', op: 'const', args: [], result, values: [value], loc });
    return result;
  }

  copy(step: Operation): ValueId {
    const args = step.args.map(arg => this.of(arg));
    const result = this.again(step.result);
    this.steps.push({ ...step, args, result });
    return result;
  }

  loop(step: Loop, body: () => void): void {
    const initial = step.initial.map(id => this.of(id));
    const args = step.body.args.map(id => this.again(id));
    const outer = this.steps;
    this.steps = [];
    body();
    const block: Block = { args, steps: this.steps, results: step.body.results.map(id => this.of(id)) };
    this.steps = outer;
    this.steps.push({ ...step, initial, body: block, results: step.results.map(id => this.again(id)) });
  }

  finish(args: readonly ValueId[]): Kernel {
    const { body } = this.kernel;
    const block = { args, steps: this.steps, results: body.results.map(id => this.of(id)) };
    return { ...this.kernel, values: this.values, body: block };
  }
}

/** A kernel written anew, each operation by `operation`, each loop by `loop`; steps come in order. */
export function rewrite(
  kernel: Kernel,
  operation: (writer: Writer, step: Operation) => void,
  loop: (writer: Writer, step: Loop, steps: (steps: readonly Step[]) => void) => void = (writer, step, steps) =>
    writer.loop(step, () => steps(step.body.steps)),
): Kernel {
  const writer = new Writer(kernel);
  const args = kernel.body.args.map(id => writer.again(id));
  const each = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.kind === 'operation') operation(writer, step);
      else loop(writer, step, each);
    }
  };
  each(kernel.body.steps);
  return writer.finish(args);
}
