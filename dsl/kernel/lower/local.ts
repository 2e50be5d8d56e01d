import { frameOf } from '../front/home.js';
import type { ts } from '../front/typescript.js';
import type { Env, Item, Local } from './item.js';
import { bindParameters } from './pattern.js';
import { child, refuse, type Work } from './work.js';

/** A function within the kernel, in the place of its call. */
export function callLocal(
  work: Work,
  env: Env,
  node: ts.CallExpression,
  { node: fn, env: around }: Local,
  args: readonly Item[],
): Item {
  if (!fn.body) return refuse(work, env, node, 'a function without a body', 'write its body');
  if (work.callers.length > 100)
    refuse(work, env, node, 'a function that calls itself', 'write the recursion as a loop');
  const before = work.callers;
  work.callers = [frameOf(env.home, node), ...before];
  const inner = child(around);
  bindParameters(work, inner, fn.parameters, args, node);
  const result = work.body(fn.body, inner);
  work.callers = before;
  return result;
}
