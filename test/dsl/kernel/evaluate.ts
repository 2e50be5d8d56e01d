import type { Block, Kernel, Operation, Range, ValueId } from '../../../dsl/kernel/ir.js';

type Data = bigint | readonly bigint[];

/** What a kernel means, as plainly as it can be said: the oracle of its hardware. Arguments and results by leaf. */
export function evaluate(kernel: Kernel, args: readonly Data[]): Data[] {
  const values = new Map<ValueId, Data>();
  const of = (id: ValueId): Data => values.get(id)!;
  const put = (id: ValueId, data: Data): void => {
    const { min, max } = kernel.values[id]!.range;
    for (const n of Array.isArray(data) ? data : [data as bigint])
      if (n < min || n > max) throw new Error(`value ${id} of ${kernel.name} is ${n}, beyond ${min}..${max}`);
    values.set(id, data);
  };
  const run = ({ steps }: Block): void => {
    for (const step of steps) {
      if (step.kind === 'operation') {
        put(step.result, operate(step, step.args.map(of), kernel.values[step.result]!));
        continue;
      }
      let state = step.initial.map(of);
      for (let i = 0; i < step.count; i++) {
        put(step.body.args[0]!, BigInt(i));
        step.body.args.slice(1).forEach((arg, k) => {
          put(arg, state[k]!);
        });
        run(step.body);
        state = step.body.results.map(of);
      }
      step.results.forEach((result, k) => {
        put(result, state[k]!);
      });
    }
  };
  kernel.body.args.forEach((id, i) => {
    put(id, args[i]!);
  });
  run(kernel.body);
  return kernel.body.results.map(of);
}

const bit = (value: boolean): bigint => (value ? 1n : 0n);

/** The number or array that an operation gives, whatever its operands. */
export function operate(
  { op, values }: Operation,
  args: readonly Data[],
  { range, length }: { range: Range; length?: number },
): Data {
  const [a, b, c, d] = args as [bigint, bigint, bigint, bigint];
  switch (op) {
    case 'const':
      return length === undefined ? values![0]! : values!;
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'neg':
      return -a;
    case 'min':
      return a < b ? a : b;
    case 'max':
      return a > b ? a : b;
    case 'abs':
      return a < 0n ? -a : a;
    case 'div':
      return b === 0n ? 0n : a / b;
    case 'rem':
      return b === 0n ? a : a % b;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'not':
      return ~a;
    case 'shl':
      return a << b;
    case 'shr':
      return a >> b;
    case 'eq':
      return bit(a === b);
    case 'ne':
      return bit(a !== b);
    case 'lt':
      return bit(a < b);
    case 'le':
      return bit(a <= b);
    case 'gt':
      return bit(a > b);
    case 'ge':
      return bit(a >= b);
    case 'mux':
      return a !== 0n ? b : c;
    case 'wrap': {
      const size = range.max - range.min + 1n;
      return ((((a - range.min) % size) + size) % size) + range.min;
    }
    case 'sat':
      return a < range.min ? range.min : a > range.max ? range.max : a;
    case 'get':
      return (args[0] as readonly bigint[])[Number(b)]!;
    case 'set':
      return (args[0] as readonly bigint[]).map((old, i) => (d !== 0n && BigInt(i) === b ? c : old));
    case 'array':
      return args as readonly bigint[];
  }
}
