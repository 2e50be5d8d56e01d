import { frameOf } from '../front/home.js';
import type { ts } from '../front/typescript.js';
import type { Definition } from '../registry.js';
import { fit } from './fit.js';
import type { Env, Item } from './item.js';
import { declare } from './names.js';
import { bind, typeOf } from './pattern.js';
import { fail, refuse, textOf, type Work } from './work.js';

type Argument = readonly [node: ts.Expression, item: Item];

/** The environment of a kernel's body: nothing but what it sees around itself. */
export const outermost = ({ home, scope }: Definition): Env => ({ vars: new Map(), home, scope });

/** Another kernel in the place of its call. Its parameters and its result keep their types. */
export function inline(work: Work, env: Env, at: ts.Expression, kernel: Definition, args: readonly Argument[]): Item {
  const { node, name } = kernel;
  if (work.callers.length > 100) refuse(work, env, at, `${name} calls itself`, 'write the recursion as a loop');
  if (args.length !== node.parameters.length)
    refuse(work, env, at, `${name} of ${args.length} arguments`, `it has ${node.parameters.length} parameters`);
  const inner = outermost(kernel);
  const before = work.callers;
  node.parameters.forEach((parameter, i) => {
    const [from, item] = args[i]!;
    const shape = parameterType(work, inner, parameter);
    const what = `${textOf(inner, parameter.name)} of ${name}`;
    const fitting = fit(work, { env, at: from, what }, item, shape);
    // An array stays the caller's, who alone may write it.
    const given: Item = fitting.kind === 'list' ? { ...fitting, fixed: 'it is a parameter' } : fitting;
    if (work.ts.isIdentifier(parameter.name))
      declare(work, inner, parameter, { name: parameter.name.text, mutable: true, item: given });
    else bind(work, inner, parameter.name, given, from, { mutable: true });
  });
  work.callers = [frameOf(env.home, at), ...before];
  const result = work.body(node.body, inner);
  const shape = node.type && typeOf(work, inner, node.type);
  const from = work.ts.isBlock(node.body) ? (lastReturn(work, node.body) ?? at) : node.body;
  const fitted = shape ? fit(work, { env: inner, at: from, what: `the result of ${name}` }, result, shape) : result;
  work.callers = before;
  return fitted;
}

export function parameterType(work: Work, env: Env, parameter: ts.ParameterDeclaration) {
  if (parameter.type && !parameter.dotDotDotToken && !parameter.initializer && !parameter.questionToken)
    return typeOf(work, env, parameter.type);
  if (parameter.type)
    return refuse(
      work,
      env,
      parameter,
      `the parameter ${textOf(env, parameter)} may be left out`,
      'an argument is always given',
    );
  return fail(work, env, parameter, {
    code: 'HW042',
    message: `the parameter ${textOf(env, parameter)} has no type`,
    help: `${textOf(env, parameter.name)}: i8`,
  });
}

/** The expression of the return at the end, to point at. */
export function lastReturn(work: Work, block: ts.Block): ts.Expression | undefined {
  const last = block.statements.at(-1);
  return last && work.ts.isReturnStatement(last) ? last.expression : undefined;
}
