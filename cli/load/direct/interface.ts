import type * as acorn from 'acorn';
import { refuse } from '../typescript/unread.js';

/** What a module asks of another. */
export interface Import {
  readonly specifier: string;
  /** The exported name, or `*` for all of them as one object, and what it is called here. */
  readonly names: readonly { readonly imported: string; readonly local: string }[];
}

/** The part of a module that others see. */
export interface Interface {
  readonly imports: readonly Import[];
  /** Exported names, each with the name that it has within the module. */
  readonly exports: ReadonlyMap<string, string>;
}

/** The exported default, where it is a value without a name; no user would choose it. */
export const defaultName = '__grace_default';

/**
 * What a module imports and exports. An import that is not `used` is of a type. Throws `Unread` for what is more than a
 * value handed over once the module has run: exports that change, and those of everything that another module has.
 */
export function interfaceOf(
  program: acorn.Program,
  used: ReadonlySet<string>,
  assigned: ReadonlySet<string>,
): Interface {
  const imports: Import[] = [];
  const exports = new Map<string, string>();
  const declared = new Set<string>();
  const imported = new Set<string>();
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers.map(importedName).filter(({ local }) => used.has(local));
      imports.push({ specifier: String(node.source.value), names });
      for (const { local } of names) imported.add(local);
    } else if (node.type === 'ExportDefaultDeclaration') exports.set('default', defaultOf(node.declaration));
    else if (node.type === 'ExportNamedDeclaration') addExports(node, imports, exports, declared);
    else if (node.type === 'ExportAllDeclaration') refuse();
    for (const name of declaredBy(node)) declared.add(name);
  }
  for (const name of imported) if (declared.has(name) || assigned.has(name)) refuse();
  // It would be that of the function that the module becomes.
  if (used.has('arguments')) refuse();
  for (const local of exports.values())
    if (assigned.has(local) || !(declared.has(local) || imported.has(local) || local === defaultName)) refuse();
  return { imports, exports };
}

type Specifier = acorn.ImportDeclaration['specifiers'][number];

function importedName(part: Specifier): { imported: string; local: string } {
  const local = part.local.name;
  if (part.type === 'ImportNamespaceSpecifier') return { imported: '*', local };
  return { imported: part.type === 'ImportSpecifier' ? nameOf(part.imported) : 'default', local };
}

const nameOf = (node: acorn.Identifier | acorn.Literal): string => (node.type === 'Identifier' ? node.name : refuse());

/** A function or a class has its name; one without would get another than that of a module's default. */
function defaultOf(node: acorn.ExportDefaultDeclaration['declaration']): string {
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id) return node.id.name;
  return /Function|Class/.test(node.type) ? refuse() : defaultName;
}

function addExports(
  node: acorn.ExportNamedDeclaration,
  imports: Import[],
  exports: Map<string, string>,
  declared: Set<string>,
): void {
  if (node.declaration) for (const name of declaredBy(node)) exports.set(name, name);
  const names = node.specifiers.map(({ local, exported }, i) => {
    const here = node.source ? `__grace_${node.start}_${i}` : nameOf(local);
    exports.set(nameOf(exported), here);
    if (node.source) declared.add(here);
    return { imported: nameOf(local), local: here };
  });
  if (node.source) imports.push({ specifier: String(node.source.value), names });
}

/** Names that a statement of a module declares in it. */
function declaredBy(node: acorn.Program['body'][number]): string[] {
  const inner =
    node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? node.declaration : node;
  if (inner?.type === 'FunctionDeclaration' || inner?.type === 'ClassDeclaration')
    return inner.id ? [inner.id.name] : [];
  if (inner?.type !== 'VariableDeclaration') return [];
  return inner.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : refuse()));
}
