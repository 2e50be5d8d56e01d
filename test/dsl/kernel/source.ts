import { type ts as TypeScript, typescript } from '../../../dsl/kernel/front/typescript.js';

const ts = typescript();

/** Numbers are mathematical integers, truth values booleans. */
export type Value = bigint | boolean | Value[] | { [field: string]: Value };
type Names = Map<string, { value: Value | Function_ }>;
type Function_ = (...args: Value[]) => Value;

class Returned {
  constructor(readonly value: Value) {}
}

/**
 * Runs the source of a kernel as JavaScript would if its numbers had no end: the second oracle, which knows nothing of
 * ranges, of choices in the place of branches, or of loops that are written out.
 */
export function evaluate(text: string, args: readonly Value[]): Value {
  const tree = ts.createSourceFile('kernel.ts', `(${text})`, ts.ScriptTarget.Latest, true);
  const { expression } = tree.statements[0] as TypeScript.ExpressionStatement;
  return functionOf(
    (expression as TypeScript.ParenthesizedExpression).expression as TypeScript.ArrowFunction,
    [],
  )(...args);
}

function functionOf(node: TypeScript.ArrowFunction, around: readonly Names[]): Function_ {
  return (...args) => {
    const names: Names = new Map();
    const scopes = [...around, names];
    for (const [i, { name }] of node.parameters.entries()) bind(name, args[i]!, scopes);
    if (!ts.isBlock(node.body)) return value(node.body, scopes);
    try {
      statement(node.body, scopes);
    } catch (thrown) {
      if (thrown instanceof Returned) return thrown.value;
      throw thrown;
    }
    throw new Error('returned nothing');
  };
}

function bind(name: TypeScript.BindingName, item: Value, scopes: readonly Names[]): void {
  if (ts.isIdentifier(name)) scopes.at(-1)!.set(name.text, { value: item });
  else
    for (const [i, element] of name.elements.entries()) {
      if (ts.isOmittedExpression(element)) continue;
      const key = ts.isArrayBindingPattern(name) ? String(i) : (element.propertyName ?? element.name).getText();
      bind(element.name, (item as Record<string, Value>)[key]!, scopes);
    }
}

function statement(node: TypeScript.Statement, scopes: readonly Names[]): void {
  if (ts.isBlock(node))
    for (const inner of node.statements) statement(inner, ts.isFunctionLike(node.parent) ? scopes : scopes);
  if (ts.isBlock(node)) return;
  if (ts.isVariableStatement(node))
    for (const { name, initializer } of node.declarationList.declarations)
      bind(name, value(initializer!, scopes), scopes);
  else if (ts.isExpressionStatement(node)) value(node.expression, scopes);
  else if (ts.isReturnStatement(node)) throw new Returned(value(node.expression!, scopes));
  else if (ts.isIfStatement(node)) {
    const taken = truth(value(node.expression, scopes)) ? node.thenStatement : node.elseStatement;
    if (taken) statement(taken, [...scopes, new Map()]);
  } else if (ts.isForOfStatement(node)) {
    const count = value((node.expression as TypeScript.CallExpression).arguments[0]!, scopes) as bigint;
    for (let i = 0n; i < count; i++) {
      const inner = [...scopes, new Map()];
      bind((node.initializer as TypeScript.VariableDeclarationList).declarations[0]!.name, i, inner);
      statement(node.statement, inner);
    }
  } else throw new Error(node.getText());
}

const truth = (item: Value): boolean => (typeof item === 'boolean' ? item : item !== 0n);

function slot(name: string, scopes: readonly Names[]): { value: Value | Function_ } {
  for (const names of [...scopes].reverse()) if (names.has(name)) return names.get(name)!;
  throw new Error(`no ${name}`);
}

