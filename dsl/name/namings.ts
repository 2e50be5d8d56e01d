import type * as acorn from 'acorn';
import { boundNames } from './bound-names.js';
import { children } from './children.js';

/** One place that gives names to values. */
export type Naming = After | Around;

/** Behind the statement that ends at `at`. */
export interface After {
  readonly kind: 'after';
  readonly at: number;
  readonly names: readonly string[];
}

/** Around the expression from `from` to `to`; a `hint` gives way to the name of a later declaration. */
export interface Around {
  readonly kind: 'around';
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly hint: boolean;
}

type Any = acorn.AnyNode;
/**
 * `named`: in the literal that a declaration names, whose name reaches the parts by itself (`pair_left`);
 * `free`: anywhere else, where a key is the best name there is, though only until a declaration gives a better one.
 */
type Inside = 'named' | 'free';

/** Every naming of a program, in no particular order. */
export function namings(program: acorn.Node): Naming[] {
  const found: Naming[] = [];
  visit(program as Any, 'free', found);
  return found;
}

function visit(node: Any, inside: Inside, found: Naming[]): void {
  for (const statement of statementsOf(node)) declared(statement, found);
  const own = around(node, inside);
  if (own) found.push(own);
  for (const child of children(node)) visit(child, insideOf(node, child, inside), found);
}

function insideOf(parent: Any, child: Any, inside: Inside): Inside {
  if (parent.type === 'VariableDeclarator') return child === parent.init ? 'named' : 'free';
  if (parent.type === 'PropertyDefinition') return child === parent.value ? 'named' : 'free';
  return partsOfLiteral.has(parent.type) ? inside : 'free';
}

const partsOfLiteral: ReadonlySet<string> = new Set([
  'ObjectExpression',
  'Property',
  'ArrayExpression',
  'SpreadElement',
  'ConditionalExpression',
  'LogicalExpression',
  'ParenthesizedExpression',
]);

/** The lists in which something can be put behind a declaration; the head of a `for` is none. */
function statementsOf(node: Any): readonly Any[] {
  if (node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock') return node.body;
  return node.type === 'SwitchCase' ? node.consequent : [];
}

/** `const` only: a variable that is assigned again stands for different values at different times. */
function declared(statement: Any, found: Naming[]): void {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') return;
  const names = declaration.declarations
    .filter(({ id, init }) => init && (id.type !== 'Identifier' || mayHoldHardware(init)))
    .flatMap(declarator => boundNames(declarator.id));
  if (names.length > 0) found.push({ kind: 'after', at: statement.end, names });
}

/** Class fields, `this.x = value` and the keys of free object literals: the value itself is wrapped. */
function around(node: Any, inside: Inside): Around | undefined {
  if (node.type === 'PropertyDefinition') return keyed(node, mayHoldHardware(node.value) && node.value, false);
  if (node.type === 'AssignmentExpression') {
    const { left, right, operator } = node;
    const own = operator === '=' && left.type === 'MemberExpression' && left.object.type === 'ThisExpression';
    return own
      ? keyed({ key: left.property, computed: left.computed }, mayHoldHardware(right) && right, false)
      : undefined;
  }
  if (node.type !== 'Property' || node.kind !== 'init' || node.method || inside === 'named') return undefined;
  return keyed(node, isCall(node.value) && node.value, true);
}

function keyed(
  property: { key: Any; computed: boolean },
  value: Any | null | false | undefined,
  hint: boolean,
): Around | undefined {
  const { key, computed } = property;
  if (computed || !value) return undefined;
  const named = key.type === 'Identifier' || key.type === 'PrivateIdentifier' ? key.name : undefined;
  const name = key.type === 'Literal' && typeof key.value === 'string' ? key.value : named;
  return name === undefined ? undefined : { kind: 'around', from: value.start, to: value.end, name, hint };
}

const isCall = (node: Any): boolean =>
  node.type === 'CallExpression' || (node.type === 'AwaitExpression' && isCall(node.argument as Any));

/** False for what can only be an ordinary TypeScript value. Wrapping a function would also cost it its own name. */
function mayHoldHardware(value: Any | null | undefined): boolean {
  switch (value?.type) {
    case 'CallExpression':
    case 'ChainExpression':
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'MemberExpression':
    case 'Identifier':
      return true;
    case 'ConditionalExpression':
      return mayHoldHardware(value.consequent) || mayHoldHardware(value.alternate);
    case 'LogicalExpression':
      return mayHoldHardware(value.left) || mayHoldHardware(value.right);
    case 'ArrayExpression':
      return value.elements.some(element => mayHoldHardware(element));
    case 'ObjectExpression':
      return value.properties.some(property => property.type === 'Property' && mayHoldHardware(property.value));
    case 'SpreadElement':
      return mayHoldHardware(value.argument);
    case 'AssignmentExpression':
      return mayHoldHardware(value.right);
    case 'SequenceExpression':
      return mayHoldHardware(value.expressions.at(-1));
    case 'ParenthesizedExpression':
      return mayHoldHardware(value.expression);
    default:
      return false;
  }
}
