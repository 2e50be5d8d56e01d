import { keywords } from './keywords.js';

/** A name that survives to the letter, such as that of a port or module: where Verilog forbids it, as an escaped identifier. */
export const identifier = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_$]*$/.test(name) && !keywords.has(name) ? name : `\\${name} `;
