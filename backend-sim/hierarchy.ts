import { type Design, type Domain, type Module, moduleOf } from '../dsl/ir/index.js';

/** One instance of a module in the flattened design; the top module is the first. */
export interface Scope {
  readonly module: Module;
  /** Instance names from below the top module. */
  readonly path: readonly string[];
  /** Position of the scope that holds this instance, and of the instance in it; absent for the top. */
  readonly parent?: { readonly scope: number; readonly instance: number };
  /** Value of node `id` of this instance stands at `base + id` when all instances lie in one array. */
  readonly base: number;
  /** By name of a domain of `module`: what its clock and reset are at the top. */
  readonly domains: ReadonlyMap<string, ScopeDomain>;
}

/** A module's domain, traced up to the top module. */
export interface ScopeDomain {
  /** Index into the top module's domains. */
  readonly top: number;
  /** How this module resets its registers; absent when it, or a module above it, has no reset. */
  readonly reset?: 'sync' | 'async';
}

/** Every instance of the design, each before those that it holds. */
export function scopesOf(design: Design): readonly Scope[] {
  const modules = new Map(design.modules.map(module => [module.name, module]));
  const scopes: Scope[] = [];
  let base = 0;
  const add = (
    module: Module,
    path: readonly string[],
    domains: Scope['domains'],
    parent?: { readonly scope: number; readonly instance: number },
  ): void => {
    const scope = scopes.length;
    scopes.push({ module, path, base, domains, ...(parent && { parent }) });
    base += module.nodes.length;
    module.instances.forEach((instance, index) => {
      const child = modules.get(instance.module) ?? moduleOf(design, instance.module);
      const inherited = new Map<string, ScopeDomain>();
      for (const domain of child.domains) {
        const above = domains.get(instance.domains[domain.name] ?? domain.name);
        if (above) inherited.set(domain.name, below(domain, above));
      }
      add(child, [...path, instance.name], inherited, { scope, instance: index });
    });
  };
  const top = moduleOf(design, design.top);
  add(top, [], new Map(top.domains.map((domain, i) => [domain.name, atTop(domain, i)])));
  return scopes;
}

const atTop = (domain: Domain, top: number): ScopeDomain => ({
  top,
  ...(domain.reset && { reset: domain.reset.kind }),
});

const below = (domain: Domain, above: ScopeDomain): ScopeDomain => ({
  top: above.top,
  ...(domain.reset && above.reset && { reset: domain.reset.kind }),
});
