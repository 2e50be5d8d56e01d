import type { Loc } from '../../ir/index.js';
import type { Kernel, Operation, Range, ValueId } from '../ir.js';
import { widthOfRange } from './shape.js';
import { rewrite, type Writer } from './writer.js';

/**
 * Divisions as what they are made of: one subtraction for each bit of the quotient, the highest first (restoring), on
 * the magnitudes; signs are put back behind it. So they are spread over stages like anything else. Quotients of equal
 * operands are not shared with remainders here: equal operations become one later.
 */
export const divisionsWrittenOut = (kernel: Kernel): Kernel =>
  rewrite(kernel, (writer, step) => {
    if (step.op === 'div' || step.op === 'rem') writer.rename(step.result, divide(writer, step));
    else writer.copy(step);
  });

const one: Range = { min: 0n, max: 1n };

function divide(writer: Writer, step: Operation): ValueId {
  const { loc } = step;
  const [a, b] = step.args.map(arg => writer.of(arg)) as [ValueId, ValueId];
  const range = (id: ValueId): Range => writer.values[id]!.range;
  const [ra, rb] = [range(a), range(b)];
  const zero = writer.constant(0n, loc);
  const negativeA = ra.min < 0n ? writer.add('lt', [a, zero], one, loc) : undefined;
  const negativeB = rb.min < 0n ? writer.add('lt', [b, zero], one, loc) : undefined;
  const dividend = magnitude(writer, a, loc);
  const divisor = magnitude(writer, b, loc);
  const parts = restoring(writer, dividend, divisor, loc);
  const wanted = writer.kernel.values[step.result]!;
  const extra = { ...(wanted.name === undefined ? {} : { name: wanted.name }) };
  const quotient = step.op === 'div';
  const flips = [negativeA, quotient ? negativeB : undefined].filter(id => id !== undefined);
  let result = quotient ? parts.quotient : parts.remainder;
  if (flips.length > 0) {
    const flip = flips.length === 2 ? writer.add('xor', flips as ValueId[], one, loc) : flips[0]!;
    const { max } = range(result);
    const negated = writer.add('neg', [result], { min: -max, max: 0n }, loc);
    result = writer.add('mux', [flip, negated, result], { min: -max, max }, loc);
  }
  const byZero = rb.min <= 0n && rb.max >= 0n ? writer.add('eq', [b, zero], one, loc) : undefined;
  if (byZero !== undefined) result = writer.add('mux', [byZero, quotient ? zero : a, result], wanted.range, loc, extra);
  // The range that is known of the result is narrower than what the steps show.
  return writer.add('wrap', [result], wanted.range, loc, extra);
}

function magnitude(writer: Writer, id: ValueId, loc: Loc): ValueId {
  const { min, max } = writer.values[id]!.range;
  if (min >= 0n) return id;
  return writer.add('abs', [id], { min: 0n, max: -min > max ? -min : max }, loc);
}

function restoring(writer: Writer, a: ValueId, b: ValueId, loc: Loc) {
  const most = writer.values[b]!.range.max;
  const below: Range = { min: 0n, max: most > 1n ? most - 1n : 1n };
  const width = widthOfRange(writer.values[a]!.range);
  let remainder = writer.constant(0n, loc);
  const bits: ValueId[] = [];
  for (let bit = width - 1; bit >= 0; bit--) {
    const lowest = bitOf(writer, a, bit, loc);
    const { max } = writer.values[remainder]!.range;
    const doubled = writer.add('shl', [remainder, writer.constant(1n, loc)], { min: 0n, max: 2n * max }, loc);
    const next = writer.add('or', [doubled, lowest], { min: 0n, max: 2n * max + 1n }, loc);
    const fits = writer.add('ge', [next, b], one, loc);
    // No greater than the divisor allows, where it is subtracted; by zero the result is not used.
    const less = writer.add('sub', [next, b], { min: -most, max: 2n * max + 1n }, loc);
    const kept: Range = { min: 0n, max: below.max < 2n * max + 1n ? below.max : 2n * max + 1n };
    remainder = writer.add('mux', [fits, less, next], kept, loc);
    bits.push(fits);
  }
  let quotient = bits[0]!;
  for (const bit of bits.slice(1)) {
    const { max } = writer.values[quotient]!.range;
    const doubled = writer.add('shl', [quotient, writer.constant(1n, loc)], { min: 0n, max: 2n * max }, loc);
    quotient = writer.add('or', [doubled, bit], { min: 0n, max: 2n * max + 1n }, loc);
  }
  return { quotient, remainder };
}

function bitOf(writer: Writer, a: ValueId, bit: number, loc: Loc): ValueId {
  const { max } = writer.values[a]!.range;
  const shifted =
    bit === 0
      ? a
      : writer.add('shr', [a, writer.constant(BigInt(bit), loc)], { min: 0n, max: max >> BigInt(bit) }, loc);
  return writer.add('and', [shifted, writer.constant(1n, loc)], one, loc);
}
