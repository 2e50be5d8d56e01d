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
  else if (currentScope()) nameParts(name, value, level);
  return value;
}

/** Parts of plain arrays and objects. A getter is left alone: reading it might make hardware. */
function nameParts(name: string, value: object, level: 'name' | 'hint'): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) if (typeof item === 'object') named(`${name}_${i}`, item, level);
    return;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return;
  for (const [key, { value: item }] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    if (isHardware(item) || Array.isArray(item) || isNameable(item)) named(`${name}_${key}`, item, level);
}

const isNameable = (value: unknown): boolean => typeof value === 'object' && value !== null && nameAs in value;

/** Looks for `cases` first: the ports of a circuit, whatever their names, must not be read. */
const isEnumType = (value: object): value is { name: string } =>
  'cases' in value && !Object.isFrozen(value) && (value as { kind?: unknown }).kind === 'enum';

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
