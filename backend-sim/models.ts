import { fail } from './error.js';
import type { Scope } from './hierarchy.js';

/** @throws SimulationError for a black box that has outputs and no model: there is nothing to simulate. */
export function requireModels(scopes: readonly Scope[]): void {
  for (const { module, path } of scopes) {
    if (!module.extern || module.body.length > 0 || !module.ports.some(port => port.dir === 'out')) continue;
    const place = path.length > 0 ? ` (${path.join('.')})` : '';
    fail(
      `'${module.name}'${place} is a black box without a model, so it cannot be simulated; ` +
        `say how it behaves: extern('${module.name}', ports, { model: io => ... })`,
    );
  }
}