function value(node: TypeScript.Expression, scopes: readonly Names[]): Value {
  const of = (inner: TypeScript.Expression): Value => value(inner, scopes);
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return of(node.expression);
  if (ts.isNumericLiteral(node)) return BigInt(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isIdentifier(node)) return slot(node.text, scopes).value as Value;
  if (ts.isConditionalExpression(node)) return truth(of(node.condition)) ? of(node.whenTrue) : of(node.whenFalse);
  if (ts.isElementAccessExpression(node)) return (of(node.expression) as Value[])[Number(of(node.argumentExpression))]!;
  if (ts.isPropertyAccessExpression(node)) return (of(node.expression) as Record<string, Value>)[node.name.text]!;
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap(part => (ts.isSpreadElement(part) ? (of(part.expression) as Value[]) : [of(part)]));
  if (ts.isObjectLiteralExpression(node))
    return Object.fromEntries(
      node.properties.map(part => {
        const { name, initializer } = part as TypeScript.PropertyAssignment;
        return [name.getText(), of(initializer)];
      }),
    );
  if (ts.isArrowFunction(node)) return functionOf(node, scopes) as unknown as Value;
  if (ts.isPrefixUnaryExpression(node)) {
    const item = of(node.operand);
    if (node.operator === ts.SyntaxKind.ExclamationToken) return !truth(item);
    return node.operator === ts.SyntaxKind.TildeToken ? ~(item as bigint) : -(item as bigint);
  }
  if (ts.isPostfixUnaryExpression(node)) return assign(node.operand, (of(node.operand) as bigint) + 1n, scopes);
  if (ts.isBinaryExpression(node)) return binary(node, scopes);
  if (ts.isCallExpression(node)) return call(node, scopes);
  throw new Error(node.getText());
}

function assign(target: TypeScript.Expression, item: Value, scopes: readonly Names[]): Value {
  if (ts.isNonNullExpression(target) || ts.isParenthesizedExpression(target))
    return assign(target.expression, item, scopes);
  if (ts.isIdentifier(target)) slot(target.text, scopes).value = item;
  else if (ts.isElementAccessExpression(target))
    (value(target.expression, scopes) as Value[])[Number(value(target.argumentExpression, scopes))] = item;
  else throw new Error(target.getText());
  return item;
}

function binary({ left, operatorToken, right }: TypeScript.BinaryExpression, scopes: readonly Names[]): Value {
  const text = operatorToken.getText();
  if (text === '&&') return truth(value(left, scopes)) && truth(value(right, scopes));
  if (text === '||') return truth(value(left, scopes)) || truth(value(right, scopes));
  if (text === '=') return assign(left, value(right, scopes), scopes);
  const [a, b] = [value(left, scopes) as bigint, value(right, scopes) as bigint];
  const compound = /^(.+?)=$/.exec(text);
  if (compound && !(text in operators)) return assign(left, operators[compound[1]!]!(a, b), scopes);
  return operators[text]!(a, b);
}

const operators: Readonly<Record<string, (a: bigint, b: bigint) => Value>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '&': (a, b) => (typeof a === 'boolean' ? a && b : a & b),
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function call({ expression, arguments: args }: TypeScript.CallExpression, scopes: readonly Names[]): Value {
  const name = expression.getText();
  if (name === 'wrap' || name === 'sat') {
    const item = value(args[0]!, scopes) as bigint;
    const [, sign, width] = /^([iu])(\d+)$/.exec(args[1]!.getText())!;
    if (name === 'wrap') return (sign === 'i' ? BigInt.asIntN : BigInt.asUintN)(Number(width), item);
    const size = 1n << BigInt(Number(width) - (sign === 'i' ? 1 : 0));
    const low = sign === 'i' ? -size : 0n;
    return item < low ? low : item >= size ? size - 1n : item;
  }
  const items = args.map(arg => value(arg, scopes)) as bigint[];
  const [a, b] = items as [bigint, bigint];
  if (name in functions) return functions[name]!(a, b);
  return (slot(name, scopes).value as Function_)(...items);
}

const functions: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  'Math.min': (a, b) => (a < b ? a : b),
  'Math.max': (a, b) => (a > b ? a : b),
  'Math.abs': a => (a < 0n ? -a : a),
  div: (a, b) => (b === 0n ? 0n : a / b),
  rem: (a, b) => (b === 0n ? a : a % b),
  roundShr: (a, n) => (a + ((1n << n) >> 1n)) >> n,
  bit: (a, i) => (a >> i) & 1n,
};
