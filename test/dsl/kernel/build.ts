import type { Loc } from '../../../dsl/ir/index.js';
import type { Block, IntType, Kernel, Leaf, Loop, Op, Range, Step, Value, ValueId } from '../../../dsl/kernel/ir.js';

/** Kernels by hand, one operation after the other; ranges follow from those of the operands. */
export class Build {
  readonly values: Value[] = [];
  readonly params: Leaf[] = [];
  readonly args: ValueId[] = [];
  steps: Step[] = [];
  #line = 0;

  constructor(readonly name: string) {}

  #loc(): Loc {
    this.#line++;
    return { frames: [{ file: `${this.name}.ts`, line: this.#line, column: 1 }] };
  }

  value(range: Range, length?: number, name?: string): ValueId {
    return (
      this.values.push({
        range,
        loc: this.#loc(),
        ...(length !== undefined && { length }),
        ...(name !== undefined && { name }),
      }) - 1
    );
  }

  param(name: string, type: string, ...shape: number[]): ValueId {
    const int = typeOf(type);
    const length = shape.length > 0 ? shape.reduce((a, b) => a * b) : undefined;
    const id = this.value(rangeOf(int), length, name);
    this.params.push({ path: [name], type: int, shape });
    this.args.push(id);
    return id;
  }

  constant(value: number | bigint): ValueId {
    const n = BigInt(value);
    return this.#add('const', [], { min: n, max: n }, { values: [n] });
  }

  table(values: readonly (number | bigint)[], name?: string): ValueId {
    const all = values.map(BigInt);
    const range = { min: all.reduce((a, b) => (a < b ? a : b)), max: all.reduce((a, b) => (a > b ? a : b)) };
    return this.#add('const', [], range, { values: all, length: all.length, ...(name && { name }) });
  }

  /** `op` on values; a number stands for a constant. The range can be given where it is not that of all operands. */
  op(op: Op, args: readonly (ValueId | { readonly n: number })[], range?: Range, name?: string): ValueId {
    const ids = args.map(arg => (typeof arg === 'number' ? arg : this.constant(arg.n)));
    const length =
      op === 'set'
        ? this.values[ids[0]!]!.length
        : op === 'mux'
          ? this.values[ids[1]!]!.length
          : op === 'array'
            ? ids.length
            : undefined;
    return this.#add(
      op,
      ids,
      range ??
        resultRange(
          op,
          ids.map(id => this.values[id]!.range),
        ),
      {
        ...(length !== undefined && { length }),
        ...(name !== undefined && { name }),
      },
    );
  }

  #add(
    op: Op,
    args: readonly ValueId[],
    range: Range,
    { values, length, name }: { values?: bigint[]; length?: number; name?: string },
  ): ValueId {
    const result = this.value(range, length, name);
    const loc = this.values[result]!.loc;
    this.steps.push({ kind: 'operation', op, args, result, loc, ...(values && { values }) });
    return result;
  }

  /** A loop; `carried` gives the ranges of what it carries. */
  loop(
    flavour: 'range' | 'pipeline',
    count: number,
    initial: readonly ValueId[],
    ranges: readonly Range[],
    body: (index: ValueId, carried: readonly ValueId[]) => readonly ValueId[],
    ii?: number,
  ): readonly ValueId[] {
    const loc = this.#loc();
    const index = this.value({ min: 0n, max: BigInt(count - 1) }, undefined, 'i');
    const again = () => initial.map((id, k) => this.value(ranges[k]!, this.values[id]!.length, this.values[id]!.name));
    const args = again();
    const outer = this.steps;
    this.steps = [];
    const results = body(index, args);
    const block: Block = { args: [index, ...args], steps: this.steps, results };
    this.steps = outer;
    const loop: Loop = {
      kind: 'loop',
      flavour,
      count,
      initial,
      body: block,
      results: again(),
      loc,
      ...(ii !== undefined && { ii }),
    };
    this.steps.push(loop);
    return loop.results;
  }

  finish(results: Readonly<Record<string, readonly [ValueId, string]>> | readonly [ValueId, string]): Kernel {
    const all = Array.isArray(results)
      ? [['', results] as const]
      : Object.entries(results as Record<string, readonly [ValueId, string]>);
    const leaves = all.map(([name, [id, type]]): Leaf => {
      const { length } = this.values[id]!;
      return { path: name === '' ? [] : [name], type: typeOf(type), shape: length === undefined ? [] : [length] };
    });
    // A result is exactly as wide as its type.
    const ids = all.map(([, [id]], i) => {
      const range = rangeOf(leaves[i]!.type);
      const { length } = this.values[id]!;
      if (length !== undefined) return id;
      return this.#add('wrap', [id], range, {});
    });
    const body = { args: this.args, steps: this.steps, results: ids };
    return { name: this.name, params: this.params, results: leaves, values: this.values, body };
  }
}

export const typeOf = (type: string): IntType => ({ signed: type.startsWith('i'), width: Number(type.slice(1)) });

export function rangeOf({ signed, width }: IntType): Range {
  const size = 1n << BigInt(width);
  return signed ? { min: -size / 2n, max: size / 2n - 1n } : { min: 0n, max: size - 1n };
}

export const between = (min: number | bigint, max: number | bigint): Range => ({ min: BigInt(min), max: BigInt(max) });

const hull = (values: readonly bigint[]): Range => ({
  min: values.reduce((a, b) => (a < b ? a : b)),
  max: values.reduce((a, b) => (a > b ? a : b)),
});

const magnitude = ({ min, max }: Range): bigint => (max > -min ? max : -min);

/** Two's complement numbers with as many bits as the operands. */
function bitwise(ranges: readonly Range[]): Range {
  const width = Math.max(...ranges.map(range => magnitude({ ...range, max: range.max + 1n }).toString(2).length));
  const size = 1n << BigInt(width);
  return ranges.some(({ min }) => min < 0n) ? { min: -size, max: size - 1n } : { min: 0n, max: size - 1n };
}

export function resultRange(op: Op, [a, b, c]: readonly Range[]): Range {
  const all = (f: (x: bigint, y: bigint) => bigint): Range =>
    hull([f(a!.min, b!.min), f(a!.min, b!.max), f(a!.max, b!.min), f(a!.max, b!.max)]);
  switch (op) {
    case 'add':
      return all((x, y) => x + y);
    case 'sub':
      return all((x, y) => x - y);
    case 'mul':
      return all((x, y) => x * y);
    case 'neg':
      return { min: -a!.max, max: -a!.min };
    case 'abs':
      return { min: 0n, max: magnitude(a!) };
    case 'min':
      return all((x, y) => (x < y ? x : y));
    case 'max':
      return all((x, y) => (x > y ? x : y));
    case 'shl':
      return all((x, y) => x << y);
    case 'shr':
      return all((x, y) => x >> y);
    case 'div':
      return { min: -magnitude(a!), max: magnitude(a!) };
    case 'rem':
      return { min: a!.min < 0n ? a!.min : 0n, max: a!.max > 0n ? a!.max : 0n };
    case 'not':
      return { min: ~a!.max, max: ~a!.min };
    case 'and':
    case 'or':
    case 'xor':
      return bitwise([a!, b!]);
    case 'mux':
      return hull([b!.min, b!.max, c!.min, c!.max]);
    case 'get':
      return a!;
    case 'set':
      return hull([a!.min, a!.max, c!.min, c!.max]);
    case 'array':
      throw new Error('give the range of an array');
    default:
      return { min: 0n, max: 1n };
  }
}
