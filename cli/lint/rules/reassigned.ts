import type { ts } from 'ts-morph';
import { textOf } from '../replace.js';
import type { Context, Rule } from '../rule.js';
import { isAssignment } from '../when.js';

/** Branches of `when` all run once, while the hardware is built: the last assignment stays, whatever the condition. */
export const reassigned: Rule = {
  name: 'let-signal',
  severity: 'error',
  describe: 'a let that holds a signal is assigned in a branch of when, match or states',
  find(node, context) {
    const { ts, checker } = context;
    if (!ts.isBinaryExpression(node) || !isAssignment(ts, node) || !ts.isIdentifier(node.left)) return undefined;
    const declaration = checker.getSymbolAtLocation(node.left)?.valueDeclaration;
    if (!declaration || !context.isHardware(node.right)) return undefined;
    const branch = branchOf(node, declaration, context);
    if (branch === undefined) return undefined;
    const name = node.left.text;
    const first = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    const start = first && context.isHardware(first) ? `${textOf(first)}.type, ${textOf(first)}` : 'type, otherwise';
    return {
      at: node,
      message: `${name} is assigned while the hardware is built: this branch of '${branch}' runs once, whatever its condition`,
      help: `make it a wire: const ${name} = wire(${start}), and here ${name}.set(${textOf(node.right)})`,
    };
  },
};

/** The function whose branch a node stands in, if the variable is declared outside of that branch. */
function branchOf(node: ts.Node, declaration: ts.Node, { ts, callee }: Context): string | undefined {
  for (let at = node.parent; at && !(declaration.pos >= at.pos && declaration.end <= at.end); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const { parent } = at;
    const argument =
      ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(at)
        ? ts.findAncestor(at, ts.isObjectLiteralExpression)!
        : at;
    const call = argument.parent;
    if (!ts.isCallExpression(call) || !call.arguments.includes(argument as ts.Expression)) continue;
    if (/^control\/(?:when|match|states)$/.test(callee(call) ?? ''))
      return textOf(ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression);
  }
  return undefined;
}
