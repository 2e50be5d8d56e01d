import { range as rangeLoop } from '../../arith/range.js';
import type { ts } from '../front/typescript.js';
import { pipeline, unroll } from '../loops.js';
import { runLoop } from './carried.js';
import { constant, type Env, type Item, isConstant, type Num } from './item.js';
import { declare } from './names.js';
import type { Bound } from './pass.js';
import { child, refuse, textOf, type Work } from './work.js';

/** A loop of a constant number of iterations: written out, or kept as a loop. */
export function lowerLoop(work: Work, node: ts.ForOfStatement, env: Env, body: (inner: Env) => void): void {
  const { flavour, count, ii } = headOf(work, node, env);
  const run = (index: Num): void => {
    const inner = child(env);
    declare(work, inner, node.initializer, { name: nameOf(work, node, env), mutable: false, item: index });
    body(inner);
  };
  if (flavour === 'unroll') {
    for (let i = 0; i < count; i++) {
      run(constant(BigInt(i)));
      if (work.builder.values.length > most)
        refuse(work, env, node, `a loop that makes more than ${most} operations`, 'range(n) keeps it a loop');
    }
    return;
  }
  if (count > 0) runLoop(work, { node, env, flavour, count, ii, run } satisfies Bound);
}

/** More operations than this are a mistake, such as a picture unrolled. */
const most = 1_000_000;

interface Head {
  readonly flavour: 'unroll' | 'range' | 'pipeline';
  readonly count: number;
  readonly ii: number | undefined;
}

function headOf(work: Work, node: ts.ForOfStatement, env: Env): Head {
  const { ts } = work;
  const wrong = (): never =>
    refuse(
      work,
      env,
      node.expression,
      `a loop over ${textOf(env, node.expression)}`,
      'for (const i of unroll(9)), range(9) or pipeline(9), and an index: x[i]',
    );
  const { expression: call } = node;
  if (!ts.isCallExpression(call)) return wrong();
  const target = work.expression(call.expression, env);
  const made = target.kind === 'host' ? target.value : undefined;
  const flavour = made === unroll ? 'unroll' : made === rangeLoop ? 'range' : made === pipeline ? 'pipeline' : wrong();
  const [length, options] = call.arguments;
  const count = length && work.expression(length, env);
  if (!length || !count || !isConstant(count) || count.bool || count.range.min < 0n)
    return refuse(
      work,
      env,
      length ?? call,
      `a loop over ${textOf(env, call)}, whose length is no constant`,
      'loop as often as it can be needed, with an if inside: if (i < n)',
    );
  return { flavour, count: Number(count.range.min), ii: options && interval(work, env, options) };
}

function interval(work: Work, env: Env, node: ts.Expression): number | undefined {
  const options: Item = work.expression(node, env);
  const ii = options.kind === 'group' ? options.fields.get('ii') : undefined;
  if (!ii) return undefined;
  if (isConstant(ii) && !ii.bool && ii.range.min >= 1n) return Number(ii.range.min);
  return refuse(work, env, node, `ii is ${textOf(env, node)}`, 'a constant of at least 1: pipeline(9, { ii: 1 })');
}

function nameOf(work: Work, node: ts.ForOfStatement, env: Env): string {
  const { ts } = work;
  const { initializer } = node;
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  if (name && ts.isIdentifier(name)) return name.text;
  return refuse(work, env, initializer, `${textOf(env, initializer)} of a loop`, 'for (const i of unroll(9))');
}
