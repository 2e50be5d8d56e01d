import type { Kernel, Operation, Range, ValueId } from '../ir.js';
import { clampInto, point, rangeOf, wrapInto } from '../range.js';
import { rewrite } from './writer.js';

/** The numbers of a constant: one, or those of a table. */
type Known = readonly bigint[];

/** The same kernel with operations on constants done: indices of loops that were written out become numbers. */
export function folded(kernel: Kernel): Kernel {
  const known = new Map<ValueId, Known>();
  return rewrite(kernel, (writer, step) => {
    const args = step.args.map(arg => writer.of(arg));
    const [condition] = args;
    if (step.op === 'mux' && known.has(condition!)) {
      writer.rename(step.result, known.get(condition!)![0] === 0n ? args[2]! : args[1]!);
      return;
    }
    const given = args.flatMap(arg => (known.has(arg) ? [known.get(arg)!] : []));
    const value = given.length === args.length ? numberOf(step, given, kernel.values[step.result]!.range) : undefined;
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

/** The number that an operation on constants gives; nothing for one that gives an array. */
function numberOf({ op }: Operation, args: readonly Known[], range: Range): bigint | undefined {
  switch (op) {
    case 'const':
    case 'mux':
    case 'set':
    case 'array':
      return undefined;
    case 'get':
      return args[0]![Number(args[1]![0])];
    case 'wrap':
      return wrapInto(args[0]![0]!, range);
    case 'sat':
      return clampInto(args[0]![0]!, range);
    default:
      return rangeOf(
        op,
        args.map(([value]) => point(value!)),
      ).min;
  }
}
