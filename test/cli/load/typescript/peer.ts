import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';

/** TypeScript files of this project below some of its folders. */
export const filesBelow = (...folders: readonly string[]): { path: string; text: string }[] =>
  folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(path => /(?<!\.d)\.ts$/.test(path))
      .map(path => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), 'utf8') })),
  );

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * A program as acorn reads it, or without the types that the other parser has read, made comparable: without what is
 * absent, which one of them leaves out, without the empty statements that types leave, and with places that do not count
 * blanks, which a type leaves too.
 */
export function comparable(node: unknown, code: string): unknown {
  if (Array.isArray(node))
    return node.filter(part => part?.type !== 'EmptyStatement').map(part => comparable(part, code));
  if (typeof node === 'bigint') return String(node);
  if (typeof node !== 'object' || node === null || !('type' in node)) return node;
  const { type, start, end } = node as { type: string; start: number; end: number };
  const place = placed(code, start, end);
  const { value } = node as { value?: unknown };
  if (type === 'TemplateElement') return { type, cooked: (value as { cooked?: string }).cooked };
  if (type === 'Literal') return { type, ...place, value: String(value) };
  const rest = Object.entries(node)
    .filter(([key]) => !own.has(key))
    .map(([key, value]) => [key, comparable(value, code)] as const)
    .filter(([, value]) => value && !(Array.isArray(value) && value.length === 0));
  return { type, ...Object.fromEntries(rest), ...(type !== 'Program' && place) };
}

/** What only one of them has. */
const own: ReadonlySet<string> = new Set([
  'start',
  'end',
  'sourceType',
  'directive',
  'importKind',
  'exportKind',
  'accessibility',
  'readonly',
  'override',
  'abstract',
  'definite',
]);

function placed(code: string, start: number, end: number): { start: number; end: number } {
  const text = code.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
}

export const byAcorn = (code: string): unknown =>
  comparable(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), code);

/** What esbuild makes of a file, without comments and empty statements. Imports stay, whatever is used of them. */
export const byEsbuild = (code: string, loader: 'ts' | 'js'): string =>
  transformSync(code, { loader, target: 'node20', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } })
    .code.split('\n')
    .filter(line => !/^\s*(?:\/\/|\/\*|\*|;|$)|^export \{\};$/.test(line))
    .join('\n');
