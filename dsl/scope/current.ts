import type { Diagnostic } from '../error/diagnostic.js';
import type { Domain } from './domain.js';
import type { Built, Scope } from './scope.js';

/** One run of a top module's function: from its call to the finished design. */
export interface Elaboration {
  /** Modules built so far, by function and parameters; children first. */
  readonly built: Map<string, Built>;
  readonly diagnostics: Diagnostic[];
  /** How many modules are being built inside one another. */
  depth: number;
}

/**
 * The only state of the language: which module is being built at this moment. Elaboration is synchronous,
 * so this is a stack in disguise; it is empty whenever no module function runs.
 */
let elaboration: Elaboration | undefined;
let scope: Scope | undefined;

export const currentElaboration = (): Elaboration | undefined => elaboration;
export const currentScope = (): Scope | undefined => scope;

/** Runs `body` inside a scope (and, for a top module, a new elaboration), and restores what was before. */
export function within<T>(inner: Scope, run: Elaboration, body: () => T): T {
  const before = { elaboration, scope };
  elaboration = run;
  scope = inner;
  try {
    return body();
  } finally {
    elaboration = before.elaboration;
    scope = before.scope;
  }
}

let ambient: Domain | undefined;

/** The domain chosen for top modules by an `inDomain` around them. */
export const ambientOutside = (): Domain | undefined => ambient;

export function withAmbient<T>(domain: Domain, body: () => T): T {
  const before = ambient;
  ambient = domain;
  try {
    return body();
  } finally {
    ambient = before;
  }
}
