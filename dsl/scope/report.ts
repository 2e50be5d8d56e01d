import { captureLoc } from '../error/capture.js';
import type { Code } from '../error/codes.js';
import type { Span } from '../error/diagnostic.js';
import { HardwareError } from '../error/hardware-error.js';
import { currentElaboration, currentScope } from './current.js';

/**
 * Notes an error and goes on, so that one run shows several; outside a module there is nothing to go on
 * with, and it is thrown. The user's own line comes first unless `spans` says otherwise.
 */
export function report(code: Code, message: string, help: string, spans?: readonly Span[]): void {
  const scope = currentScope();
  const diagnostic = {
    code,
    message,
    help,
    spans: spans ?? [{ loc: captureLoc(), note: '' }],
    ...(scope && { module: scope.name, where: scope.loc }),
  };
  const elaboration = currentElaboration();
  if (!elaboration) throw new HardwareError([diagnostic]);
  elaboration.diagnostics.push(diagnostic);
}

/** Notes an error after which this module cannot go on, and throws it together with those found before. */
export function fail(code: Code, message: string, help: string, spans?: readonly Span[]): never {
  report(code, message, help, spans);
  throw new HardwareError([...currentElaboration()!.diagnostics]);
}
