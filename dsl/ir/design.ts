import type { Module } from './module.js';

/** A checked hierarchy of modules: what both back ends consume. */
export interface Design {
  /** Name of the top module. */
  readonly top: string;
  /** Children before the parents that use them; names are unique. */
  readonly modules: readonly Module[];
}

/** The module with that name. */
export function moduleOf(design: Design, name: string): Module {
  const found = design.modules.find(module => module.name === name);
  if (!found) throw new Error(`no module '${name}' in design '${design.top}'`);
  return found;
}
