import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Frame, Loc } from '../../ir/loc.js';
import { type ts, typescript } from './typescript.js';

/** A source file that kernels stand in. */
export interface Home {
  readonly file: string;
  readonly tree: ts.SourceFile;
  /** Calls of `kernel`, in the order of the text. */
  readonly kernels: readonly ts.CallExpression[];
  /** Types declared in it, and those imported, by their local name. */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
}

export type TypeDeclaration =
  | ts.TypeAliasDeclaration
  | ts.InterfaceDeclaration
  | { readonly from: string; readonly name: string };

const homes = new Map<string, Home>();

/** Reads a file's text; each only once. */
export function homeOf(file: string, text: string): Home {
  const key = `${file}\n${text}`;
  const known = homes.get(key);
  if (known) return known;
  const ts = typescript();
  const kind = /\.[cm]?[jt]sx$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const home: Home = { file: resolve(file), tree, kernels: kernelsOf(tree), types: typesOf(tree) };
  homes.set(key, home);
  return home;
}

/** A file that another one imports from; undefined when it cannot be read. */
export function neighbour(home: Home, specifier: string): Home | undefined {
  const path = resolve(dirname(home.file), specifier);
  for (const file of [path.replace(/\.([cm]?)js$/, '.$1ts'), `${path}.ts`, path]) {
    try {
      return homeOf(file, readFileSync(file, 'utf8'));
    } catch {}
  }
  return undefined;
}

/** Modules from which `kernel` is the language's own: by its name, or within this repository by its path. */
export const isLanguage = (specifier: string): boolean =>
  /^grace-hdl$|(?:^|\/)dsl\/index\.js$|(?:^|\/)kernel\/(?:index|kernel)\.js$/.test(specifier);

function kernelsOf(tree: ts.SourceFile): ts.CallExpression[] {
  const ts = typescript();
  const names = new Set<string>();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!isLanguage(statement.moduleSpecifier.text) || !bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements)
      if ((propertyName ?? name).text === 'kernel') names.add(name.text);
  }
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.has(node.expression.text))
      found.push(node);
    ts.forEachChild(node, visit);
  };
  if (names.size > 0) visit(tree);
  return found;
}

function typesOf(tree: ts.SourceFile): Map<string, TypeDeclaration> {
  const ts = typescript();
  const types = new Map<string, TypeDeclaration>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) types.set(node.name.text, node);
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      const from = node.moduleSpecifier.text;
      if (bindings && ts.isNamedImports(bindings))
        for (const { name, propertyName } of bindings.elements)
          types.set(name.text, { from, name: (propertyName ?? name).text });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return types;
}

export function frameOf(home: Home, node: ts.Node): Frame {
  const { line, character } = home.tree.getLineAndCharacterOfPosition(node.getStart(home.tree));
  return { file: home.file, line: line + 1, column: character + 1 };
}

/** Where a node stands, and the calls that lead there; worked out when it is asked for. */
export const locOf = (home: Home, node: ts.Node, callers: readonly Frame[] = []): Loc => new Place(home, node, callers);

/** A class, since there is one for each value, and an object with a getter of its own takes longer to make. */
class Place implements Loc {
  readonly #home: Home;
  readonly #node: ts.Node;
  readonly #callers: readonly Frame[];
  #frames: readonly Frame[] | undefined;

  constructor(home: Home, node: ts.Node, callers: readonly Frame[]) {
    this.#home = home;
    this.#node = node;
    this.#callers = callers;
  }

  get frames(): readonly Frame[] {
    this.#frames ??= Object.freeze([frameOf(this.#home, this.#node), ...this.#callers]);
    return this.#frames;
  }
}
