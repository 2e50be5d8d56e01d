import { ambientOutside, currentScope, withAmbient } from '../scope/current.js';
import { hereOrFail } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import type { Scope } from '../scope/scope.js';
import type { Domain } from './domain.js';

/** Notes that the module being built needs this clock, and gives its name there. */
export function useDomain(domain?: Domain, scope: Scope = hereOrFail('a clock is used')): string {
  const wanted = domain ?? scope.ambient;
  if (!scope.domains.has(wanted)) {
    const clash = [...scope.domains.keys()].find(other => other.name === wanted.name || other.clock === wanted.clock);
    if (clash)
      fail(
        'HW026',
        `two clock domains of module ${scope.name} are called '${wanted.name}'`,
        `domain({ name: '${wanted.name}2' })`,
      );
    const { name, clock, edge, reset, activeLow, resetPort } = wanted;
    scope.domains.set(wanted, {
      name,
      clock,
      edge,
      ...(reset === 'none' ? {} : { reset: { port: resetPort, kind: reset, activeLow } }),
    });
  }
  return wanted.name;
}

/**
 * Registers, memories and instances made by `body` belong to `domain` unless they name another. Around the call of
 * a top module it chooses that module's clock and reset.
 */
export function inDomain<T>(domain: Domain, body: () => T): T {
  const scope = currentScope();
  if (!scope) return withAmbient(domain, body);
  const before = scope.ambient;
  scope.ambient = domain;
  try {
    return body();
  } finally {
    scope.ambient = before;
  }
}

/** The domain in force: of the module being built, or chosen for the next top module. */
export const ambientDomain = (fallback: Domain): Domain => currentScope()?.ambient ?? ambientOutside() ?? fallback;
