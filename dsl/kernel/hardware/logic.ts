import { fromUser } from '../../error/capture.js';
import type { Ref } from '../../scope/ref.js';
import { fail } from '../../scope/report.js';
import { refsFor } from '../../signal/convert.js';
import type { AnySignal } from '../../signal/mux.js';
import { wrap } from '../../signal/wrap.js';
import type { SignalOf, Type } from '../../type/type.js';
import type { AnyFunction, KernelFunction } from '../given.js';
import type { ArgumentsOf, HardwareOf } from '../hardware-of.js';
import type { Kernel } from '../ir.js';
import { irOf } from '../kernel.js';
import { paramsOf, paramTypes, resultRefs, resultType } from './payload.js';
import { writtenOut } from './prepare.js';
import { combinational } from './straight.js';

/**
 * The result of a kernel on signals, as combinational logic within the module that is being built; its loops are written
 * out. Arguments are signals, constants, or arrays and objects of them. Values have the names of the kernel's variables,
 * and the lines of its source.
 *
 * It gives a signal of the result's type: for an array a `Vec`, for a record a `Bundle`, for a tuple one by number. Of a
 * result without a type TypeScript knows nothing.
 *
 * @example io.sum.set(logicOf(dot9, io.x, io.w))
 *
 * @throws HW012 of an argument that is not of its parameter's type.
 */
export function logicOf<F extends AnyFunction>(
  kernel: KernelFunction<F>,
  ...args: ArgumentsOf<Parameters<F>>
): SignalOf<HardwareOf<ReturnType<F>>>;
export function logicOf(kernel: KernelFunction, ...args: readonly unknown[]): unknown {
  const ir = irOf(kernel);
  const types = paramTypes(ir);
  if (types.length !== args.length)
    fail(
      'HW002',
      `kernel ${ir.name} takes ${types.length} arguments, and is given ${args.length}`,
      `logicOf(${[ir.name, ...types.map(([name]) => name)].join(', ')})`,
    );
  const refs = types.flatMap(([, type], i): readonly Ref[] => refsFor(type, args[i]));
  return logic(ir, refs);
}

/** The same on what its parameters consist of. */
export function logic(kernel: Kernel, refs: readonly Ref[]): AnySignal {
  const words = paramsOf(kernel, refs);
  const results = fromUser(() => combinational(writtenOut(kernel, { loops: 'unroll' }), words));
  return wrap(resultType(kernel) as Type, resultRefs(kernel, results)) as AnySignal;
}
