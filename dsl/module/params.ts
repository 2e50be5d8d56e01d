import { createHash } from 'node:crypto';
import { type Domain, domain, isDomain, styleOf } from '../clock/domain.js';
import { fail } from '../scope/report.js';
import { isHardware } from '../signal/convert.js';

const functionIds = new WeakMap<object, number>();
let nextFunction = 0;

/**
 * A parameter as text: equal text, equal hardware. Functions count as themselves; a clock domain only by how it
 * behaves, since the same module serves under any clock.
 */
export function textOf(value: unknown, path: readonly string[] = []): string {
  if (typeof value === 'function') {
    if (!functionIds.has(value)) functionIds.set(value, nextFunction++);
    return `function ${functionIds.get(value)}`;
  }
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
  if (Array.isArray(value)) return `[${value.map((item, i) => textOf(item, [...path, `${i}`])).join(',')}]`;
  if (ArrayBuffer.isView(value)) return `[${Array.from(value as unknown as ArrayLike<number | bigint>).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}:${textOf(item, [...path, key])}`)
    .join(',')}}`;
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
  if (!plain) return [[path.join('_'), suffix(value)]];
  return Object.entries(value).flatMap(([key, item]) => flatten(item, [...path, key]));
}

/** A value as a part of a name: numbers and short words as they are, anything else by a hash of its text. */
function suffix(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value).replace('-', 'm').replace('.', 'p');
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string' && /^\w{1,16}$/.test(value)) return value;
  const type =
    typeof value === 'object' && value !== null && 'kind' in value && 'width' in value
      ? (value as { kind: string; width: number })
      : undefined;
  if (type) return `${type.kind[0] === 's' ? 'i' : 'u'}${type.width}`;
  return createHash('sha1').update(textOf(value)).digest('hex').slice(0, 6);
}
