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
      return `Fixed<${type.min}..${type.max} / 2^${type.frac}>`;
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

/** True when both types describe the same bits read in the same way. */
export const sameType = (a: Type, b: Type): boolean => a === b || show(a) === show(b);
