import type { ExternParameters } from '../scope/scope.js';
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
    /** Verilog parameters, also as they follow from the parameters of the instance. */
    readonly parameters?: ExternParameters | ((params: Params) => ExternParameters);
    readonly model?: (io: Inside<Ports>, params: Params) => void;
  } = {},
): ModuleFunction<Params, Ports> {
  const { parameters = {}, model = () => {} } = options;
  return module<Params, Ports>(name, ports, model, {
    extern: { verilog: name, parameters: typeof parameters === 'function' ? parameters : () => parameters },
  });
}
