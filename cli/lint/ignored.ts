/**
 * Lines whose findings the user has read and means: `// grace-ignore` on the line or alone on the one above, with the
 * names of the rules that are meant, or all without any. Gives a test of a line, counted from 1, and a rule.
 */
export function ignored(text: string): (line: number, rule: string) => boolean {
  if (!text.includes('grace-ignore')) return () => false;
  const byLine = new Map<number, ReadonlySet<string>>();
  for (const [i, line] of text.split('\n').entries()) {
    const [, before, names] = /^(.*)\/\/\s*grace-ignore\b([\w\s,-]*)/.exec(line) ?? [];
    if (names === undefined) continue;
    const target = before!.trim() === '' ? i + 2 : i + 1;
    byLine.set(target, new Set(names.split(/[\s,]+/).filter(Boolean)));
  }
  return (line, rule) => {
    const names = byLine.get(line);
    return names !== undefined && (names.size === 0 || names.has(rule));
  };
}
