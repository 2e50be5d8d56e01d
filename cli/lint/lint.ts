import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Project, SourceFile, ts } from 'ts-morph';
import { fromSource, packageFile } from '../package-root.js';
import { contextOf } from './context.js';
import type { Finding } from './finding.js';
import { withFixes } from './fix.js';
import { ignored } from './ignored.js';
import type { Context, Typescript } from './rule.js';
import { rules } from './rules/index.js';

export interface Linted {
  /** What is left to say, by file and line. */
  readonly findings: readonly Finding[];
  /** Files whose text has been mended, and in how many places; nothing is written. */
  readonly mended: readonly { readonly file: string; readonly text: string; readonly count: number }[];
}

/** Passes of fixing: nested places are mended from the inside, one level in each. */
const PASSES = 30;

/**
 * Type errors, and what the rules find, in a design file and in all files of the project that it imports. The nearest
 * tsconfig.json decides; without one, strict. With `fix`, first everything is mended that can be.
 */
export async function lint(file: string, { fix = false } = {}): Promise<Linted> {
  const { Project, ts } = await import('ts-morph');
  const config = ts.findConfigFile(dirname(file), existsSync);
  const project = new Project({
    ...(config ? { tsConfigFilePath: config } : {}),
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { ...(config ? {} : defaults(ts)), ...languageFor(file), noEmit: true },
  });
  const entry = project.addSourceFileAtPath(file);
  project.resolveSourceFileDependencies();
  const files = usersFiles(project, entry);
  const mended = fix ? mend(ts, project, files) : [];
  const checker = project.getProgram().compilerObject.getTypeChecker();
  const findings = files.flatMap(source => {
    // First, because the checker keeps what it finds out, and in this order asks everything once.
    const types = typeErrors(project, source);
    const found = findingsOf(contextOf(ts, checker, source.compilerNode));
    const traps = new Set(found.flatMap(({ severity, line }) => (severity === 'error' ? [line] : [])));
    // TypeScript has its own words for some of the traps; ours say what to write.
    return [...found, ...types.filter(({ line }) => !traps.has(line))].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    );
  });
  return { findings, mended };
}

function mend(typescript: Typescript, project: Project, files: readonly SourceFile[]): Linted['mended'] {
  const counts = new Map<SourceFile, number>();
  for (let pass = 0; pass < PASSES; pass++) {
    const program = project.getProgram().compilerObject;
    const checker = program.getTypeChecker();
    const edits = files.flatMap(source => {
      // What does not parse may be anything.
      if (program.getSyntacticDiagnostics(source.compilerNode).length > 0) return [];
      const fixes = findingsOf(contextOf(typescript, checker, source.compilerNode)).flatMap(({ fix }) => fix ?? []);
      return fixes.length > 0 ? [{ source, ...withFixes(typescript, source.compilerNode, fixes) }] : [];
    });
    if (edits.length === 0) break;
    for (const { source, text, count } of edits) {
      source.replaceWithText(text);
      counts.set(source, (counts.get(source) ?? 0) + count);
    }
  }
  return [...counts].map(([source, count]) => ({ file: source.getFilePath(), text: source.getFullText(), count }));
}

/** What the rules find in a file, in the order of the text. */
function findingsOf(context: Context): Finding[] {
  const { ts, source } = context;
  const isIgnored = ignored(source.text);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    for (const rule of rules) {
      const found = rule.find(node, context);
      if (!found) continue;
      const place = placeOf(source, found.at.getStart(), found.at.getEnd());
      if (isIgnored(place.line, rule.name)) continue;
      const { name, code, severity } = rule;
      const { message, help, fix } = found;
      findings.push({ rule: name, ...(code && { code }), severity, message, ...place, help, ...(fix && { fix }) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

function placeOf(source: ts.SourceFile, from: number, to: number) {
  const start = source.getLineAndCharacterOfPosition(from);
  const end = source.getLineAndCharacterOfPosition(to);
  return {
    file: source.fileName,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

const defaults = (typescript: typeof ts): ts.CompilerOptions => ({
  strict: true,
  target: typescript.ScriptTarget.ES2022,
  module: typescript.ModuleKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  skipLibCheck: true,
  types: [],
});

/** A design outside of any project still finds the language: that of this very command. */
function languageFor(file: string): ts.CompilerOptions {
  try {
    createRequire(file).resolve('grace-hdl/package.json');
    return {};
  } catch {
    const { exports } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
      exports: Record<string, { 'grace-source': string; types: string } | string>;
    };
    const paths: Record<string, string[]> = {};
    for (const [key, entry] of Object.entries(exports))
      if (typeof entry !== 'string')
        paths[join('grace-hdl', key)] = [packageFile(fromSource ? entry['grace-source'] : entry.types)];
    return { paths };
  }
}

/** The entry and what it imports, without packages and without the library. */
function usersFiles(project: Project, entry: SourceFile): SourceFile[] {
  const library = ['dsl', 'backend-sim', 'backend-verilog', 'stdlib-engines', 'dist'].map(folder =>
    packageFile(folder),
  );
  return project
    .getSourceFiles()
    .filter(source => !source.isDeclarationFile() && !source.isInNodeModules())
    .filter(source => source === entry || !library.some(folder => source.getFilePath().startsWith(`${folder}/`)))
    .sort((a, b) => (a.getFilePath() < b.getFilePath() ? -1 : 1));
}

function typeErrors(project: Project, source: SourceFile): Finding[] {
  const { compilerObject } = project.getProgram();
  const own = source.compilerNode;
  return [...compilerObject.getSyntacticDiagnostics(own), ...compilerObject.getSemanticDiagnostics(own)]
    .filter(diagnostic => !isAboutNode(diagnostic))
    .map(({ code, messageText, start = 0, length = 0 }) => ({
      rule: 'types',
      code: `TS${code}`,
      severity: 'error',
      message: inOurWords(flat(messageText)),
      ...placeOf(own, start, start + length),
    }));
}

/** The types of the language carry their own message for a mismatch, which TypeScript wraps into many of its own. */
function inOurWords(message: string): string {
  const [, what, why] = /readonly '([\w ]+)': "([^"]+)"/.exec(message) ?? [];
  return what ? `${what}: ${why}` : message;
}

/** Node's own types are a package that a design need not have. */
const isAboutNode = (diagnostic: ts.Diagnostic): boolean =>
  (diagnostic.code === 2307 || diagnostic.code === 2591 || diagnostic.code === 2580) &&
  /node:|@types\/node/.test(flat(diagnostic.messageText));

function flat(text: string | ts.DiagnosticMessageChain): string {
  if (typeof text === 'string') return text;
  return [text.messageText, ...(text.next ?? []).map(next => flat(next).replace(/^/gm, '  '))].join('\n');
}
