import type { ts } from '../front/typescript.js';
import { holds, showBits, widest } from '../range.js';
import { element, property } from './access.js';
import { assign, step } from './assign.js';
import { call } from './call.js';
import { conditionOf, decided, numberOf } from './demand.js';
import { factsOf } from './facts.js';
import { type Env, type Item, itemOf, type Num } from './item.js';
import { arrayLiteral, objectLiteral } from './literals.js';
import { merge } from './merge.js';
import { construct } from './methods.js';
import { lookUp } from './names.js';
import { operate, truth } from './numbers.js';
import { binaryOf } from './operators.js';
import { locAt, refuse, textOf, type Work } from './work.js';

/** An expression, and what it is worth. */
export function expression(work: Work, node: ts.Expression, env: Env): Item {
  const item = lower(work, node, env);
  if (item.kind === 'num' && !holds(widest, item.range))
    refuse(work, env, node, `a number of ${showBits(item.range)}`, 'wrap(x, u32) or sat(x, i32) keep it small');
  if (item.kind === 'num' && item.id !== undefined && !work.texts.has(item.id))
    work.texts.set(item.id, textOf(env, node));
  return item;
}

function lower(work: Work, node: ts.Expression, env: Env): Item {
  const { ts } = work;
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node))
    return work.expression(node.expression, env);
  if (ts.isAsExpression(node)) return work.expression(node.expression, env);
  if (ts.isIdentifier(node)) return lookUp(work, env, node);
  if (ts.isNumericLiteral(node)) return literal(work, node, env);
  if (ts.isBigIntLiteral(node))
    return refuse(
      work,
      env,
      node,
      'bigint in a kernel',
      `numbers are of any size here: write ${node.text.slice(0, -1)}`,
    );
  if (node.kind === ts.SyntaxKind.TrueKeyword) return truth(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return truth(false);
  if (ts.isPrefixUnaryExpression(node)) return prefix(work, node, env);
  if (ts.isPostfixUnaryExpression(node)) return step(work, env, node, node.operand, node.operator);
  if (ts.isBinaryExpression(node)) return binary(work, node, env);
  if (ts.isConditionalExpression(node)) return conditional(work, node, env);
  if (ts.isElementAccessExpression(node)) return element(work, node, env);
  if (ts.isPropertyAccessExpression(node)) return property(work, node, env);
  if (ts.isCallExpression(node)) return call(work, node, env);
  if (ts.isNewExpression(node)) return construct(work, node, env);
  if (ts.isArrayLiteralExpression(node)) return arrayLiteral(work, node, env);
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(work, node, env);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: 'local', node, env };
  if (ts.isStringLiteralLike(node)) return { kind: 'host', value: node.text };
  return refuse(
    work,
    env,
    node,
    `${textOf(env, node)} is no expression of a kernel`,
    'numbers, arrays, records, operators and calls',
  );
}

/** A number as JavaScript has it, which for many digits is not as it is written. */
function literal(work: Work, node: ts.NumericLiteral, env: Env): Item {
  const value = Number(node.text);
  if (/^\d+$/.test(node.text) && BigInt(node.text) !== BigInt(value))
    refuse(work, env, node, `${textOf(env, node)} is ${value} in JavaScript`, 'put it together: (high << 32) + low');
  return itemOf(value);
}

function prefix(work: Work, node: ts.PrefixUnaryExpression, env: Env): Item {
  const { SyntaxKind } = work.ts;
  const loc = locAt(work, env.home, node);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return operate(work, 'eq', [conditionOf(work, node.operand, env), truth(false)], loc);
    case SyntaxKind.MinusToken: {
      const item = work.expression(node.operand, env);
      if (item.kind === 'host' && typeof item.value === 'number') return itemOf(-item.value);
      return operate(work, 'neg', [numberOf(work, node.operand, env)], loc);
    }
    case SyntaxKind.TildeToken:
      return operate(work, 'not', [numberOf(work, node.operand, env)], loc);
    case SyntaxKind.PlusToken:
      return refuse(work, env, node, 'a plus in front', 'leave it out, or write (c ? 1 : 0) for a truth value');
    default:
      return step(work, env, node, node.operand, node.operator);
  }
}

function binary(work: Work, node: ts.BinaryExpression, env: Env): Item {
  const { SyntaxKind } = work.ts;
  const { kind } = node.operatorToken;
  if (kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment) return assign(work, env, node);
  if (kind === SyntaxKind.AmpersandAmpersandToken) return shortCut(work, node, env, true);
  if (kind === SyntaxKind.BarBarToken) return shortCut(work, node, env, false);
  const a = work.expression(node.left, env);
  const b = work.expression(node.right, env);
  return binaryOf(work, env, node, node.operatorToken, [node.left, a], [node.right, b]);
}

/** `a && b`, `a || b`: what `a` tells is known in `b`. */
function shortCut(work: Work, node: ts.BinaryExpression, env: Env, and: boolean): Num {
  const a = conditionOf(work, node.left, env);
  const fixed = decided(work, a);
  if (fixed !== undefined) return fixed === and ? conditionOf(work, node.right, env) : truth(!and);
  const { cells } = work;
  const { result, after } = cells.record('branch', () => {
    cells.learn(factsOf(work, a, and, cells.known));
    return conditionOf(work, node.right, env);
  });
  if (after.size > 0)
    refuse(
      work,
      env,
      node.right,
      'an assignment on the right of && or ||',
      'put it in an if, which says when it happens',
    );
  return operate(work, and ? 'and' : 'or', [a, result], locAt(work, env.home, node));
}

function conditional(work: Work, node: ts.ConditionalExpression, env: Env): Item {
  const condition = conditionOf(work, node.condition, env);
  const fixed = decided(work, condition);
  if (fixed !== undefined) return work.expression(fixed ? node.whenTrue : node.whenFalse, env);
  const { cells } = work;
  const side = (value: ts.Expression, holds: boolean) => {
    const { result, after } = cells.record('branch', () => {
      cells.learn(factsOf(work, condition, holds, cells.known));
      return { item: work.expression(value, env), known: cells.known };
    });
    if (after.size > 0) refuse(work, env, value, 'an assignment in a side of ? :', 'write it as if and else');
    return result;
  };
  return merge(work, env, node, condition, side(node.whenTrue, true), side(node.whenFalse, false));
}
