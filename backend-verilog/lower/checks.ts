import type { CheckStmt, Domain, Loc, PrintStmt } from '../../dsl/ir/index.js';
import { isSigned } from '../../dsl/ir/index.js';
import { type Expr, negate, signed } from '../rtl/expr.js';
import type { Item, Statement } from '../rtl/item.js';
import { nodeOf, type Scope } from './scope.js';
import { clockEdge, edgesOf, inReset } from './sequential.js';
import { type Action, lowerStatements } from './statements.js';
import { value } from './value.js';

/**
 * Checks and prints, one block for each domain that has some. In simulation a failed assert says so and stops;
 * with the option `formal` they are SystemVerilog statements instead. Never while the domain is in reset.
 */
export function lowerChecks(scope: Scope): Item[] {
  const { formal = false, checks = true } = scope.options;
  if (!formal && !checks) return [];
  const blocks = scope.module.domains.flatMap((domain): Item[] => {
    const lower = (action: Action): Statement[] => {
      if ((action.kind !== 'check' && action.kind !== 'print') || action.domain !== domain.name) return [];
      if (action.kind === 'print') return formal ? [] : [print(scope, action)];
      return formal ? [formalCheck(scope, action)] : simulatedCheck(scope, action);
    };
    const body = lowerStatements(scope, scope.plan.body, lower);
    const on = formal ? [clockEdge(domain)] : edgesOf(domain);
    return body.length > 0 ? [{ kind: 'always', on, body: outsideReset(domain, body) }] : [];
  });
  if (blocks.length === 0) return [];
  return formal ? blocks : [{ kind: 'simulation', body: blocks }];
}

const outsideReset = ({ reset }: Domain, body: readonly Statement[]): readonly Statement[] =>
  reset ? [{ kind: 'if', cond: negate(inReset(reset)), then: body, else: [] }] : body;

const formalCheck = (scope: Scope, { check, cond, loc }: CheckStmt): Statement => ({
  kind: 'task',
  name: check,
  args: [value(scope, cond)],
  loc,
});

function simulatedCheck(scope: Scope, { check, cond, message, loc }: CheckStmt): Statement[] {
  const holds = value(scope, cond);
  const say = (word: string): Statement => ({
    kind: 'task',
    name: '$display',
    args: [`%m: ${word}: ${escapePercent(message)}${place(loc)}`],
  });
  if (check === 'cover') return [{ kind: 'if', cond: holds, then: [say('covered')], else: [], loc }];
  const stop: Statement = { kind: 'task', name: '$finish', args: [] };
  return [{ kind: 'if', cond: negate(holds), then: [say(`${check} failed`), stop], else: [], loc }];
}

function print(scope: Scope, { text, args, loc }: PrintStmt): Statement {
  const pieces = escapePercent(text).split('{}');
  const formats = args.map(id => (nodeOf(scope, id).lanes > 1 ? '%h' : '%0d'));
  const line = pieces.map((piece, i) => (i < pieces.length - 1 ? piece + (formats[i] ?? '') : piece)).join('');
  const shown = args.map((id): Expr => {
    const { format, lanes } = nodeOf(scope, id);
    return isSigned(format) && lanes === 1 ? signed(value(scope, id)) : value(scope, id);
  });
  return { kind: 'task', name: '$display', args: [line, ...shown], loc };
}

const escapePercent = (text: string): string => text.replace(/%/g, '%%');

const place = (loc: Loc | undefined): string => {
  const frame = loc?.frames[0];
  return frame ? ` (${frame.file.replace(/^.*[\\/]/, '')}:${frame.line})` : '';
};
