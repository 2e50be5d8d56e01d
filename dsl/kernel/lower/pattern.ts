import { type Shape, shapeOf } from '../front/shape.js';
import type { ts } from '../front/typescript.js';
import type { IntType } from '../ir.js';
import { elementOf } from './arrays.js';
import { fit, formOf, itemsOf } from './fit.js';
import { constant, type Env, group, type Item } from './item.js';
import { captured, declare } from './names.js';
import { refuse, textOf, type Work } from './work.js';

export const typeOf = (work: Work, env: Env, type: ts.TypeNode): Shape =>
  shapeOf({ home: env.home, callers: work.callers, value: name => captured(work, env, name) }, type);

/** The type of a variable or of a function within a kernel, where `number` leaves the range as it is. */
export const looseTypeOf = (work: Work, env: Env, type: ts.TypeNode | undefined): Shape | undefined =>
  type && !/\bnumber\b/.test(textOf(env, type)) ? typeOf(work, env, type) : undefined;

/** Declares the names of a pattern with the parts of a value; `from` is where that is written. */
export function bind(
  work: Work,
  env: Env,
  name: ts.BindingName,
  item: Item,
  from: ts.Expression,
  more: { mutable: boolean; shape?: Shape | undefined },
): void {
  const { ts } = work;
  if (ts.isIdentifier(name)) {
    const { shape, mutable } = more;
    const fitting =
      shape && item.kind !== 'nothing' ? fit(work, { env, at: from, what: name.text }, item, shape) : item;
    const type = shape?.kind === 'int' ? shape.type : undefined;
    if (fitting.kind === 'list' && shape) Object.assign(fitting.store, elementType(shape));
    declare(work, env, name, { name: name.text, mutable, type, item: fitting });
    return;
  }
  const whole = more.shape ? fit(work, { env, at: from, what: textOf(env, name) }, item, more.shape) : item;
  const inner = { mutable: more.mutable };
  if (ts.isObjectBindingPattern(name)) {
    const used = new Set<string>();
    for (const element of name.elements) {
      const key = element.propertyName ?? element.name;
      if (element.initializer) refuse(work, env, element, 'a default in a pattern', 'give every value');
      if (element.dotDotDotToken && whole.kind === 'group') {
        const rest = [...whole.fields].filter(([field]) => !used.has(field));
        bind(work, env, element.name, group(rest, false), from, inner);
        continue;
      }
      const field = ts.isIdentifier(key) ? key.text : textOf(env, key);
      used.add(field);
      const part = whole.kind === 'group' ? whole.fields.get(field) : undefined;
      if (!part) refuse(work, env, element, `${textOf(env, from)} has no field ${field}`, `it is ${formOf(whole)}`);
      else bind(work, env, element.name, part, from, inner);
    }
    return;
  }
  name.elements.forEach((element, i) => {
    if (ts.isOmittedExpression(element)) return;
    if (element.dotDotDotToken || element.initializer)
      refuse(work, env, element, 'a rest or a default in a pattern', 'name every element');
    const list = whole.kind === 'list' ? elementOf(work, env, from, whole, constant(BigInt(i))) : undefined;
    const part = list ?? (whole.kind === 'group' ? itemsOf(work, env, from, whole)?.[i] : undefined);
    if (!part) refuse(work, env, element, `${textOf(env, from)} has no element ${i}`, `it is ${formOf(whole)}`);
    else bind(work, env, element.name, part, from, inner);
  });
}

const elementType = (shape: Shape): { type?: IntType } => {
  let inner = shape;
  while (inner.kind === 'array') inner = inner.element;
  return inner.kind === 'int' ? { type: inner.type } : {};
};

/** Declares the parameters of a function within a kernel. */
export function bindParameters(
  work: Work,
  env: Env,
  parameters: readonly ts.ParameterDeclaration[],
  args: readonly Item[],
  from: ts.Expression,
): void {
  parameters.forEach((parameter, i) => {
    const item = args[i];
    if (parameter.dotDotDotToken || parameter.initializer || !item) {
      refuse(work, env, parameter, `the parameter ${textOf(env, parameter)}`, 'every parameter is given at every call');
      return;
    }
    const shape = looseTypeOf(work, env, parameter.type);
    bind(work, env, parameter.name, item, from, { mutable: true, shape });
  });
}
