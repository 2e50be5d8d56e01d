import type { ts } from 'ts-morph';
import type { Context, Typescript } from './rule.js';

const classes: ReadonlySet<string> = new Set([
  'Signal',
  'Bool',
  'Int',
  'UInt',
  'SInt',
  'Fixed',
  'Enum',
  'Vec',
  'AnyBundle',
]);

export function contextOf(ts: Typescript, checker: ts.TypeChecker, source: ts.SourceFile): Context {
  const known = new Map<ts.Type, boolean>();
  const isHardwareType = (type: ts.Type): boolean => {
    const is = known.get(type) ?? decide(type);
    known.set(type, is);
    return is;
  };
  const decide = (type: ts.Type): boolean => {
    if (type.isUnion()) return type.types.every(isHardwareType);
    if (type.isIntersection()) return type.types.some(isHardwareType);
    if (type.flags & ts.TypeFlags.TypeParameter) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint !== undefined && constraint !== type && isHardwareType(constraint);
    }
    const symbol = type.getSymbol();
    const declared = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
    return symbol !== undefined && classes.has(symbol.name) && /\/signal\/\w+(?:\.d)?\.ts$/.test(declared);
  };

  /** Behind `if (signal) return` TypeScript holds that there is no signal any more, since an object is always true. */
  const typeOf = (node: ts.Node): ts.Type => {
    const type = checker.getTypeAtLocation(node);
    const symbol = type.flags & ts.TypeFlags.Never ? checker.getSymbolAtLocation(node) : undefined;
    return symbol ? checker.getTypeOfSymbol(symbol) : type;
  };

  let mentions: Map<ts.Symbol, ts.Identifier[]> | undefined;
  const symbolOf = (node: ts.Identifier): ts.Symbol | undefined =>
    ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  const collect = (): Map<ts.Symbol, ts.Identifier[]> => {
    const found = new Map<ts.Symbol, ts.Identifier[]>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && !isDeclared(node)) {
        const symbol = symbolOf(node);
        const list = symbol && (found.get(symbol) ?? []);
        list?.push(node);
        if (symbol && list) found.set(symbol, list);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  };
  const isDeclared = (node: ts.Identifier): boolean => {
    const { parent } = node;
    const names =
      ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isPropertyAccessExpression(parent);
    return names && parent.name === node;
  };

  return {
    ts,
    checker,
    source,
    typeOf,
    isHardware: node => isHardwareType(typeOf(node)),
    mentions(symbol) {
      mentions ??= collect();
      return mentions.get(symbol) ?? [];
    },
    callee: call => {
      const file = checker.getResolvedSignature(call)?.declaration?.getSourceFile().fileName;
      return file && /\/(?:dsl|dist)\/(?:.*\/)?(\w+\/\w[\w-]*)(?:\.d)?\.ts$/.exec(file)?.[1];
    },
  };
}
