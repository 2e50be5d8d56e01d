import { useDomain } from '../clock/use.js';
import { captureLoc } from '../error/capture.js';
import type { Loc } from '../ir/index.js';
import { type Elaboration, within } from '../scope/current.js';
import type { Domain } from '../scope/domain.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { type Built, type ModuleOptions, Scope } from '../scope/scope.js';
import { addTargets } from '../scope/target.js';
import { wrap } from '../signal/wrap.js';
import { formatOf, leavesOf, shapeOf, widthOf } from '../type/leaf.js';
import { addClear, clearRegisters, usedClear } from './clear.js';
import { localise } from './params.js';
import { calledOrDefined } from './place.js';
import type { Port, PortTree } from './port.js';
import { walkPorts } from './walk-ports.js';

/** What the user gave to `module`. */
export interface Definition {
  readonly name: string;
  readonly ports: (params: never) => PortTree;
  readonly body: (io: never, params: never) => void;
  readonly options: ModuleOptions;
  readonly loc: Loc;
}

/** Runs the body of a module for some parameters. `top` keeps the clock's own names; a child's are `clk` and `rst`. */
export function build(
  definition: Definition,
  params: unknown,
  ambient: Domain,
  key: string,
  run: Elaboration,
  clearable = false,
): Built {
  const found = new Map<string, { local: Domain; outer: Domain }>();
  const top = run.built.size === 0 && run.depth === 0;
  const localParams = top ? params : localise(params, found);
  const scope = new Scope(definition.name, ambient, calledOrDefined(captureLoc(40), definition.loc));
  if (run.depth > 200)
    fail(
      'HW002',
      `module ${definition.name} instantiates itself without end`,
      'let a parameter shrink at each level, and stop at the last',
    );
  let clear: string | undefined;
  run.depth++;
  try {
    const spec = within(scope, run, () => {
      const tree = (definition.ports as (params: unknown) => PortTree)(localParams);
      // First, so that the streams of the ports know what clears them.
      const pin = clearable ? addClear(scope) : undefined;
      const io = walkPorts(tree, 'inside', (port, path) => portSignal(scope, port, path));
      refuseAsync(definition.name, (definition.body as (io: unknown, params: unknown) => unknown)(io, localParams));
      clearRegisters(scope);
      clear = pin && usedClear(scope, pin);
      // A port without a domain belongs to the module's own clock, if the module has one. What enters a synchroniser
      // may follow any.
      const own = scope.domains.get(ambient)?.name;
      for (const port of scope.ports)
        if (port.domain === undefined && own !== undefined && !(port.dir === 'in' && definition.options.synchroniser))
          port.domain = own;
      return tree;
    });
    const paramDomains = new Map([...found].map(([path, { local }]) => [path, local]));
    return {
      key,
      base: definition.name,
      params,
      ambient,
      paramDomains,
      spec,
      options: definition.options,
      ...(clear !== undefined && { clear }),
      scope,
    };
  } finally {
    run.depth--;
  }
}

/** What an `async` body does after its first `await` would belong to no module. */
function refuseAsync(name: string, returned: unknown): void {
  if (!(returned instanceof Promise)) return;
  returned.catch(() => {});
  fail(
    'HW002',
    `the body of module ${name} is asynchronous, and hardware is built in one go`,
    'await what it needs before, and hand it in as a parameter',
    [],
  );
}

function portSignal(scope: Scope, port: Port, path: readonly string[]): unknown {
  const op = port.port === 'in' ? 'input' : 'output';
  const domain = port.domain && useDomain(port.domain);
  const loc = port.loc ?? captureLoc();
  const refs: readonly Ref[] =
    op === 'output'
      ? addTargets('output', port.type)
      : leavesOf(port.type).map(leaf => ({
          scope,
          id: scope.add({
            op,
            width: widthOf(leaf.type),
            lanes: leaf.lanes,
            args: [],
            format: formatOf(leaf.type),
            loc,
          }),
        }));
  leavesOf(port.type).forEach((leaf, i) => {
    const full = [...path, ...leaf.path];
    const node = scope.nodes[refs[i]!.id]!;
    node.name = full.join('_');
    node.nameLevel = 'port';
    node.loc = loc;
    scope.ports.push({
      name: node.name,
      path: full,
      ...shapeOf(leaf, path),
      dir: port.port,
      width: node.width,
      lanes: node.lanes,
      format: node.format,
      node: node.id,
      ...(domain === undefined ? {} : { domain }),
      ...(port.interrupt && { interrupt: true }),
      loc,
    });
  });
  return wrap(port.type, refs);
}
