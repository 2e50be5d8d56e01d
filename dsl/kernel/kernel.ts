import { captureLoc, HardwareError } from '../error/index.js';
import type { Loc } from '../ir/loc.js';
import { homeOf } from './front/home.js';
import type { Origin } from './front/origin.js';
import { type ts, typescript } from './front/typescript.js';
import type { AnyFunction, KernelFunction } from './given.js';
import type { Kernel } from './ir.js';
import { type Lowered, lower } from './lower/lower.js';
import { nativeOf } from './native/native.js';
import { type Definition, register } from './registry.js';

const lowered = new WeakMap<object, () => Lowered>();

/**
 * Hardware from an ordinary function: whole numbers, arrays of fixed length, `if`, loops over `unroll(n)`, `range(n)` or
 * `pipeline(n)`. Called, it computes exactly what the hardware does, and checks its arguments; no operator loses a bit,
 * since a value is as wide as its range, and a type that is too narrow for a result is an error.
 *
 * The source is read by the loader (`node --import grace-hdl/register`, the esbuild plugin, the command `grace`), and is
 * lowered when the kernel is first used.
 *
 * @example
 * const dot9 = kernel((x: i8[], w: i8[]): i20 => {
 *   let acc = 0;
 *   for (const i of unroll(9)) acc += x[i]! * w[i]!;
 *   return acc;
 * });
 *
 * @throws HW040 when it is used, and its source is not known.
 * @throws HW041 to HW045, HW047 when it is first used, for what is not for hardware in the source.
 * @throws HW046 when it is called with an argument that its type does not hold.
 */
export function kernel<F extends AnyFunction>(plain: F, origin?: Origin): KernelFunction<F> {
  const where = captureLoc();
  const definition = once((): Definition => (origin ? find(origin, where) : withoutSource()));
  const made = once(() => lower(definition()));
  const native = once(() => nativeOf(made()));
  const fn = (...args: unknown[]): unknown => native()(...args);
  const withoutSource = (): never => {
    throw new HardwareError([
      {
        code: 'HW040',
        message: 'its types are needed, and gone when TypeScript runs',
        spans: [{ loc: where, note: '' }],
        help: "run with the loader: node --import grace-hdl/register design.ts; it reads files that import 'grace-hdl'",
      },
    ]);
  };
  Object.defineProperty(fn, 'plain', { value: plain });
  register(fn, definition);
  register(plain, definition);
  lowered.set(fn, made);
  return fn as unknown as KernelFunction<F>;
}

/** Whether a function is a kernel. */
export const isKernel = (value: unknown): value is KernelFunction => typeof value === 'function' && lowered.has(value);

/** The form from which the hardware of a kernel is made. */
export const irOf = (fn: KernelFunction): Kernel => loweredOf(fn).kernel;

/** A kernel lowered, with the forms of its parameters and its result. */
export function loweredOf(fn: KernelFunction): Lowered {
  const made = lowered.get(fn);
  if (!made) throw new TypeError('no kernel: it is made by kernel(...)');
  return made();
}

function find({ source, index, count, scope }: Origin, where: Loc): Definition {
  const home = homeOf(...source());
  const node = home.kernels.length === count ? home.kernels[index]?.arguments[0] : undefined;
  const ts = typescript();
  if (node && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)))
    return { name: nameOf(node), node, home, scope };
  throw new HardwareError([
    {
      code: 'HW040',
      message: 'the function is not written within the call of kernel',
      spans: [{ loc: where, note: '' }],
      help: 'kernel((x: i8): i8 => ...)',
    },
  ]);
}

/** The variable or the key that it is given to; of a function that makes kernels, its name. */
function nameOf(node: ts.Node): string {
  const ts = typescript();
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (
      (ts.isVariableDeclaration(at) ||
        ts.isPropertyAssignment(at) ||
        ts.isFunctionDeclaration(at) ||
        ts.isPropertyDeclaration(at)) &&
      at.name &&
      ts.isIdentifier(at.name)
    )
      return at.name.text;
  }
  return 'kernel';
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
