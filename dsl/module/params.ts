import { createHash } from 'node:crypto';
import { type Domain, domain, isDomain, styleOf } from '../clock/domain.js';
import { fail } from '../scope/report.js';
import { isHardware } from '../signal/convert.js';

/** What tells apart the objects that cannot be read through: functions, and whatever is made by a class. */
type Identity = (value: object) => string;

const numbers = new WeakMap<object, number>();
let next = 0;

/** Each is itself: two functions of one text may still see different variables. */
const itself: Identity = value => {
  if (!numbers.has(value)) numbers.set(value, next++);
  return `#${numbers.get(value)}`;
};

/** What they look like, for names: it does not depend on what else the program has built. */
const looks: Identity = value =>
  typeof value === 'function' ? String(value) : `${value.constructor?.name} ${entries(value, [], looks)}`;

/** Parameters as text: equal text, equal hardware. */
export const keyOf = (params: unknown): string => textOf(params, [], itself);

/** Parameters as text that is the same in every run. */
export const lookOf = (params: unknown): string => textOf(params, [], looks);

/** A clock domain counts only by how it behaves, since the same module serves under any clock. */
function textOf(value: unknown, path: readonly string[], identity: Identity): string {
  if (typeof value === 'function') return identity(value);
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (isHardware(value))
    fail(
      'HW002',
      `parameter ${path.join('.')} is a signal`,
      'parameters are plain values; give the module an input port and connect the signal to it',
    );
  if (isDomain(value)) return `domain ${styleOf(value)}`;
  if (Array.isArray(value)) return `[${value.map((item, i) => textOf(item, [...path, `${i}`], identity)).join(',')}]`;
  if (ArrayBuffer.isView(value)) return `[${Array.from(value as unknown as ArrayLike<number | bigint>).join(',')}]`;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? entries(value, path, identity) : identity(value);
}

/** Named parameters come in any order; inside of them the order may be that of ports or fields. */
function entries(value: object, path: readonly string[], identity: Identity): string {
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  if (path.length === 0) given.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${given.map(([key, item]) => `${key}:${textOf(item, [...path, key], identity)}`).join(',')}}`;
}

/** The same parameters with every clock domain replaced by one of the module's own, named by its key. */
export function localise(
  value: unknown,
  found: Map<string, { local: Domain; outer: Domain }>,
  path: readonly string[] = [],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isDomain(value)) {
    const { edge, reset, activeLow } = value;
    const local = domain({ name: path.at(-1) ?? 'clk', edge, reset, activeLow });
    found.set(path.join('.'), { local, outer: value });
    return local;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, localise(item, found, [...path, key])]));
}

/** Parameters as a flat list of names and texts, for the names of variants. */
export function flatten(value: unknown, path: readonly string[] = []): [string, string][] {
  const plain =
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !isDomain(value) &&
    !('kind' in value);
  if (value === undefined) return [];
  if (!plain) return [[path.join('_'), suffix(value, path.at(-1))]];
  return Object.entries(value).flatMap(([key, item]) => flatten(item, [...path, key]));
}

/** A value as a part of a name: numbers and short words as they are, anything else by a hash of its text. */
function suffix(value: unknown, key: string | undefined): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value).replace('-', 'm').replace('.', 'p');
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string' && /^\w{1,16}$/.test(value)) return value;
  const type =
    typeof value === 'object' && value !== null && 'kind' in value && 'width' in value
      ? (value as { kind: string; width: number })
      : undefined;
  if (type) return `${type.kind[0] === 's' ? 'i' : 'u'}${type.width}`;
  // A function written in place has the name of its key, which tells nothing.
  if (typeof value === 'function' && value.name !== key && /^\w{1,16}$/.test(value.name)) return value.name;
  return hash(lookOf(value));
}

export const hash = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 6);
