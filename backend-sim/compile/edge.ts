import type { Scope } from '../hierarchy.js';

/** The edges that one piece of code is for. */
export interface Edge {
  /** Domains of the top that have an edge. */
  readonly mask: number;
  /** Of these, the domains that are in reset. */
  readonly reset: number;
}

/** Number of a domain of an instance at the top; -1 for one that is not connected. */
export const topOf = (scope: Scope, domain: string): number => scope.domains.get(domain)?.top ?? -1;

/** True when a domain is among those of a mask. */
export const within = (bits: number, domain: number): boolean => domain >= 0 && ((bits >>> domain) & 1) === 1;
