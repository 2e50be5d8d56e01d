import type { ts } from 'ts-morph';
import type { Fix } from './finding.js';
import type { Context } from './rule.js';

export const textOf = (node: ts.Node): string => node.getText();

/** An argument of a call needs no parentheses. */
export const asArgument = ({ ts }: Context, node: ts.Expression): string => textOf(bare(ts, node));

function bare(typescript: Context['ts'], node: ts.Expression): ts.Expression {
  const inside = typescript.isParenthesizedExpression(node) ? node.expression : undefined;
  const { CommaToken } = typescript.SyntaxKind;
  const isList = inside && typescript.isBinaryExpression(inside) && inside.operatorToken.kind === CommaToken;
  return inside && !isList ? bare(typescript, inside) : node;
}

/** The text of an expression as the object of a method call. */
export function asObject({ ts }: Context, given: ts.Expression): string {
  const node = bare(ts, given);
  const text = textOf(node);
  const stands =
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword;
  return stands ? text : `(${text})`;
}

/** The type of the expression has a method of that name. */
export const hasMethod = ({ typeOf }: Context, node: ts.Expression, name: string): boolean =>
  typeOf(node).getProperty(name) !== undefined;

/** TypeScript lets its methods be called: narrowing has left something of it. */
export const isCallable = ({ ts, checker }: Context, node: ts.Expression): boolean =>
  (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Never) === 0;

/** A whole expression or statement exchanged; not where that would lose a comment. */
export function replacing(node: ts.Node, text: string, needs = ''): Fix | undefined {
  if (comments(textOf(node)) > comments(text)) return undefined;
  return { range: [node.getStart(), node.getEnd()], text, ...(needs !== '' && { needs }) };
}

const comments = (text: string): number => text.match(/\/\/|\/\*/g)?.length ?? 0;

/**
 * What an operator of hardware takes beside a signal: hardware, or a constant that is known when it is built. Behind
 * `signal ||` TypeScript has no type left for the same signal, and what is made of that is `any`.
 */
export function isOperand({ ts, typeOf, isHardware }: Context, node: ts.Expression): boolean {
  if (isHardware(node)) return true;
  const { NumberLike, BooleanLike, BigIntLike, StringLike } = ts.TypeFlags;
  const constant = NumberLike | BooleanLike | BigIntLike | StringLike | ts.TypeFlags.Never | ts.TypeFlags.Any;
  const type = typeOf(node);
  return (type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & constant) !== 0);
}

/** What all traps have in common. */
export const decided = (what: string): string =>
  `${what} on hardware is decided while the hardware is built, not by the hardware`;
