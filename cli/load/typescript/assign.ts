import { type Node, type Reader, refuse } from './reader.js';

/** Operators that assign. */
export const assigns: ReadonlySet<string> = new Set(
  '= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??='.split(' '),
);

/** An expression as what is assigned to; a literal is taken apart where `=` assigns. */
export function asPattern(p: Reader, node: Node, whole: boolean): Node {
  switch (node.type) {
    case 'Identifier':
      p.assigned.add(node.name);
      return node;
    case 'MemberExpression':
      return node;
    case 'AssignmentPattern':
      return { ...node, left: asPattern(p, node.left, true) } as Node;
  }
  if (!whole) return refuse();
  switch (node.type) {
    case 'ObjectExpression':
      return {
        ...node,
        type: 'ObjectPattern',
        properties: node.properties.map(part => propertyPattern(p, part)),
      } as Node;
    case 'ArrayExpression':
      return {
        ...node,
        type: 'ArrayPattern',
        elements: node.elements.map(part => part && asPattern(p, part, true)),
      } as Node;
    case 'SpreadElement':
      return { ...node, type: 'RestElement', argument: asPattern(p, node.argument, true) } as Node;
    case 'AssignmentExpression':
      if (node.operator !== '=') return refuse();
      return {
        type: 'AssignmentPattern',
        start: node.start,
        end: node.end,
        left: node.left,
        right: node.right,
      } as Node;
    default:
      return refuse();
  }
}

function propertyPattern(p: Reader, part: Node): Node {
  if (part.type !== 'Property') return asPattern(p, part, true);
  return { ...part, value: asPattern(p, part.value as Node, true) } as Node;
}
