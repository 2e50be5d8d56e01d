import { compileFunction } from 'node:vm';
import type * as acorn from 'acorn';
import { type Edit, insert } from '../../../dsl/name/edit.js';
import { usesLanguage } from '../../../dsl/name/language.js';
import { namesFor } from '../../../dsl/name/names.js';
import { erase, type Part } from '../typescript/erase.js';
import type { Parse } from '../typescript/program.js';
import { refuse } from '../typescript/unread.js';
import { defaultName, type Import, type Interface, interfaceOf } from './interface.js';

/** A file of a design, ready to run. */
export interface Module extends Interface {
  readonly path: string;
  readonly source: string;
  /** What was put between the characters of the source. */
  readonly edits: readonly Edit[];
  /** Runs it with the values of the names that it imports, in order, and gives those that it exports. */
  readonly run: (...imported: unknown[]) => Readonly<Record<string, unknown>>;
}

/** Compiles a TypeScript file. Throws `Unread` for one that only esbuild reads. */
export function moduleOf(path: string, source: string, parse: Parse): Module {
  const { program, types, used, assigned, hasFields } = parse(source);
  const isNamed = usesLanguage.test(source);
  // What such a field is depends on the settings of the project, which are esbuild's to read.
  if (hasFields && !isNamed) refuse();
  const { imports, exports } = interfaceOf(program, used, assigned);
  const needed = imports.filter(({ names }) => names.length > 0);
  // Some projects want a module to run of which nothing is used.
  if (needed.length < imports.length && !isNamed) refuse();
  const { call, edits: names, tail } = isNamed ? namesFor(program, source, { file: path, source }) : unnamed;
  const edits = [...names, ...defaults(program)].sort((a, b) => a.at - b.at);
  const code = insert(erase(source, withoutModule(program, types, source)), edits);
  const result = [...exports.keys()].sort().map(name => `${name}: ${exports.get(name)}`);
  const text = `'use strict';\n${code}\n${tail}return { ${result.join(', ')} };`;
  const linked = call === undefined ? needed : [...needed, naming(call)];
  const locals = linked.flatMap(({ names }) => names.map(({ local }) => local));
  const run = compiled(text, [...locals, defaultName], path);
  return { path, source, edits, imports: linked, exports, run };
}

const unnamed = { call: undefined, edits: [], tail: '' };

const naming = (local: string): Import => ({
  specifier: 'grace-hdl/naming',
  names: [{ imported: 'named', local }],
});

function compiled(text: string, parameters: string[], path: string): Module['run'] {
  try {
    // The line of the directive is none of the file's.
    return compileFunction(text, parameters, { filename: path, lineOffset: -1 }) as Module['run'];
  } catch {
    // The text is wrong, and esbuild says where.
    return refuse();
  }
}

/** The parts that are not of a function: types, imports, and the words before what is exported. */
function withoutModule(program: acorn.Program, types: readonly Part[], source: string): Part[] {
  const found = program.body.flatMap(node => partOfModule(node, source));
  const whole = found.filter(({ statement }) => statement);
  const within = ({ from }: Part): boolean => whole.some(part => part.from <= from && from < part.to);
  return [...types.filter(part => !within(part)), ...found].sort((a, b) => a.from - b.from);
}

function partOfModule(node: acorn.Program['body'][number], source: string): Part[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [{ from: node.start, to: node.end, statement: true }];
    case 'ExportNamedDeclaration':
      if (!node.declaration) return [{ from: node.start, to: node.end, statement: true }];
      return [{ from: node.start, to: node.start + 'export'.length }];
    case 'ExportDefaultDeclaration':
      return [{ from: node.start, to: node.start + exportDefault(source, node.start), statement: true }];
    default:
      return [];
  }
}

/** Length of the words `export default` at a place. */
function exportDefault(source: string, at: number): number {
  const words = /export\s+default/y;
  words.lastIndex = at;
  return words.exec(source)?.[0].length ?? refuse();
}

/** A default that is a value is kept under a name. */
const defaults = (program: acorn.Program): Edit[] =>
  program.body.flatMap(node =>
    node.type === 'ExportDefaultDeclaration' && !/Declaration$/.test(node.declaration.type)
      ? [{ at: node.declaration.start, text: `${defaultName} = ` }]
      : [],
  );
