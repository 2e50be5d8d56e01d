import { useDomain } from '../clock/use.js';
import { captureLoc } from '../error/capture.js';
import type { Domain } from '../scope/domain.js';
import { hereOrFail, idOf, oneOf } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import { type BoolSource, boolRef } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';

export interface CheckOptions {
  /** The clock at whose edges it is sampled. Default: the domain in force. */
  readonly domain?: Domain;
}

const statement =
  (check: 'assert' | 'assume' | 'cover') =>
  (condition: BoolSource, message: string, options: CheckOptions = {}): void => {
    hereOrFail(`check.${check}`).statements.push({
      kind: 'check',
      check,
      cond: oneOf(boolRef(condition), 'a property'),
      message,
      domain: useDomain(options.domain),
      loc: captureLoc(),
    });
  };

/**
 * Properties, sampled at every clock edge at which the statement is reached, never during reset. `assert` must hold;
 * `assume` is what the surroundings promise (checked like an assert in simulation); `cover` should happen some time.
 */
export const check = Object.freeze({
  assert: statement('assert'),
  assume: statement('assume'),
  cover: statement('cover'),
});

/** Prints at each clock edge at which it is reached, in simulation only: `print('x is {}', x)`. */
export function print(text: string, ...args: readonly AnySignal[]): void {
  const scope = hereOrFail('print');
  const refs = args.flatMap(arg => refsOf(arg));
  const holes = text.split('{}').length - 1;
  if (holes !== refs.length)
    fail('HW002', `print has ${holes} {} for ${refs.length} values`, "one {} for each: print('{} {}', a, b)");
  scope.statements.push({ kind: 'print', text, args: refs.map(idOf), domain: useDomain(), loc: captureLoc() });
}
