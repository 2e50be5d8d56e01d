import type { Diagnostic } from './diagnostic.js';
import { format } from './format.js';

/** A design that cannot be built, with all that was found wrong. `message` is the formatted text, without colour. */
export class HardwareError extends Error {
  override readonly name = 'HardwareError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    // The spans say where; our own stack frames below them would only hide that.
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(format(diagnostics));
    Error.stackTraceLimit = before;
    this.diagnostics = Object.freeze([...diagnostics]);
  }
}
