import { type Expression, Node, type SourceFile, SyntaxKind, type Type } from 'ts-morph';
import type { Finding } from './finding.js';

/**
 * Places where TypeScript silently takes a piece of hardware for an ordinary value: the test of an `if` (an object is
 * always true), `===` (are they the same object?), `!`, `&&`, templates. None of them makes hardware.
 */
export function findTraps(source: SourceFile): Finding[] {
  return source.getDescendants().flatMap(node => {
    const trap = trapAt(node);
    if (!trap) return [];
    const { line, column } = source.getLineAndColumnAtPos(trap.at.getStart());
    const message = `${trap.what} on hardware is decided while the hardware is built, not by the hardware`;
    return [{ code: 'HW003', message, file: source.getFilePath(), line, column, help: trap.help }];
  });
}

interface Trap {
  readonly at: Node;
  readonly what: string;
  readonly help: string;
}

function trapAt(node: Node): Trap | undefined {
  if (Node.isIfStatement(node)) return test(node.getExpression(), "'if'", it => `write when(${it}, () => { ... })`);
  if (Node.isWhileStatement(node) || Node.isDoStatement(node))
    return test(
      node.getExpression(),
      "'while'",
      () => 'what takes several cycles is a register or a state: states(...)',
    );
  if (Node.isConditionalExpression(node))
    return test(
      node.getCondition(),
      "'? :'",
      it => `write ${it}.mux(${node.getWhenTrue().getText()}, ${node.getWhenFalse().getText()})`,
    );
  if (Node.isPrefixUnaryExpression(node)) return prefix(node.getOperatorToken(), node.getOperand());
  if (Node.isBinaryExpression(node)) return binary(node.getLeft(), node.getOperatorToken().getText(), node.getRight());
  if (Node.isTemplateSpan(node))
    return test(node.getExpression(), 'a template string', it => `print('{}', ${it}) shows it in simulation`);
  return undefined;
}

const test = (at: Expression, what: string, help: (text: string) => string): Trap | undefined =>
  isHardware(at.getType()) ? { at, what, help: help(operand(at)) } : undefined;

function prefix(operator: SyntaxKind, at: Expression): Trap | undefined {
  if (operator === SyntaxKind.ExclamationToken || operator === SyntaxKind.TildeToken)
    return test(at, `'${operator === SyntaxKind.TildeToken ? '~' : '!'}'`, it => `write ${it}.not()`);
  return operator === SyntaxKind.MinusToken ? test(at, "'-'", it => `write ${it}.neg()`) : undefined;
}

const methods: Readonly<Record<string, string>> = {
  '===': 'eq',
  '==': 'eq',
  '!==': 'ne',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '&&': 'and',
  '||': 'or',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '<<': 'shl',
  '>>': 'shr',
};

function binary(left: Expression, operator: string, right: Expression): Trap | undefined {
  const method = methods[operator];
  if (!method || isNothing(right.getType()) || isNothing(left.getType())) return undefined;
  const logical = operator === '&&' || operator === '||';
  const onLeft = isHardware(left.getType());
  if (!onLeft && (logical || !isHardware(right.getType()))) return undefined;
  const [self, other] = onLeft ? [left, right] : [right, left];
  const mirrored: Readonly<Record<string, string>> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
  const called = onLeft ? method : (mirrored[method] ?? method);
  return { at: left, what: `'${operator}'`, help: `write ${operand(self)}.${called}(${other.getText()})` };
}

/** The text of an expression as the object of a method call. */
const operand = (node: Expression): string =>
  Node.isBinaryExpression(node) || Node.isConditionalExpression(node) || Node.isAwaitExpression(node)
    ? `(${node.getText()})`
    : node.getText();

const classes: ReadonlySet<string> = new Set(['Signal', 'Bool', 'Int', 'UInt', 'SInt', 'Fixed', 'Enum', 'Vec']);

/** Every possible value is hardware: `Bool | undefined` may well be asked whether it is there. */
function isHardware(type: Type): boolean {
  if (type.isUnion()) return type.getUnionTypes().every(isHardware);
  if (type.isIntersection()) return type.getIntersectionTypes().some(isHardware);
  const symbol = type.getSymbol();
  const declared = symbol?.getDeclarations()[0]?.getSourceFile().getFilePath();
  return symbol !== undefined && classes.has(symbol.getName()) && /\/signal\/\w+(?:\.d)?\.ts$/.test(declared ?? '');
}

const isNothing = (type: Type): boolean => type.isUndefined() || type.isNull();
