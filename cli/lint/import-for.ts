import type { ts } from 'ts-morph';
import type { Context } from './rule.js';

/**
 * What the file has yet to import so that `name` means the one that the library declares in a file like `declared`:
 * '' for nothing, and undefined where the name means something else.
 */
export function importFor(node: ts.Node, context: Context, name: string, declared: RegExp): string | undefined {
  const { ts, checker } = context;
  const known = checker
    .getSymbolsInScope(node, ts.SymbolFlags.Value | ts.SymbolFlags.Alias)
    .find(it => it.name === name);
  if (!known) return name;
  const symbol = known.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(known) : known;
  return declared.test(symbol.declarations?.[0]?.getSourceFile().fileName ?? '') ? '' : undefined;
}
