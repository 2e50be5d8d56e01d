import type { ts } from '../front/typescript.js';
import { isPoint } from '../range.js';
import { formOf } from './fit.js';
import { constant, type Env, type Num } from './item.js';
import { operate, truth } from './numbers.js';
import { locAt, refuse, textOf, type Work } from './work.js';

/** An expression that has to be a whole number; a truth value is none. */
export function numberOf(work: Work, node: ts.Expression, env: Env): Num {
  const item = work.expression(node, env);
  if (item.kind === 'num' && !item.bool) return item;
  if (item.kind === 'num')
    return refuse(
      work,
      env,
      node,
      `${textOf(env, node)} is true or false`,
      `(${textOf(env, node)} ? 1 : 0) is a number`,
    );
  const fraction = item.kind === 'host' && typeof item.value === 'number';
  return refuse(
    work,
    env,
    node,
    `${textOf(env, node)} is ${formOf(item)}`,
    fraction
      ? 'scale it to a whole number: Math.round(0.7071 * 2 ** 14), and shift the product'
      : 'a whole number is needed here',
  );
}

/** An expression that is asked for true or false; a number stands for whether it is not 0. */
export function conditionOf(work: Work, node: ts.Expression, env: Env): Num {
  const item = work.expression(node, env);
  if (item.kind === 'num' && item.bool) return item;
  if (item.kind === 'num') return operate(work, 'ne', [item, constant(0n)], locAt(work, env.home, node));
  if (item.kind === 'host' || item.kind === 'nothing') return truth(Boolean(item.kind === 'host' && item.value));
  return refuse(
    work,
    env,
    node,
    `${textOf(env, node)} is ${formOf(item)}, and a condition is needed`,
    'compare it: a < b',
  );
}

/** Whether a condition is the same for all numbers that can occur: true, false, or not decided. */
export function decided(work: Work, condition: Num): boolean | undefined {
  const range = work.cells.range(condition);
  return isPoint(range) ? range.min === 1n : undefined;
}
