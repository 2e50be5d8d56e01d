import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bool,
  bundle,
  i8,
  i16,
  i64,
  type KernelFunction,
  show,
  type Type,
  u1,
  u8,
  u12,
  u64,
  vec,
} from '../../../../dsl/index.js';
import { elementType, resultType } from '../../../../dsl/kernel/hardware/index.js';
import { type AnyFunction, type ElementOf, type HardwareOf, irOf } from '../../../../dsl/kernel/index.js';
import '../../../../dsl/name/register.js';

/** What the type checker says of a kernel's data is what they are: the same line is held against both. */
const test = suite('types of kernels');
const kernels = await import('../kernels/data.js');

const sample = bundle({ value: i16, flags: bundle({ 0: bool, 1: u1 }) });

function agree<F extends AnyFunction>(
  kernel: KernelFunction<F>,
  element: ElementOf<Parameters<F>> & Type,
  result: HardwareOf<ReturnType<F>> & Type,
): void {
  const ir = irOf(kernel);
  assert.is(show(elementType(ir)), show(element));
  assert.is(show(resultType(ir)), show(result));
}

test('numbers and truth', () => {
  agree(kernels.bits, u1, bool);
  agree(kernels.wide, u64, i64);
  // @ts-expect-error: the checker would not take another type
  void (() => agree(kernels.wide, u64, u64));
});

test('arrays are vectors', () => {
  agree(kernels.rows, vec(vec(i8, 2), 3), vec(i16, 2));
  agree(kernels.truths, vec(bool, 4), vec(bool, 2));
  agree(kernels.row, vec(u8, 3), u12);
  agree(kernels.grid, u8, bundle({ rows: vec(vec(u8, 3), 2) }));
});

test('records are bundles, tuples by number; arrays of records are vectors', () => {
  agree(kernels.record, sample, sample);
  agree(kernels.tuple, bundle({ 0: u8, 1: i8 }), bundle({ 0: i8, 1: bundle({ a: u8 }) }));
  agree(kernels.samples, vec(sample, 2), vec(bundle({ sum: u8 }), 3));
});

test.run();
