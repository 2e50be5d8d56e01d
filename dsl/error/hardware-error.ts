import type { Diagnostic } from './diagnostic.js';
import { format } from './format.js';

/** A design that cannot be built, with all that was found wrong. `message` is the formatted text, without colour. */
export class HardwareError extends Error {
  override readonly name = 'HardwareError';
  declare readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    // The spans say where; our own stack frames below them would only hide that.
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(format(diagnostics));
    Error.stackTraceLimit = before;
    // Not enumerable: node prints an uncaught error with all its properties, and the message has said it all.
    Object.defineProperty(this, 'diagnostics', { value: Object.freeze([...diagnostics]) });
  }
}
