import type { Kernel, Operation, Range, ValueId } from '../ir.js';
import { rewrite } from './writer.js';

/** The same kernel with operations on constants done: indices of loops that were written out become numbers. */
export function folded(kernel: Kernel): Kernel {
  const known = new Map<ValueId, readonly bigint[]>();
  return rewrite(kernel, (writer, step) => {
    const args = step.args.map(arg => writer.of(arg));
    const [condition] = args;
    if (step.op === 'mux' && known.has(condition!)) {
      writer.rename(step.result, known.get(condition!)![0] === 0n ? args[2]! : args[1]!);
      return;
    }
    const { length, range } = kernel.values[step.result]!;
    const value =
      length === undefined && step.op !== 'const'
        ? numberOf(
            step,
            args.map(arg => known.get(arg)),
            range,
          )
        : undefined;
    if (value === undefined) {
      const result = writer.copy(step);
      if (step.op === 'const') known.set(result, step.values!);
      return;
    }
    const id = writer.constant(value, step.loc);
    known.set(id, [value]);
    writer.rename(step.result, id);
  });
}

const truth = (value: boolean): bigint => (value ? 1n : 0n);

/** The number that an operation gives, when its operands are known. */
function numberOf(
  { op }: Operation,
  args: readonly (readonly bigint[] | undefined)[],
  range: Range,
): bigint | undefined {
  if (args.some(arg => arg === undefined)) return undefined;
  const [array, index] = args as readonly (readonly bigint[])[];
  const [a, b] = [array?.[0] ?? 0n, index?.[0] ?? 0n];
  switch (op) {
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
      return truth(a === b);
    case 'ne':
      return truth(a !== b);
    case 'lt':
      return truth(a < b);
    case 'le':
      return truth(a <= b);
    case 'gt':
      return truth(a > b);
    case 'ge':
      return truth(a >= b);
    case 'wrap': {
      const size = range.max - range.min + 1n;
      return ((((a - range.min) % size) + size) % size) + range.min;
    }
    case 'sat':
      return a < range.min ? range.min : a > range.max ? range.max : a;
    case 'get':
      return array![Number(b)];
    default:
      return undefined;
  }
}
