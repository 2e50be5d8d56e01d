import type { Format, Op as IrOp } from '../../ir/index.js';
import { constant, emit } from '../../scope/emit.js';
import type { Ref } from '../../scope/ref.js';
import { BOOL, resize, SINT, UINT, widthOfRef } from '../../signal/arith.js';
import type { Kernel, Operation, ValueId } from '../ir.js';
import { isPowerOfTwo, type Shape, shapeOf } from './shape.js';

/** A value of a kernel in hardware: whether it can be negative tells how to extend it. */
export interface Word {
  readonly ref: Ref;
  readonly signed: boolean;
}

const formatOf = ({ signed }: Shape): Format => (signed ? SINT : UINT);

/** A constant of the shape. */
export const constantWord = (shape: Shape, values: readonly bigint[]): Word => ({
  ref: constant(
    shape.width,
    formatOf(shape),
    values.map(value => BigInt.asUintN(shape.width, value)),
  ),
  signed: shape.signed,
});

/** The word in as many bits: what is cut off is nothing but copies of the sign, or does not matter. */
export const fit = ({ ref, signed }: Word, width: number): Ref => resize(ref, width, signed);

/** The word in the shape of a value that it can be. */
export const shaped = (word: Word, shape: Shape): Word => ({
  ref: reformat(fit(word, shape.width), shape),
  signed: shape.signed,
});

function reformat(ref: Ref, shape: Shape): Ref {
  const node = ref.scope.nodes[ref.id]!;
  return node.format.kind === formatOf(shape).kind
    ? ref
    : emit('slice', shape.width, formatOf(shape), [ref], { from: 0 });
}

/**
 * One operation as operators of the language. Values are exact, and a result fits its shape: so arithmetic modulo the
 * size of the result gives the result, and no operand needs more bits than that.
 */
export function operate(
  kernel: Kernel,
  step: Operation,
  args: readonly Word[],
  known: (id: ValueId) => bigint | undefined,
): Word {
  const shape = shapeOf(kernel, step.result);
  const ref = refOf(kernel, step, args, shape, known);
  return { ref: reformat(ref, shape), signed: shape.signed };
}

function refOf(
  kernel: Kernel,
  step: Operation,
  args: readonly Word[],
  shape: Shape,
  known: (id: ValueId) => bigint | undefined,
): Ref {
  const { width } = shape;
  const format = formatOf(shape);
  const [a, b, c, d] = args as [Word, Word, Word, Word];
  const modular = (op: IrOp) =>
    emit(
      op,
      width,
      format,
      args.map(arg => fit(arg, width)),
    );
  switch (step.op) {
    case 'const':
      return constantWord(shape, step.values!).ref;
    case 'add':
    case 'sub':
    case 'and':
    case 'or':
    case 'xor':
    case 'not':
      return modular(step.op);
    case 'neg':
      return emit('sub', width, format, [constantWord(shape, [0n]).ref, fit(a, width)]);
    case 'mul': {
      const [left, right] = step.args.map(known);
      if (right !== undefined && isPowerOfTwo(right)) return scaled(a, right, shape);
      if (left !== undefined && isPowerOfTwo(left)) return scaled(b, left, shape);
      return resize(product(a, b), width, a.signed || b.signed);
    }
    case 'min':
      return choose(less('lt', a, b), fit(a, width), fit(b, width), shape);
    case 'max':
      return choose(less('lt', a, b), fit(b, width), fit(a, width), shape);
    case 'abs':
      return choose(
        isNegative(a),
        emit('sub', width, format, [constantWord(shape, [0n]).ref, fit(a, width)]),
        fit(a, width),
        shape,
      );
    case 'eq':
    case 'ne':
      return compared(step.op, a, b);
    case 'lt':
    case 'le':
      return less(step.op, a, b);
    case 'gt':
      return less('lt', b, a);
    case 'ge':
      return less('le', b, a);
    case 'mux':
      return choose(truth(a), fit(b, width), fit(c, width), shape);
    case 'wrap':
      return fit(a, width);
    case 'sat':
      return saturated(kernel, step, a, shape);
    case 'shl':
      return shiftedLeft(a, b, known(step.args[1]!), shape);
    case 'shr':
      return shiftedRight(a, b, known(step.args[1]!), shape);
    case 'get':
      return element(a, b, known(step.args[1]!), width);
    case 'set':
      return exchanged(a, b, c, d, shape);
    case 'array':
      return packed(args, shape);
    default:
      throw new Error(`${step.op} is written out before hardware is made of it`);
  }
}

const choose = (c: Ref, a: Ref, b: Ref, shape: Shape): Ref => emit('mux', shape.width, formatOf(shape), [c, a, b]);

function packed(args: readonly Word[], shape: Shape): Ref {
  const refs = args.map(arg => fit(arg, shape.width));
  return refs.length === 1 ? refs[0]! : emit('pack', shape.width, formatOf(shape), refs, { lanes: shape.lanes });
}

/** Not 0. */
export const truth = ({ ref }: Word): Ref => (widthOfRef(ref) === 1 ? ref : emit('redor', 1, BOOL, [ref]));

