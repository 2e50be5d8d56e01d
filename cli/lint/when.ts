import type { ts } from 'ts-morph';
import { textOf } from './replace.js';
import type { Context } from './rule.js';

/**
 * An `if` over hardware as a `when`; undefined where that would mean something else, because a branch ends the
 * function or the loop that it stands in, or assigns variables, which branches of `when` always do.
 */
export function whenOf(node: ts.IfStatement, context: Context): string | undefined {
  const { ts, isHardware } = context;
  let text = '';
  for (let at: ts.Statement | undefined = node; at; ) {
    const isIf: boolean = ts.isIfStatement(at);
    const branch: ts.Statement = isIf ? (at as ts.IfStatement).thenStatement : at;
    if (isIf && !isHardware((at as ts.IfStatement).expression)) return undefined;
    if (!isBody(branch, context)) return undefined;
    const body = bodyOf(branch, context);
    const condition = isIf ? textOf((at as ts.IfStatement).expression) : '';
    text +=
      text === '' ? `when(${condition}, ${body})` : isIf ? `.elseWhen(${condition}, ${body})` : `.otherwise(${body})`;
    at = isIf ? (at as ts.IfStatement).elseStatement : undefined;
  }
  return `${text};`;
}

function bodyOf(branch: ts.Statement, { ts }: Context): string {
  if (ts.isBlock(branch)) return `() => ${textOf(branch)}`;
  const short = ts.isExpressionStatement(branch) && !textOf(branch).startsWith('{');
  return short ? `() => ${textOf(branch.expression)}` : `() => { ${textOf(branch)} }`;
}

/** Nothing in it needs to stand in the function that it stands in. */
function isBody(branch: ts.Node, { ts, checker }: Context): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node)) return true;
    const leaves =
      ts.isReturnStatement(node) ||
      ts.isBreakOrContinueStatement(node) ||
      ts.isThrowStatement(node) ||
      ts.isAwaitExpression(node) ||
      ts.isYieldExpression(node);
    if (leaves || (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)) return false;
    if (ts.isBinaryExpression(node) && isAssignment(ts, node) && ts.isIdentifier(node.left)) {
      const declared = checker.getSymbolAtLocation(node.left)?.valueDeclaration;
      if (!declared || declared.pos < branch.pos || declared.end > branch.end) return false;
    }
    return ts.forEachChild(node, child => (visit(child) ? undefined : 'no')) === undefined;
  };
  return visit(branch);
}

export const isAssignment = (typescript: Context['ts'], { operatorToken }: ts.BinaryExpression): boolean =>
  operatorToken.kind >= typescript.SyntaxKind.FirstAssignment &&
  operatorToken.kind <= typescript.SyntaxKind.LastAssignment;
