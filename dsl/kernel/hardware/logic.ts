import { fromUser } from '../../error/capture.js';
import type { Ref } from '../../scope/ref.js';
import { fail } from '../../scope/report.js';
import { refsFor } from '../../signal/convert.js';
import type { AnySignal } from '../../signal/mux.js';
import { wrap } from '../../signal/wrap.js';
import type { Type } from '../../type/type.js';
import type { KernelFunction } from '../given.js';
import type { Kernel } from '../ir.js';
import { irOf } from '../kernel.js';
import { paramsOf, paramTypes, resultRefs, resultType } from './payload.js';
import { writtenOut } from './prepare.js';
import type { ResultSignal } from './result.js';
import { combinational } from './straight.js';

/**
 * The result of a kernel on signals, as combinational logic within the module that is being built; its loops are written
 * out. Arguments are signals, constants, or arrays and objects of them. Values have the names of the kernel's variables,
 * and the lines of its source.
 *
 * What it gives is a signal, a `Vec`, or a `Bundle` of a record's fields (of a tuple's by number): of the types that the
 * result is annotated with; without, what is found when the hardware is built.
 *
 * @example io.sum.set(logicOf(dot9, io.x, io.w))
 *
 * @throws HW012 of an argument that is not of its parameter's type.
 */
export function logicOf<K extends KernelFunction>(kernel: K, ...args: readonly unknown[]): ResultSignal<K> {
  const ir = irOf(kernel);
  const types = paramTypes(ir);
  if (types.length !== args.length)
    fail(
      'HW002',
      `kernel ${ir.name} takes ${types.length} arguments, and is given ${args.length}`,
      `logicOf(${[ir.name, ...types.map(([name]) => name)].join(', ')})`,
    );
  const refs = types.flatMap(([, type], i): readonly Ref[] => refsFor(type, args[i]));
  return logic(ir, refs) as ResultSignal<K>;
}

/** The same on what its parameters consist of. */
export function logic(kernel: Kernel, refs: readonly Ref[]): AnySignal {
  const words = paramsOf(kernel, refs);
  const results = fromUser(() => combinational(writtenOut(kernel, { loops: 'unroll' }), words));
  return wrap(resultType(kernel) as Type, resultRefs(kernel, results)) as AnySignal;
}
