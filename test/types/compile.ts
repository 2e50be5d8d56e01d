import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = ts.createCompilerHost({});

/** What the editor would say about some lines of TypeScript, written as if they stood in this repository. */
export function errorsIn(source: string): string[] {
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
        : host.getSourceFile(path, ...rest),
  });
  const own = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
