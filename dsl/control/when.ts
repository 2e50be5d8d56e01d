import { captureLoc } from '../error/capture.js';
import type { IfStmt, Loc, Stmt } from '../ir/index.js';
import { hereOrFail, oneOf } from '../scope/emit.js';
import { fail } from '../scope/report.js';
import { type BoolSource, boolRef } from '../signal/bool.js';

/** What may follow a `when`. */
export interface When {
  elseWhen(condition: BoolSource, body: () => void): When;
  otherwise(body: () => void): void;
}

/**
 * Assignments in `body` act in cycles where the condition is 1. The body runs once, while the hardware is built, so
 * ordinary loops and function calls compose inside it.
 */
export function when(condition: BoolSource, body: () => void): When {
  const scope = hereOrFail('when');
  const branch = branchOn(condition, scope.collect(body), captureLoc());
  scope.statements.push(branch);
  return chain(branch);
}

type Branch = IfStmt & { else: Stmt[] };

function branchOn(condition: BoolSource, then: Stmt[], loc: Loc): Branch {
  return { kind: 'if', cond: oneOf(boolRef(condition), 'a condition'), then, else: [], loc };
}

function chain(last: Branch): When {
  let closed = false;
  const open = (what: string) => {
    if (closed)
      fail(
        'HW012',
        `${what} follows a branch that is already complete`,
        'chain it to the last branch: when(...).elseWhen(...).otherwise(...)',
      );
    closed = true;
  };
  return {
    elseWhen(condition, body) {
      open('elseWhen');
      const scope = hereOrFail('elseWhen');
      const next = branchOn(condition, scope.collect(body), captureLoc());
      last.else.push(next);
      return chain(next);
    },
    otherwise(body) {
      open('otherwise');
      last.else.push(...hereOrFail('otherwise').collect(body));
    },
  };
}
