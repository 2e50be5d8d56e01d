import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Project, SourceFile, ts } from 'ts-morph';
import { fromSource, packageFile } from '../package-root.js';
import type { Finding } from './finding.js';
import { findTraps } from './traps.js';

/**
 * Type errors, and uses of hardware where TypeScript expects a value, in a design file and in all files of the
 * project that it imports. The nearest tsconfig.json decides; without one, strict.
 */
export async function lint(file: string): Promise<Finding[]> {
  const { Project, ts } = await import('ts-morph');
  const config = ts.findConfigFile(dirname(file), existsSync);
  const project = new Project({
    ...(config ? { tsConfigFilePath: config } : {}),
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { ...(config ? {} : defaults(ts)), ...languageFor(file), noEmit: true },
  });
  const entry = project.addSourceFileAtPath(file);
  project.resolveSourceFileDependencies();
  return usersFiles(project, entry).flatMap(source => {
    const traps = findTraps(source);
    const lines = new Set(traps.map(trap => trap.line));
    // TypeScript has its own words for some of the traps; ours say what to write.
    return [...traps, ...typeErrors(project, source).filter(error => !lines.has(error.line))].sort(
      (a, b) => a.line - b.line,
    );
  });
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
    .filter(source => source === entry || !library.some(folder => source.getFilePath().startsWith(`${folder}/`)));
}

function typeErrors(project: Project, source: SourceFile): Finding[] {
  const { compilerObject } = project.getProgram();
  const own = source.compilerNode;
  return [...compilerObject.getSyntacticDiagnostics(own), ...compilerObject.getSemanticDiagnostics(own)]
    .filter(diagnostic => !isAboutNode(diagnostic))
    .map(diagnostic => {
      const { line, column } = source.getLineAndColumnAtPos(diagnostic.start ?? 0);
      return {
        code: `TS${diagnostic.code}`,
        message: inOurWords(flat(diagnostic.messageText)),
        file: source.getFilePath(),
        line,
        column,
      };
    });
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
