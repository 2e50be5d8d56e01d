import type { Loc } from '../../ir/loc.js';
import type { Block, Loop, Op, Operation, Range, Step, Value, ValueId } from '../ir.js';

type Draft = { -readonly [K in keyof Value]: Value[K] };

/** A list of steps that is being written. */
interface Open {
  readonly steps: Step[];
  /** What its operations are known by, so that the same one is not made twice. */
  readonly known: Map<string, ValueId>;
}

/** Makes values and steps. A block that is given up takes its steps with it; their values stay behind unused. */
export class Builder {
  readonly values: Draft[] = [];
  /** What `wrap` leaves as it is, because of what is known where it stands. */
  readonly lossless = new Set<ValueId>();
  readonly #defs: (Operation | Loop | undefined)[] = [];
  readonly #constants: Step[] = [];
  readonly #open: Open[] = [{ steps: [], known: new Map() }];
  /** The block that each value stands in, by its depth. */
  readonly #depth: number[] = [];

  value(range: Range, loc: Loc, more: { length?: number; name?: string } = {}): ValueId {
    this.values.push({ range, loc, ...more });
    this.#depth.push(this.#open.length - 1);
    return this.values.length - 1;
  }

  /** What computes a value; nothing for arguments. */
  definition = (id: ValueId): Operation | Loop | undefined => this.#defs[id];

  constant(values: readonly bigint[], range: Range, loc: Loc, length?: number): ValueId {
    const key = `${length === undefined ? '' : 'table '}${values.join()}`;
    const root = this.#open[0]!;
    const known = root.known.get(key);
    if (known !== undefined) return known;
    const result = this.value(range, loc, length === undefined ? {} : { length });
    this.#depth[result] = 0;
    const step: Operation = { kind: 'operation', op: 'const', args: [], result, values, loc };
    this.#constants.push(step);
    this.#defs[result] = step;
    root.known.set(key, result);
    return result;
  }

  /** `outward`: in the outermost block that has all operands, for what would be the same in each iteration. */
  emit(op: Op, args: readonly ValueId[], range: Range, loc: Loc, more: { length?: number; outward?: boolean } = {}) {
    const sized = op === 'wrap' || op === 'sat' ? ` ${range.min} ${range.max}` : '';
    const key = `${op} ${args.join()}${sized}`;
    for (const { known } of this.#open) {
      const found = known.get(key);
      if (found !== undefined) return found;
    }
    const depth = more.outward ? Math.max(0, ...args.map(arg => this.#depth[arg]!)) : this.#open.length - 1;
    const { steps, known } = this.#open[depth]!;
    const result = this.value(range, loc, more.length === undefined ? {} : { length: more.length });
    this.#depth[result] = depth;
    const step: Operation = { kind: 'operation', op, args, result, loc };
    steps.push(step);
    this.#defs[result] = step;
    known.set(key, result);
    return result;
  }

  /** The steps that `body` makes, as a block of their own. */
  block<T>(body: () => T): { steps: readonly Step[]; result: T } {
    this.#open.push({ steps: [], known: new Map() });
    try {
      const result = body();
      return { steps: this.#open.at(-1)!.steps, result };
    } finally {
      this.#open.pop();
    }
  }

  loop(loop: Omit<Loop, 'kind' | 'results'>, results: readonly ValueId[]): void {
    const step: Loop = { kind: 'loop', ...loop, results };
    for (const id of results) this.#defs[id] = step;
    this.#open.at(-1)!.steps.push(step);
  }

  name(id: ValueId, name: string): void {
    this.values[id]!.name ??= name;
  }

  body(args: readonly ValueId[], results: readonly ValueId[]): Block {
    return { args, steps: [...this.#constants, ...this.#open[0]!.steps], results };
  }
}
