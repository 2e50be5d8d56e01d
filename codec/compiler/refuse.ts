import { CodecError } from '../error.js';

/** Ends the compilation of a network that the accelerator cannot carry out: which layer, what it needs, what to change. */
export function refuse(layer: string, needs: string, help: string): never {
  throw new CodecError(`the accelerator cannot carry out ${layer}: ${needs}`, help);
}
