import type { Type } from './type.js';

/** A type as the user writes and reads it: `SInt<20>`, `Vec<UInt<8>, 3>`. */
export function show(type: Type): string {
  switch (type.kind) {
    case 'bool':
      return 'Bool';
    case 'uint':
      return `UInt<${type.width}>`;
    case 'sint':
      return `SInt<${type.width}>`;
    case 'fixed':
      // A signed type without negative numbers has a sign bit all the same: another width, so another text.
      return `Fixed<${type.min}..${type.max} / 2^${type.frac}${type.signed && type.min >= 0n ? ', signed' : ''}>`;
    case 'enum':
      return `Enum<${type.cases.join(' | ')}>`;
    case 'vec':
      return `Vec<${show(type.element)}, ${type.length}>`;
    case 'bundle':
      return `{ ${Object.entries(type.fields)
        .map(([key, field]) => `${key}: ${show(field)}`)
        .join(', ')} }`;
  }
}

/** Any value in words, for the text of an error: hardware by its type. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('type' in value && isType(value.type)) return `a ${show(value.type)}`;
  return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
}

const isType = (value: unknown): value is Type => typeof value === 'object' && value !== null && 'kind' in value;

/** True when both types describe the same bits read in the same way. */
export const sameType = (a: Type, b: Type): boolean => a === b || show(a) === show(b);
