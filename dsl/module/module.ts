import { defaultDomain, styleOf } from '../clock/domain.js';
import { ambientDomain } from '../clock/use.js';
import { captureLoc } from '../error/capture.js';
import { HardwareError } from '../error/index.js';
import { type Circuit, designOf } from '../ir/index.js';
import { compileDesign } from '../pass/pipeline.js';
import { currentElaboration, currentScope, type Elaboration } from '../scope/current.js';
import { fail } from '../scope/report.js';
import type { Built, ModuleOptions } from '../scope/scope.js';
import { build, type Definition } from './build.js';
import { finish } from './finish.js';
import { instantiate } from './instance.js';
import { keyOf } from './params.js';
import type { Inside, Outside, PortTree } from './port.js';

/** Key under which a module function tells its name, for tools that look for designs in a file. */
export const moduleName: unique symbol = Symbol.for('grace.module') as never;

export interface InstanceOptions {
  /** Default: the variable that holds the instance, or `u_` and the module's name. */
  readonly name?: string;
}

/** Inside a module's body a call makes an instance; outside of any, it builds the circuit that simulators and printers take. */
export interface ModuleFunction<Params, Ports> {
  (
    ...args: undefined extends Params
      ? [params?: Params, options?: InstanceOptions]
      : [params: Params, options?: InstanceOptions]
  ): Outside<Ports> & Circuit<Ports>;
  readonly [moduleName]: { readonly name: string };
}

/**
 * A hardware module. `ports` gives its ports for some parameters; `body` runs once for each set of parameters and
 * describes what is inside. Modules with the same parameters are one module in the Verilog; different ones are named
 * after the parameters that differ.
 *
 * @example
 * const counter = module('counter',
 *   ({ width }: { width: number }) => ({ en: input(bool), count: output(uint(width)) }),
 *   (io, { width }) => {
 *     const count = reg(uint(width), { init: 0, enable: io.en });
 *     count.set(count.addWrap(1));
 *     io.count.set(count);
 *   });
 * const circuit = counter({ width: 8 });
 *
 * @throws HardwareError, with everything that was found wrong in one run.
 */
export function module<Params = undefined, const Ports extends PortTree = PortTree>(
  name: string,
  ports: (params: Params) => Ports,
  body: (io: Inside<Ports>, params: Params) => void,
  options: ModuleOptions = {},
): ModuleFunction<Params, Ports> {
  if (!/^[A-Za-z]\w*$/.test(name)) fail('HW002', `module: '${name}' is no name for a module`, "module('conv3x3', ...)");
  const definition = { name, ports, body, options, loc: captureLoc() } as unknown as Definition;
  const id = definitions++;
  const make = (params: unknown, instance: InstanceOptions = {}) =>
    currentScope() ? child(definition, id, params, instance) : top(definition, id, params);
  return Object.assign(make, { [moduleName]: { name } }) as unknown as ModuleFunction<Params, Ports>;
}

let definitions = 0;

function child(definition: Definition, id: number, params: unknown, options: InstanceOptions): unknown {
  const run = currentElaboration()!;
  const ambient = ambientDomain(defaultDomain);
  const clearable = currentScope()!.clear !== undefined;
  if (clearable && definition.options.extern)
    fail('HW012', `black box ${definition.name} cannot be cleared`, 'place it outside of cleared(...)');
  const key = `${id} ${styleOf(ambient)} ${clearable} ${keyOf(params)}`;
  let built = run.built.get(key);
  if (!built) {
    const local = { ...defaultDomain, ...pick(ambient), resetPort: ambient.activeLow ? 'rst_n' : 'rst' };
    built = build(definition, params, local, key, run, clearable);
    run.built.set(key, built);
  }
  return instantiate(built, params, options.name);
}

const pick = ({
  edge,
  reset,
  activeLow,
}: {
  edge: 'rising' | 'falling';
  reset: 'sync' | 'async' | 'none';
  activeLow: boolean;
}) => ({
  edge,
  reset,
  activeLow,
});

function top(definition: Definition, id: number, params: unknown): unknown {
  const run: Elaboration = { built: new Map(), diagnostics: [], depth: 0 };
  const ambient = ambientDomain(defaultDomain);
  let built: Built;
  try {
    built = build(definition, params, ambient, `${id} top`, run);
  } catch (error) {
    // An error of the user's own code after ours is most likely a consequence: ours come first.
    if (run.diagnostics.length > 0 && !(error instanceof HardwareError)) throw new HardwareError(run.diagnostics);
    throw error;
  }
  if (run.diagnostics.length > 0) throw new HardwareError(run.diagnostics);
  const design = compileDesign(finish([...run.built.values(), built], built));
  const circuit = Object.create(null, { [designOf]: { value: design } });
  for (const key of Object.keys(built.spec as PortTree))
    Object.defineProperty(circuit, key, {
      enumerable: true,
      get: () =>
        fail(
          'HW001',
          `port ${key} of circuit ${definition.name} is used outside a module`,
          `in simulation: simulate(circuit).peek('${key}')`,
        ),
    });
  return Object.freeze(circuit);
}
