import { type ModuleFunction, module } from './module.js';
import type { Inside, PortTree } from './port.js';

/**
 * A black box: a vendor primitive or Verilog written elsewhere. It is instantiated like any module; the Verilog holds
 * only the instance, with `parameters`. `model` describes its behaviour for simulation; without one, a design that
 * holds it cannot be simulated.
 */
export function extern<Params = undefined, const Ports extends PortTree = PortTree>(
  name: string,
  ports: (params: Params) => Ports,
  options: {
    readonly parameters?: Readonly<Record<string, number | string>>;
    readonly model?: (io: Inside<Ports>, params: Params) => void;
  } = {},
): ModuleFunction<Params, Ports> {
  return module<Params, Ports>(name, ports, options.model ?? (() => {}), {
    extern: { verilog: name, parameters: options.parameters ?? {} },
  });
}
