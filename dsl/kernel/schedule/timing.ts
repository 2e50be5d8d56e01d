import { isPowerOfTwo, shapeOf, widthOfRange } from '../hardware/shape.js';
import type { Kernel, Operation, ValueId } from '../ir.js';
import { fits } from './graph.js';
import { adder, choice, equal, type ProductTime, products, type Target, tree } from './target.js';

/** The numbers of constants, by value. */
export type Constants = ReadonlyMap<ValueId, readonly bigint[]>;

const logic = (delay: number): ProductTime => ({ latency: 0, delay, out: 0, inside: delay });

/** How long an operation takes, for a period: with registers inside where it can have them and has to. */
export function timeOf(
  kernel: Kernel,
  step: Operation,
  constants: Constants,
  target: Target,
  period: number,
): ProductTime {
  if (step.op !== 'mul') return logic(delayOf(kernel, step, constants, target));
  const [a, b] = step.args as [ValueId, ValueId];
  const factor = constants.get(a)?.[0] ?? constants.get(b)?.[0];
  if (factor !== undefined && (factor === 0n || isPowerOfTwo(factor)))
    return logic(factor < 0n ? adder(target, widthOf(kernel, step.result)) : 0);
  const ways = products(target, widthOf(kernel, a), widthOf(kernel, b));
  return (
    ways.find(({ inside }) => fits(inside, period)) ?? { ...ways[0]!, delay: Math.min(...ways.map(way => way.inside)) }
  );
}

const widthOf = (kernel: Kernel, id: ValueId): number => shapeOf(kernel, id).width;

function delayOf(kernel: Kernel, { op, args, result }: Operation, constants: Constants, target: Target): number {
  const known = args.map(arg => constants.has(arg));
  if (known.length > 0 && known.every(Boolean)) return 0;
  const width = widthOf(kernel, result);
  const widest = Math.max(...args.map(arg => widthOf(kernel, arg)));
  const constant = known.includes(true);
  switch (op) {
    case 'add':
    case 'sub':
    case 'neg':
      return adder(target, width);
    case 'abs':
      return adder(target, width) + target.level;
    case 'min':
    case 'max':
      return adder(target, widest) + target.level;
    case 'eq':
    case 'ne':
      return constant ? tree(target, widest) : equal(target, widest);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return signOnly(kernel, args, constants) ? 0 : adder(target, widest);
    case 'and':
    case 'or':
    case 'xor':
      return constant ? 0 : target.level;
    case 'mux':
      return target.level + tree(target, widthOf(kernel, args[0]!));
    case 'sat':
      return saturation(kernel, args[0]!, result, target);
    case 'shl':
    case 'shr':
      return known[1] ? 0 : choice(target, Number(kernel.values[args[1]!]!.range.max) + 1);
    case 'get':
      return known[1] ? 0 : choice(target, kernel.values[args[0]!]!.length ?? 1);
    case 'set': {
      const [, index, , enable] = known;
      const places = index ? 0 : tree(target, widthOf(kernel, args[1]!));
      return index && enable ? 0 : target.level + places;
    }
    default:
      return 0;
  }
}

/** A comparison with 0 is the highest bit. */
const signOnly = (kernel: Kernel, [a, b]: readonly ValueId[], constants: Constants): boolean =>
  constants.get(b!)?.[0] === 0n && kernel.values[a!]!.range.min < 0n;

/** Limits that are powers of two are found by looking at the highest bits. */
function saturation(kernel: Kernel, from: ValueId, to: ValueId, target: Target): number {
  const [wide, narrow] = [kernel.values[from]!.range, kernel.values[to]!.range];
  if (wide.min >= narrow.min && wide.max <= narrow.max) return 0;
  return tree(target, Math.max(2, widthOfRange(wide) - widthOfRange(narrow) + 1)) + target.level;
}