const isNegative = ({ ref, signed }: Word): Ref => {
  const width = widthOfRef(ref);
  return signed ? emit('slice', 1, BOOL, [ref], { from: width - 1 }) : constant(1, BOOL, [0n]);
};

/** Both in one width and sign. */
function common(a: Word, b: Word): readonly [Ref, Ref, boolean] {
  const signed = a.signed || b.signed;
  const needs = ({ ref, signed: own }: Word) => widthOfRef(ref) + (signed && !own ? 1 : 0);
  const width = Math.max(needs(a), needs(b));
  return [fit(a, width), fit(b, width), signed];
}

function less(op: 'lt' | 'le', a: Word, b: Word): Ref {
  const [x, y, signed] = common(a, b);
  return emit(`${op}${signed ? 's' : 'u'}`, 1, BOOL, [x, y]);
}

function compared(op: 'eq' | 'ne', a: Word, b: Word): Ref {
  const [x, y] = common(a, b);
  return emit(op, 1, BOOL, [x, y]);
}

/** The full product of operands as wide as they are: what DSP blocks are recognised by. */
function product(a: Word, b: Word): Ref {
  const signed = a.signed || b.signed;
  const [x, y] = [a, b].map(word => (signed && !word.signed ? fit(word, widthOfRef(word.ref) + 1) : word.ref)) as [
    Ref,
    Ref,
  ];
  return emit(signed ? 'muls' : 'mulu', widthOfRef(x) + widthOfRef(y), signed ? SINT : UINT, [x, y]);
}

/** Times a power of two, or what is below 0 by as much: wires, which no tool has to find behind a product. */
function scaled(a: Word, factor: bigint, shape: Shape): Ref {
  const zeros = BigInt((factor < 0n ? -factor : factor).toString(2).length - 1);
  const shifted = shiftedLeft(a, a, zeros, shape);
  return factor < 0n ? emit('sub', shape.width, formatOf(shape), [constantWord(shape, [0n]).ref, shifted]) : shifted;
}

function saturated(kernel: Kernel, step: Operation, a: Word, shape: Shape): Ref {
  const from = kernel.values[step.args[0]!]!.range;
  const to = kernel.values[step.result]!.range;
  let result = fit(a, shape.width);
  const limit = (value: bigint): Word => {
    const width = value < 0n ? (-value - 1n).toString(2).length + 1 : value === 0n ? 1 : value.toString(2).length;
    return constantWord({ width, signed: value < 0n, lanes: 1 }, [value]);
  };
  if (from.max > to.max) result = choose(less('lt', limit(to.max), a), fit(limit(to.max), shape.width), result, shape);
  if (from.min < to.min) result = choose(less('lt', a, limit(to.min)), fit(limit(to.min), shape.width), result, shape);
  return result;
}

function shiftedLeft(a: Word, amount: Word, known: bigint | undefined, shape: Shape): Ref {
  const { width } = shape;
  if (known === undefined) return emit('shl', width, formatOf(shape), [fit(a, width), amount.ref]);
  const zeros = Number(known);
  if (zeros === 0) return fit(a, width);
  const lanes = a.ref.scope.nodes[a.ref.id]!.lanes;
  if (zeros >= width) return constantWord(shape, Array(lanes).fill(0n)).ref;
  return emit('cat', width, formatOf(shape), [fit(a, width - zeros), constant(zeros, UINT, [0n])]);
}

function shiftedRight(a: Word, amount: Word, known: bigint | undefined, shape: Shape): Ref {
  const have = widthOfRef(a.ref);
  const format = a.signed ? SINT : UINT;
  if (known === undefined)
    return fit(
      { ref: emit(a.signed ? 'shrs' : 'shru', have, format, [a.ref, amount.ref]), signed: a.signed },
      shape.width,
    );
  const drop = Number(known);
  if (drop === 0) return fit(a, shape.width);
  if (drop >= have && !a.signed) return constantWord(shape, [0n]).ref;
  const low = Math.min(drop, have - 1);
  return fit({ ref: emit('slice', have - low, format, [a.ref], { from: low }), signed: a.signed }, shape.width);
}

function element(array: Word, index: Word, known: bigint | undefined, width: number): Ref {
  const { ref, signed } = array;
  const format = signed ? SINT : UINT;
  const { lanes } = ref.scope.nodes[ref.id]!;
  const one =
    lanes === 1
      ? ref
      : known === undefined
        ? emit('index', widthOfRef(ref), format, [ref, index.ref])
        : emit('pick', widthOfRef(ref), format, [ref], { from: Number(known), lanes: 1 });
  return fit({ ref: one, signed }, width);
}

/** Every element is its old one, or the new value where its number is the index: one operation for all. */
function exchanged(array: Word, index: Word, value: Word, enable: Word, shape: Shape): Ref {
  const { width, lanes } = shape;
  const old = fit(array, width);
  const wide = Math.max(widthOfRef(index.ref), (lanes - 1).toString(2).length);
  const numbers = constant(
    wide,
    UINT,
    Array.from({ length: lanes }, (_, i) => BigInt(i)),
  );
  const here = emit('eq', 1, BOOL, [fit(index, wide), numbers]);
  const chosen = emit('and', 1, BOOL, [here, truth(enable)]);
  return emit('mux', width, formatOf(shape), [chosen, fit(value, width), old]);
}
