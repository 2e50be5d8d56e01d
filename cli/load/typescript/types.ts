import type * as acorn from 'acorn';
import { abstractField, classOf, field, method } from './class.js';
import type { Part } from './erase.js';
import { arrow, awaiting, fn } from './function.js';
import { byDefault, everything, exported, imported } from './link.js';
import type { Parsed } from './program.js';
import { refuse } from './unread.js';
import { assigning, declarator, identifier, labelled, member, pattern, property, typed, unwrapped } from './value.js';
import { erased, erasedStatement, keep, type Node, type Rule, type Walk } from './walk.js';

/**
 * Takes the types out of the tree of a TypeScript file, and notes where they were: `program` changes. `keys` says where
 * other nodes stand in a node. Throws `Unread` for what is neither a type nor JavaScript that a function can have.
 */
export function withoutTypes(program: acorn.Program, text: string, keys: Walk['keys']): Parsed {
  const used = new Set<string>();
  const assigned = new Set<string>();
  const w: Walk = { text, keys, rules, types: [], used, assigned, hasFields: false, depth: 0 };
  keep(w, program as unknown as Node);
  return { program, types: outermost(w.types), used, assigned, hasFields: w.hasFields };
}

/** In order, without parts that lie in others. */
function outermost(parts: Part[]): Part[] {
  let last = 0;
  return parts
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ to }) => {
      const isOutside = to > last;
      if (isOutside) last = to;
      return isOutside;
    });
}

const loop: Rule = (w, node) =>
  (node.left as Node).type === 'VariableDeclaration' ? keep(w, node) : assigning('left')(w, node);

const variables: Rule = (w, node) => {
  if (node.declare) return erasedStatement(w, node);
  return /using$/.test(node.kind as string) ? refuse() : keep(w, node);
};

/** Every other node is kept, if JavaScript has it. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Identifier', identifier],
  ['ObjectPattern', pattern],
  ['ArrayPattern', pattern],
  ['MemberExpression', member],
  ['Property', property],
  ['LabeledStatement', labelled],
  ['BreakStatement', labelled],
  ['ContinueStatement', labelled],
  ['AssignmentExpression', assigning('left')],
  ['UpdateExpression', assigning('argument')],
  ['ForInStatement', loop],
  ['ForOfStatement', loop],
  ['VariableDeclaration', variables],
  ['VariableDeclarator', declarator],
  ['ParenthesizedExpression', unwrapped],
  ['TSAsExpression', typed],
  ['TSSatisfiesExpression', typed],
  ['TSNonNullExpression', typed],
  ['FunctionDeclaration', fn],
  ['FunctionExpression', fn],
  ['ArrowFunctionExpression', arrow],
  ['AwaitExpression', awaiting],
  ['ClassDeclaration', classOf],
  ['ClassExpression', classOf],
  ['MethodDefinition', method],
  ['PropertyDefinition', field],
  ['TSAbstractMethodDefinition', erasedStatement],
  ['TSAbstractPropertyDefinition', abstractField],
  ['TSIndexSignature', erasedStatement],
  ['ImportDeclaration', imported],
  ['ExportNamedDeclaration', exported],
  ['ExportDefaultDeclaration', byDefault],
  ['ExportAllDeclaration', everything],
  ['TSTypeAnnotation', erased],
  ['TSTypeParameterDeclaration', erased],
  ['TSTypeParameterInstantiation', erased],
  ['TSInterfaceDeclaration', erasedStatement],
  ['TSTypeAliasDeclaration', erasedStatement],
  ['TSDeclareFunction', erasedStatement],
  // What a module has and a function has not.
  ['ImportExpression', () => refuse()],
  ['MetaProperty', () => refuse()],
  // What node does not know.
  ['AccessorProperty', () => refuse()],
  ['Decorator', () => refuse()],
]);
