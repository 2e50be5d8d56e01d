import type { Frame } from '../../ir/loc.js';
import type { IntType, Leaf } from '../ir.js';
import { faultAt } from './fault.js';
import { type Home, isLanguage, neighbour } from './home.js';
import { type ts, typescript } from './typescript.js';

/** What a parameter, a result or an annotated variable is made of. */
export type Shape =
  | { readonly kind: 'int'; readonly type: IntType }
  | { readonly kind: 'bool' }
  /** Without a length the number of elements follows from the indices that are used. */
  | { readonly kind: 'array'; readonly element: Shape; readonly length: number | undefined }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [name: string, shape: Shape])[] }
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] };

export interface TypeScope {
  readonly home: Home;
  readonly callers: readonly Frame[];
  /** The value of a name, for `typeof n`. */
  readonly value: (name: ts.Identifier) => unknown;
}

const intName = /^([iu])([1-9]|[1-5]\d|6[0-4])$/;
const listed = 'i8 (any of i1 to i64, u1 to u64), boolean, arrays, tuples and records of them';

/** Reads a type as it is written: no type checker runs, so it has to say what it is by names that can be looked up. */
export function shapeOf(scope: TypeScope, node: ts.TypeNode, depth = 0): Shape {
  const ts = typescript();
  const again = (inner: ts.TypeNode): Shape => shapeOf(scope, inner, depth + 1);
  if (depth > 40) return refuse(scope, node, 'refers to itself');
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: 'bool' };
  if (node.kind === ts.SyntaxKind.NumberKeyword) return refuse(scope, node, 'has no width');
  if (ts.isParenthesizedTypeNode(node)) return again(node.type);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return again(node.type);
  if (ts.isArrayTypeNode(node)) return { kind: 'array', element: again(node.elementType), length: undefined };
  if (ts.isTupleTypeNode(node)) {
    const items = node.elements.map(item => again(ts.isNamedTupleMember(item) ? item.type : item));
    return { kind: 'tuple', items };
  }
  if (ts.isTypeLiteralNode(node)) return recordOf(scope, node.members, depth);
  if (ts.isTypeReferenceNode(node)) return referenceOf(scope, node, depth);
  return refuse(scope, node, 'is not one that hardware has');
}

function referenceOf(scope: TypeScope, node: ts.TypeReferenceNode, depth: number): Shape {
  const ts = typescript();
  const { typeName, typeArguments = [] } = node;
  if (!ts.isIdentifier(typeName)) return refuse(scope, node, 'is not one that hardware has');
  const declared = scope.home.types.get(typeName.text);
  if (declared && 'kind' in declared) {
    if (declared.typeParameters) return refuse(scope, node, 'has parameters of its own');
    if (ts.isTypeAliasDeclaration(declared)) return shapeOf(scope, declared.type, depth + 1);
    if (declared.heritageClauses) return refuse(scope, node, 'extends another one');
    return recordOf(scope, declared.members, depth);
  }
  if (declared?.from.startsWith('.') && !isLanguage(declared.from)) {
    const home = neighbour(scope.home, declared.from);
    const there = home?.types.get(declared.name);
    if (!home || !there) return refuse(scope, node, `is not found in '${declared.from}'`);
    if (!('kind' in there) || !ts.isTypeAliasDeclaration(there))
      return 'kind' in there
        ? recordOf({ ...scope, home }, there.members, depth)
        : refuse(scope, node, `is imported by '${declared.from}' from elsewhere`);
    return shapeOf({ ...scope, home }, there.type, depth + 1);
  }
  const name = declared?.name ?? typeName.text;
  const [, sign, width] = intName.exec(name) ?? [];
  if (sign) return { kind: 'int', type: { signed: sign === 'i', width: Number(width) } };
  const [element, ...lengths] = typeArguments;
  if (name === 'Arr' && element && lengths.length > 0)
    return lengths.reduceRight<Shape>(
      (inner, length) => ({ kind: 'array', element: inner, length: lengthOf(scope, length) }),
      shapeOf(scope, element, depth + 1),
    );
  if ((name === 'Array' || name === 'ReadonlyArray') && element)
    return { kind: 'array', element: shapeOf(scope, element, depth + 1), length: undefined };
  if (name === 'Readonly' && element) return shapeOf(scope, element, depth + 1);
  return refuse(scope, node, 'is not known here');
}

/** `9`, or `typeof taps.length` of a value from around the kernel. */
function lengthOf(scope: TypeScope, node: ts.TypeNode): number {
  const ts = typescript();
  const number =
    ts.isLiteralTypeNode(node) && ts.isNumericLiteral(node.literal)
      ? Number(node.literal.text)
      : ts.isTypeQueryNode(node)
        ? hostValue(scope, node.exprName)
        : undefined;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 1) return number;
  return faultAt(scope.home, node, scope.callers, {
    code: 'HW042',
    message: `the length of an array is ${node.getText(scope.home.tree)}`,
    note: number === undefined ? 'not known when the kernel is built' : `which is ${String(number)}`,
    help: 'Arr<i8, 9>, or of a constant from around the kernel: Arr<i8, typeof n>',
  });
}

function hostValue(scope: TypeScope, name: ts.EntityName): unknown {
  if (typescript().isIdentifier(name)) return scope.value(name);
  const object = hostValue(scope, name.left) as Record<string, unknown> | undefined;
  return object?.[name.right.text];
}

function recordOf(scope: TypeScope, members: readonly ts.TypeElement[], depth: number): Shape {
  const ts = typescript();
  const fields = members.map(member => {
    if (ts.isPropertySignature(member) && member.type && !member.questionToken && ts.isIdentifier(member.name))
      return [member.name.text, shapeOf(scope, member.type, depth + 1)] as const;
    return refuse(scope, member, 'is no field that is always there and has a type');
  });
  return { kind: 'record', fields };
}

const refuse = (scope: TypeScope, node: ts.Node, why: string): never =>
  faultAt(scope.home, node, scope.callers, {
    code: 'HW042',
    message: `the type ${node.getText(scope.home.tree).replace(/\s+/g, ' ')} ${why}`,
    help: `a kernel knows ${listed}`,
  });

/** Scalars and arrays of scalars in a shape, in order, with the way to each. `lengths` are those of arrays around it. */
export function leavesOf(shape: Shape, path: readonly (string | number)[] = []): Leaf[] {
  switch (shape.kind) {
    case 'int':
      return [{ path, type: shape.type, shape: [] }];
    case 'bool':
      return [{ path, type: { signed: false, width: 1 }, bool: true, shape: [] }];
    case 'record':
      return shape.fields.flatMap(([name, field]) => leavesOf(field, [...path, name]));
    case 'tuple':
      return shape.items.flatMap((item, i) => leavesOf(item, [...path, String(i)]));
    default: {
      if (!isGrid(shape))
        return Array.from({ length: shape.length ?? 0 }, (_, i) => leavesOf(shape.element, [...path, i])).flat();
      const [inner] = leavesOf(shape.element, path);
      return [{ ...inner!, shape: [shape.length ?? 0, ...inner!.shape] }];
    }
  }
}

/** An array, in any number of dimensions, of scalars: one value. Arrays of anything else are taken apart. */
export const isGrid = (shape: Shape): boolean =>
  shape.kind === 'array' && (shape.element.kind === 'int' || shape.element.kind === 'bool' || isGrid(shape.element));
