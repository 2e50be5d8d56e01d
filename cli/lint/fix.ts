import type { ts } from 'ts-morph';
import type { Fix } from './finding.js';
import type { Typescript } from './rule.js';

/**
 * The text of a file with those fixes that hold no other within: the outer ones are made from the text of the inner
 * ones, and are found again in the next pass.
 */
export function withFixes(
  ts: Typescript,
  source: ts.SourceFile,
  fixes: readonly Fix[],
): { text: string; count: number } {
  const holds = ({ range: [a, b] }: Fix, other: Fix): boolean => {
    const [from, to] = other.range;
    return a <= from && to <= b && (a < from || to < b);
  };
  const inner = fixes.filter(fix => !fixes.some(other => holds(fix, other)));
  const needs = new Set(inner.flatMap(fix => fix.needs ?? []));
  const edits = [...inner, ...[...needs].map(name => importOf(ts, source, name))];
  let { text } = source;
  for (const { range, text: replacement } of edits.toSorted((a, b) => b.range[0] - a.range[0]))
    text = text.slice(0, range[0]) + replacement + text.slice(range[1]);
  return { text, count: inner.length };
}

/** Puts a name into the import of the language, or such an import before the first one. */
function importOf(ts: Typescript, source: ts.SourceFile, name: string): Fix {
  const imports = source.statements.filter(ts.isImportDeclaration);
  for (const { moduleSpecifier, importClause } of imports) {
    const bindings = importClause?.namedBindings;
    const ours = (moduleSpecifier as ts.StringLiteral).text === 'grace-hdl' && !importClause?.isTypeOnly;
    if (!ours || !bindings || !ts.isNamedImports(bindings)) continue;
    const next = bindings.elements.find(element => element.name.text.toLowerCase() > name);
    const last = bindings.elements.at(-1);
    if (next) return { range: [next.getStart(source), next.getStart(source)], text: `${name}, ` };
    const at = last?.getEnd() ?? bindings.getStart(source) + 1;
    return { range: [at, at], text: last ? `, ${name}` : ` ${name} ` };
  }
  const at = (imports[0] ?? source.statements[0])?.getStart(source) ?? 0;
  return { range: [at, at], text: `import { ${name} } from 'grace-hdl';\n` };
}
