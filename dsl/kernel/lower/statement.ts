import type { ts } from '../front/typescript.js';
import { conditionOf, decided } from './demand.js';
import { factsOf } from './facts.js';
import { type Env, type Item, nothing } from './item.js';
import { lowerLoop } from './loop.js';
import { merge, mergeCells } from './merge.js';
import { declare } from './names.js';
import { inverse } from './numbers.js';
import { bind, looseTypeOf } from './pattern.js';
import { child, locAt, refuse, textOf, type Work } from './work.js';

/** What a list of statements ends with: the value it returns, or nothing when it goes on. */
type Ending = { readonly item: Item } | undefined;

/** The body of a function; what it returns. */
export function bodyOf(work: Work, body: ts.ConciseBody, env: Env): Item {
  if (!work.ts.isBlock(body)) return work.expression(body, env);
  return statements(work, body.statements, child(env), () => undefined)?.item ?? nothing;
}

/** `next` is what follows behind the list, on ways that have not returned. */
function statements(work: Work, list: readonly ts.Statement[], env: Env, next: () => Ending): Ending {
  for (const node of list)
    if (work.ts.isFunctionDeclaration(node) && node.name)
      declare(work, env, node, { name: node.name.text, mutable: false, item: { kind: 'local', node, env } });
  for (const [i, node] of list.entries()) {
    const rest = list.slice(i + 1);
    const after = (): Ending => statements(work, rest, env, next);
    const { ts } = work;
    if (ts.isReturnStatement(node)) {
      if (rest[0]) refuse(work, env, rest[0], 'a statement behind a return', 'remove it: it is never reached');
      return { item: node.expression ? work.expression(node.expression, env) : nothing };
    }
    if (returns(work, node) && ts.isIfStatement(node)) return branch(work, node, env, after);
    if (returns(work, node) && ts.isBlock(node)) return statements(work, node.statements, child(env), after);
    statement(work, node, env);
  }
  return next();
}

/** A statement that returns on no way. */
function statement(work: Work, node: ts.Statement, env: Env): void {
  const { ts } = work;
  if (ts.isVariableStatement(node)) declarations(work, node.declarationList, env);
  else if (ts.isExpressionStatement(node)) work.expression(node.expression, env);
  else if (ts.isBlock(node)) statements(work, node.statements, child(env), () => undefined);
  else if (ts.isIfStatement(node)) branch(work, node, env, () => undefined);
  else if (ts.isForOfStatement(node)) {
    if (returns(work, node.statement))
      refuse(work, env, node, 'a return within a loop', 'keep the result in a variable, and return it at the end');
    lowerLoop(work, node, env, inner => statement(work, node.statement, inner));
  } else if (
    ![ts.isEmptyStatement, ts.isFunctionDeclaration, ts.isTypeAliasDeclaration, ts.isInterfaceDeclaration].some(is =>
      is(node),
    )
  )
    refuse(work, env, node, ...other(work, env, node));
}

function declarations(work: Work, list: ts.VariableDeclarationList, env: Env): void {
  const { ts } = work;
  if (!(list.flags & ts.NodeFlags.BlockScoped)) refuse(work, env, list, 'var', 'const or let');
  const mutable = !(list.flags & ts.NodeFlags.Const);
  for (const { name, type, initializer } of list.declarations) {
    const shape = looseTypeOf(work, env, type);
    if (initializer) bind(work, env, name, work.expression(initializer, env), initializer, { mutable, shape });
    else if (ts.isIdentifier(name))
      declare(work, env, name, {
        name: name.text,
        mutable,
        item: nothing,
        type: shape?.kind === 'int' ? shape.type : undefined,
      });
  }
}

/** Whether a return stands in it. */
function returns(work: Work, node: ts.Node): boolean {
  const { ts } = work;
  if (ts.isReturnStatement(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, inner => returns(work, inner) || undefined) ?? false;
}

/** Both sides of an `if` are computed, and what they left is chosen from. `next` follows on a side that does not return. */
function branch(work: Work, node: ts.IfStatement, env: Env, next: () => Ending): Ending {
  const condition = conditionOf(work, node.expression, env);
  const fixed = decided(work, condition);
  const run = (taken: ts.Statement | undefined): Ending =>
    taken ? statements(work, [taken], child(env), next) : next();
  if (fixed !== undefined) return run(fixed ? node.thenStatement : node.elseStatement);
  const { cells } = work;
  const loc = locAt(work, env.home, node.expression);
  const side = (taken: ts.Statement | undefined, holds: boolean) =>
    cells.record('branch', () => {
      cells.path.push(holds ? condition : inverse(work, condition, loc));
      cells.learn(factsOf(work, condition, holds, cells.known));
      return { ending: run(taken), known: cells.known };
    });
  const yes = side(node.thenStatement, true);
  const no = side(node.elseStatement, false);
  const [a, b] = [yes, no].map(({ result, after }) => ({ ...result, after }));
  mergeCells(work, env, node.expression, condition, a!, b!);
  if (!a!.ending && !b!.ending) return undefined;
  if (!a!.ending || !b!.ending)
    return refuse(work, env, node, 'a return on some ways only', 'end every way with a return');
  const sides = [a!, b!].map(({ ending, known }) => ({ item: ending!.item, known }));
  return { item: merge(work, env, node.expression, condition, sides[0]!, sides[1]!) };
}

function other(work: Work, env: Env, node: ts.Statement): [message: string, help: string] {
  const { ts } = work;
  if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node))
    return ['this kind of loop', 'for (const i of unroll(9)), range(9) or pipeline(9): a constant number of times'];
  if (ts.isSwitchStatement(node)) return ['switch', 'write it as if and else, or as a table indexed by the value'];
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node))
    return [ts.isBreakStatement(node) ? 'break' : 'continue', 'an if around what is not always done'];
  if (ts.isThrowStatement(node) || ts.isTryStatement(node)) return ['an exception', 'return a value that says it'];
  return [textOf(env, node), 'const, let, assignments, if, loops over unroll(n), range(n), pipeline(n), and return'];
}
