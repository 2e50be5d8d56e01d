import { leavesOf, type Shape } from '../front/shape.js';
import type { ts } from '../front/typescript.js';
import type { Kernel, ValueId } from '../ir.js';
import type { Definition } from '../registry.js';
import { compact } from './compact.js';
import { expression } from './expression.js';
import { fit } from './fit.js';
import { lastReturn, outermost, parameterType } from './inline.js';
import { declare } from './names.js';
import { argument, closed, lengthUnknown, noted } from './parameters.js';
import { bind, typeOf } from './pattern.js';
import { give, shapeOfItem } from './result.js';
import { bodyOf } from './statement.js';
import { newWork, type Work } from './work.js';

/** A kernel lowered, with the forms of its parameters and its result. */
export interface Lowered {
  readonly kernel: Kernel;
  readonly params: readonly { readonly name: string; readonly shape: Shape }[];
  readonly result: Shape;
}

/** Lowers a kernel's source. Throws `HardwareError` with the place in it for whatever hardware cannot be. */
export function lower(definition: Definition): Lowered {
  const lengths = new Map<string, readonly number[]>();
  const first = attempt(definition, lengths);
  if (first.open.size === 0) return first.lowered;
  for (const [key, used] of first.open) lengths.set(key, used);
  return attempt(definition, lengths).lowered;
}

type Open = Map<string, number[]>;

function attempt(
  definition: Definition,
  lengths: ReadonlyMap<string, readonly number[]>,
): { lowered: Lowered; open: Open } {
  const work: Work = newWork({
    expression: (node, env) => expression(work, node, env),
    body: (node, env) => bodyOf(work, node, env),
  });
  const { node, name } = definition;
  const env = outermost(definition);
  const open: Open = new Map();
  const args: ValueId[] = [];
  const params = node.parameters.map((parameter, i) => {
    const called = work.ts.isIdentifier(parameter.name) ? parameter.name.text : `arg${i}`;
    const shape = closed(parameterType(work, env, parameter), lengths.get(called) ?? []);
    const used = noted(shape, called, open);
    const item = argument(work, env, parameter, shape, called, args, used);
    if (work.ts.isIdentifier(parameter.name)) declare(work, env, parameter.name, { name: called, mutable: true, item });
    else bind(work, env, parameter.name, item, parameter.name as unknown as ts.Expression, { mutable: true });
    return { name: called, shape };
  });
  const returned = work.body(node.body, env);
  for (const [i, { name }] of params.entries())
    if (open.get(name)?.includes(0)) lengthUnknown(work, env, node.parameters[i]!, name);
  const at = (work.ts.isBlock(node.body) && lastReturn(work, node.body)) || (node.body as ts.Expression);
  const annotated = node.type && typeOf(work, env, node.type);
  const item = annotated ? fit(work, { env, at, what: 'the result' }, returned, annotated) : returned;
  const result = shapeOfItem(work, env, at, item, annotated);
  const results: ValueId[] = [];
  give(work, env, at, item, result, results);
  const kernel = compact({
    name,
    params: params.flatMap(({ name, shape }) => leavesOf(shape, [name])),
    results: leavesOf(result),
    values: work.builder.values,
    body: work.builder.body(args, results),
  });
  return { lowered: Object.freeze({ kernel, params, result }), open };
}
