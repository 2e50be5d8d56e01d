import { isLogic, type KernelOptions, logic, paramTypes, resultType, writtenOut } from '../kernel/hardware/index.js';
import { elementType } from '../kernel/hardware/payload.js';
import { type AnyFunction, type ElementOf, type HardwareOf, irOf, type KernelFunction } from '../kernel/index.js';
import { type ModuleFunction, module } from '../module/module.js';
import { input, output, type PortGroup, type PortTree } from '../module/port.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import type { Type } from '../type/type.js';
import { mapKernel } from './map-kernel.js';
import { streamIn, streamOut } from './port.js';
import type { Sink } from './sink.js';
import type { Stream } from './stream.js';

export interface KernelModuleOptions extends KernelOptions {
  /** Name of the module. Default: that of the kernel. */
  readonly name?: string;
}

/** Streams where a register or more is asked for; otherwise it depends on the kernel's source. */
type KernelPorts<F extends AnyFunction, O> = O extends { readonly stages: 0 }
  ? AnyPorts
  : O extends { readonly stages: number } | { readonly period: number }
    ? {
        readonly args: StreamIn<ElementOf<Parameters<F>>>;
        readonly result: StreamOut<HardwareOf<ReturnType<F>>>;
      }
    : AnyPorts;

/** Ports of any names and types. */
interface AnyPorts {
  // biome-ignore lint/suspicious/noExplicitAny: anything else would be an error somewhere
  readonly [port: string]: PortGroup<any, any>;
}

type StreamIn<T extends Type> = ReturnType<typeof streamIn<T>>;
type StreamOut<T extends Type> = ReturnType<typeof streamOut<T>>;

/**
 * A kernel as a module of its own. Without loops, and without stages or a period, it is logic: an input for each parameter,
 * and the output `result`. Otherwise it has the streams `args` (the element: the parameter, or a bundle of all of them) and
 * `result`, with latency, interval and paths as for `stream.map`. TypeScript knows the types of the streams where there is a
 * period, or stages; not the names of parameters, nor whether there are loops.
 *
 * @example verilog(kernelModule(dot9, { period: 5 })())
 *
 * @throws HW050, HW051, HW052, as `stream.map` does, when it is built.
 */
export function kernelModule<F extends AnyFunction, const O extends KernelModuleOptions = KernelModuleOptions>(
  kernel: KernelFunction<F>,
  options?: O,
): ModuleFunction<undefined, KernelPorts<F, O>>;
export function kernelModule(
  kernel: KernelFunction,
  options: KernelModuleOptions = {},
): ModuleFunction<undefined, unknown> {
  const ir = irOf(kernel);
  const { name = ir.name.replace(/\W/g, '_'), ...timing } = options;
  if (!isLogic(writtenOut(ir, timing), timing))
    return module(
      name,
      () => ({ args: streamIn(elementType(ir)), result: streamOut(resultType(ir)) }),
      io => mapKernel(io.args as Stream, ir, timing).into(io.result as Sink),
    );
  const types = paramTypes(ir);
  return module(
    name,
    (): PortTree => ({
      ...Object.fromEntries(types.map(([param, type]) => [param, input(type)])),
      result: output(resultType(ir)),
    }),
    io => {
      const ports = io as unknown as Readonly<Record<string, AnySignal>>;
      const refs = types.flatMap(([param]) => refsOf(ports[param]!));
      (ports.result as unknown as { set(value: unknown): void }).set(logic(ir, refs));
    },
  );
}
