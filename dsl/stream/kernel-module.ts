import { isLogic, type KernelOptions, logic, paramTypes, resultType, writtenOut } from '../kernel/hardware/index.js';
import { elementType } from '../kernel/hardware/payload.js';
import { irOf, type KernelFunction } from '../kernel/index.js';
import { type ModuleFunction, module } from '../module/module.js';
import { input, output, type PortTree } from '../module/port.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { mapKernel } from './map-kernel.js';
import { streamIn, streamOut } from './port.js';
import type { Sink } from './sink.js';
import type { Stream } from './stream.js';

export interface KernelModuleOptions extends KernelOptions {
  /** Name of the module. Default: that of the kernel. */
  readonly name?: string;
}

/**
 * A kernel as a module of its own. Without loops, and without stages or a period, it is logic: an input for each parameter,
 * and the output `result`. Otherwise it has the streams `args` (the element: the parameter, or a bundle of all of them) and
 * `result`, with latency, interval and paths as for `stream.map`.
 *
 * @example verilog(kernelModule(dot9, { period: 5 })())
 *
 * @throws HW050, HW051, HW052, as `stream.map` does, when it is built.
 */
export function kernelModule(
  kernel: KernelFunction,
  options: KernelModuleOptions = {},
  // biome-ignore lint/suspicious/noExplicitAny: which ports there are depends on the kernel's source
): ModuleFunction<undefined, any> {
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
