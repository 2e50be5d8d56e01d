import type { ts } from '../front/typescript.js';
import { definitionOf } from '../registry.js';
import { propertyOf } from './access.js';
import { builtins } from './builtins.js';
import { formOf } from './fit.js';
import { inline } from './inline.js';
import { type Env, type Item, isConstant, itemOf } from './item.js';
import { spread } from './literals.js';
import { callLocal } from './local.js';
import { arrayOf, fill, filled, method, type Unfilled } from './methods.js';
import { fail, refuse, textOf, type Work } from './work.js';

/** A call: of a function of the language, of another kernel, of a function within the kernel, or of one that gives constants. */
export function call(work: Work, node: ts.CallExpression, env: Env): Item {
  const { ts } = work;
  const { expression: callee } = node;
  if (ts.isPropertyAccessExpression(callee)) {
    const object = work.expression(callee.expression, env);
    if (object.kind === 'list' || (object.kind === 'group' && object.tuple))
      return method(work, env, node, callee, object);
    const target = propertyOf(work, env, callee, object);
    return invoke(work, env, node, target, object.kind === 'host' ? object.value : undefined);
  }
  return invoke(work, env, node, work.expression(callee, env), undefined);
}

function invoke(work: Work, env: Env, node: ts.CallExpression, target: Item, self: unknown): Item {
  const { ts } = work;
  if (target.kind === 'local') {
    const args = node.arguments.map(arg => work.expression(arg, env));
    return callLocal(work, env, node, target, args);
  }
  if (target.kind !== 'host' || typeof target.value !== 'function')
    return refuse(
      work,
      env,
      node,
      `${textOf(env, node.expression)} is ${formOf(target)}, and is called`,
      'call a function',
    );
  const builtin = builtins().get(target.value);
  if (builtin) return builtin(work, env, node);
  if (target.value === fill) return filled(work, env, node, self as Unfilled);
  if (target.value === Array.from) return arrayOf(work, env, node);
  const kernel = definitionOf(target.value) ?? definitionOf(self);
  if (kernel) {
    const args = node.arguments.map(arg => [arg, work.expression(arg, env)] as const);
    return inline(work, env, node, kernel, args);
  }
  const args = node.arguments.flatMap(arg =>
    ts.isSpreadElement(arg) ? spread(work, arg.expression, env) : [work.expression(arg, env)],
  );
  const values = args.map(arg => plain(work, arg));
  const varying = values.indexOf(undefined);
  if (varying >= 0)
    fail(work, env, node, {
      code: 'HW047',
      message: `${textOf(env, node.expression)} is a function of TypeScript, and ${textOf(env, node.arguments[varying] ?? node)} is no constant`,
      help: `make it a kernel too: const ${textOf(env, node.expression).replace(/.*\./, '')} = kernel(...); with constants any function may be called`,
    });
  return itemOf(
    Reflect.apply(
      target.value,
      self,
      values.map(value => value!.value),
    ),
  );
}

/** A constant as TypeScript has it; nothing for what varies. */
function plain(work: Work, item: Item): { value: unknown } | undefined {
  if (item.kind === 'host') return { value: item.value };
  if (item.kind === 'nothing') return { value: undefined };
  if (isConstant(item)) return { value: item.bool ? item.range.min === 1n : safe(item.range.min) };
  if (item.kind === 'group') {
    const fields = [...item.fields].map(([name, part]) => [name, plain(work, part)] as const);
    if (fields.some(([, part]) => part === undefined)) return undefined;
    return {
      value: item.tuple
        ? fields.map(([, part]) => part!.value)
        : Object.fromEntries(fields.map(([name, part]) => [name, part!.value])),
    };
  }
  if (item.kind !== 'list' || item.store.item.kind !== 'parts' || item.shape.length > 1) return undefined;
  const parts = item.store.item.parts.map(part => plain(work, part));
  return parts.some(part => part === undefined) ? undefined : { value: parts.map(part => part!.value) };
}

const safe = (value: bigint): number | bigint => (BigInt(Number(value)) === value ? Number(value) : value);
