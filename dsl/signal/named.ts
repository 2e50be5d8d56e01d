import { currentScope } from '../scope/current.js';
import type { Ref } from '../scope/ref.js';
import { leavesOf } from '../type/leaf.js';
import type { Type } from '../type/type.js';
import { isHardware, refsOf, typeOf } from './convert.js';

/** Key of the method by which a library object (a memory, an instance, a stream) takes a name. */
export const nameAs: unique symbol = Symbol('nameAs');

/**
 * Gives hardware its name, unless it has one: a signal by the name itself, a bundle's fields `name_field`, the items
 * of an array `name_0`. Anything else passes through untouched, so the naming transform needs no types.
 * A `hint` (the key of an object that is passed on) gives way to the name of a later declaration.
 */
export function named<T>(name: string, value: T, level: 'name' | 'hint' = 'name'): T {
  if (typeof value !== 'object' || value === null) return value;
  if (isHardware(value)) nameSignal(name, refsOf(value), typeOf(value), level);
  else if (nameAs in value) (value as { [nameAs](name: string): void })[nameAs](name);
  else if (isEnumType(value)) value.name = value.name === 'enum' ? name : value.name;
  else if (Array.isArray(value) && currentScope())
    for (const [i, item] of value.entries()) named(`${name}_${i}`, item, level);
  else if (currentScope() && Object.getPrototypeOf(value) === Object.prototype)
    for (const [key, item] of Object.entries(value)) if (isHardware(item)) named(`${name}_${key}`, item, level);
  return value;
}

const isEnumType = (value: object): value is { name: string } =>
  (value as { kind?: unknown }).kind === 'enum' && 'cases' in value && !Object.isFrozen(value);

function nameSignal(name: string, refs: readonly Ref[], type: Type, level: 'name' | 'hint'): void {
  leavesOf(type).forEach((leaf, i) => {
    const { scope, id } = refs[i]!;
    const node = scope.nodes[id]!;
    const better = node.name === undefined || (node.nameLevel === 'hint' && level === 'name');
    if (scope !== currentScope() || !better) return;
    node.name = [name, ...leaf.path].join('_');
    node.nameLevel = node.op === 'const' ? 'hint' : level;
  });
}
