import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = ts.createCompilerHost({});

/** Files are parsed once: the library's own types are most of the work. */
const files = new Map<string, ts.SourceFile | undefined>();

function parsed(path: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!files.has(path)) files.set(path, parse());
  return files.get(path);
}

export interface Checked {
  readonly errors: readonly string[];
  /** How much work it was: type instantiations, which unlike seconds are the same on every machine. */
  readonly instantiations: number;
}

/** What the editor would say about some lines of TypeScript, written as if they stood in this repository. */
export const errorsIn = (source: string): readonly string[] => checked(source).errors;

export function checked(source: string): Checked {
  const file = join(root, 'test/types/snippet.ts');
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, root);
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: path => path === file || host.fileExists(path),
    readFile: path => (path === file ? source : host.readFile(path)),
    getSourceFile: (path, ...rest) =>
      path === file
        ? ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true)
        : parsed(path, () => host.getSourceFile(path, ...rest)),
  });
  const own = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)];
  const errors = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return { errors, instantiations: program.getInstantiationCount() };
}
