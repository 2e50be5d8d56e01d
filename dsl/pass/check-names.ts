import type { Diagnostic } from '../error/diagnostic.js';
import type { Design, Loc, Module } from '../ir/index.js';
import type { Check } from './pass.js';

/** HW026. Only names that may not change: those of ports and modules. Others are made unique by `name`. */
export const checkNames: Check = {
  name: 'check-names',
  describe: 'no two ports of a module, and no two modules, have one name',
  check: design => [...modulesOf(design), ...design.modules.flatMap(portsOf)],
};

interface Named {
  readonly name: string;
  readonly what: string;
  readonly loc: Loc | undefined;
}

const modulesOf = (design: Design): Diagnostic[] =>
  clashes(
    design.modules.map(({ name, loc }) => ({ name, what: 'module', loc })),
    'rename one of them, or give its parameters values that differ',
  );

function portsOf(module: Module): Diagnostic[] {
  const clocks = new Map<string, Named>();
  for (const { clock, reset } of module.domains) {
    clocks.set(clock, { name: clock, what: 'clock', loc: module.loc });
    if (reset) clocks.set(reset.port, { name: reset.port, what: 'reset', loc: module.loc });
  }
  const ports = module.ports.map(({ name, path, loc }) => ({
    name,
    what: `port ${path.join('.')}`,
    loc: loc ?? module.loc,
  }));
  return clashes(
    [...clocks.values(), ...ports],
    'rename one of them; a port inside a bundle is called bundle_field',
  ).map(clash => ({ ...clash, module: module.name, where: module.loc }));
}

function clashes(all: readonly Named[], help: string): Diagnostic[] {
  const first = new Map<string, Named>();
  return all.flatMap((item): Diagnostic[] => {
    const other = first.get(item.name);
    if (!other) {
      first.set(item.name, item);
      return [];
    }
    const spans = [
      { loc: item.loc, note: `the ${item.what}` },
      { loc: other.loc, note: `the ${other.what}, which has the same name` },
    ];
    return [{ code: 'HW026', message: `two things are called ${item.name}`, spans, help }];
  });
}
