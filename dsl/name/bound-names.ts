import type * as acorn from 'acorn';

/** The names that a pattern binds, outer to inner. */
export function boundNames(pattern: acorn.Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ArrayPattern':
      return pattern.elements.flatMap(element => (element ? boundNames(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap(part => boundNames(part.type === 'RestElement' ? part.argument : part.value));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}
