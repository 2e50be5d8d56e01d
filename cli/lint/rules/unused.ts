import type { ts } from 'ts-morph';
import type { Context, Rule } from '../rule.js';

/** It is not in the Verilog either: what nobody can see is dropped. */
export const unused: Rule = {
  name: 'unused-signal',
  severity: 'warning',
  describe: 'a const is bound to hardware that nothing reads',
  find(node, context) {
    const { ts, checker } = context;
    if (!ts.isIdentifier(node) || !isConst(node, context) || node.text.startsWith('_')) return undefined;
    const symbol = checker.getSymbolAtLocation(node);
    if (!symbol || !context.isHardware(node)) return undefined;
    const mentions = context.mentions(symbol);
    const onlyDriven =
      mentions.length > 0 && isOwn(node.parent, context) && mentions.every(it => isDriven(it, context));
    if (mentions.length > 0 && !onlyDriven) return undefined;
    return {
      at: node,
      message: onlyDriven ? `${node.text} is driven and never read` : `${node.text} is never read`,
      help: `remove it, or call it _${node.text} if it is there for what its making does`,
    };
  },
};

/** The name in a const within a function. Beside a rest it is left out of that, and an array has its place. */
function isConst(node: ts.Identifier, { ts }: Context): boolean {
  const { parent } = node;
  const bound = ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent) ? parent.parent : undefined;
  if (bound?.elements.some(element => element.dotDotDotToken)) return false;
  if (!bound && !ts.isVariableDeclaration(parent)) return false;
  if ((parent as ts.VariableDeclaration | ts.BindingElement).name !== node) return false;
  const declaration = bound ? bound.parent : parent;
  const list = declaration.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isVariableDeclarationList(list)) return false;
  if ((list.flags & ts.NodeFlags.Const) === 0 || ts.isForOfStatement(list.parent)) return false;
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

/** A register or a wire that was made here: driving another's output is what it is for. */
function isOwn(declaration: ts.Node, { ts, callee }: Context): boolean {
  if (!ts.isVariableDeclaration(declaration)) return false;
  const { initializer } = declaration;
  return (
    initializer !== undefined &&
    ts.isCallExpression(initializer) &&
    /^state\/(?:reg|wire)$/.test(callee(initializer) ?? '')
  );
}

/** It stands in front of `.set(...)`, perhaps with a part of it between: `x.at(2).red.set(...)`. */
function isDriven(mention: ts.Identifier, { ts }: Context): boolean {
  let node: ts.Node = mention;
  for (;;) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      if (parent.name.text === 'set') return ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
      node = parent;
    } else if (ts.isCallExpression(parent) && parent.expression === node && node.getText().endsWith('.at'))
      node = parent;
    else return false;
  }
}
