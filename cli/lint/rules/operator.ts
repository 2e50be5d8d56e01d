import type { ts } from 'ts-morph';
import { asArgument, asObject, decided, hasMethod, isCallable, isOperand, replacing, textOf } from '../replace.js';
import type { Context, Found, Rule } from '../rule.js';

/** `===` asks whether two signals are one object, `&&` and `!` whether there is one; others throw when they run. */
export const operator: Rule = {
  name: 'signal-operator',
  code: 'HW003',
  severity: 'error',
  describe: 'an operator of JavaScript stands between signals: ===, &&, !, <, +',
  find(node, context) {
    if (context.ts.isPrefixUnaryExpression(node)) return unary(node, context);
    return context.ts.isBinaryExpression(node) ? binary(node, context) : undefined;
  },
};

function unary(node: ts.PrefixUnaryExpression, context: Context): Found | undefined {
  const { SyntaxKind } = context.ts;
  const [shown, method] =
    node.operator === SyntaxKind.ExclamationToken
      ? ['!', 'not']
      : node.operator === SyntaxKind.TildeToken
        ? ['~', 'not']
        : node.operator === SyntaxKind.MinusToken
          ? ['-', 'neg']
          : [];
  if (!shown || !context.isHardware(node.operand)) return undefined;
  const text = `${asObject(context, node.operand)}.${method}()`;
  const there = hasMethod(context, node.operand, method!);
  return {
    at: node,
    message: decided(`'${shown}'`),
    help: there ? `write ${text}` : noSuch(context, node.operand, method!),
    fix: there && isCallable(context, node.operand) ? replacing(node, text) : undefined,
  };
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

const mirrored: Readonly<Record<string, string>> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
const symmetric: ReadonlySet<string> = new Set(['eq', 'ne', 'and', 'or', 'xor', 'add', 'mul']);

function binary(node: ts.BinaryExpression, context: Context): Found | undefined {
  const shown = node.operatorToken.getText();
  const assigns = shown.length > 1 && /^(?:[-+*&|^]|<<|>>)=$/.test(shown);
  const method = methods[assigns ? shown.slice(0, -1) : shown];
  const { left, right } = node;
  if (!method || isNothing(context, left) || isNothing(context, right)) return undefined;
  const logical = shown === '&&' || shown === '||';
  const onLeft = context.isHardware(left);
  if (!onLeft && (logical || assigns || !context.isHardware(right))) return undefined;
  const message = decided(`'${shown}'`);
  if (shown === '+' && [left, right].some(side => isText(context, side)))
    return { at: node, message, help: `print('{}', ${textOf(onLeft ? left : right)}) shows it in simulation` };
  const called = onLeft ? method : (mirrored[method] ?? method);
  const [self, other] = onLeft ? [left, right] : [right, left];
  const turned = onLeft || mirrored[method] !== undefined || symmetric.has(method);
  if (!turned || !hasMethod(context, self, called))
    return {
      at: node,
      message,
      help: turned ? noSuch(context, self, called) : `write lit(type, ${textOf(other)}).${method}(${textOf(self)})`,
    };
  const call = `${asObject(context, self)}.${called}(${asArgument(context, other)})`;
  return {
    at: node,
    message,
    help: `write ${assigns ? `${textOf(left)} = ` : ''}${call}`,
    // An assignment keeps the type of its variable, and a sum is a bit wider.
    fix: !assigns && isCallable(context, self) && isOperand(context, other) ? replacing(node, call) : undefined,
  };
}

const noSuch = ({ checker, typeOf }: Context, node: ts.Expression, method: string): string =>
  `${checker.typeToString(typeOf(node))} has no .${method}(): convert it first, or use its own methods`;

const isNothing = ({ ts, checker }: Context, node: ts.Expression): boolean =>
  (checker.getTypeAtLocation(node).flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;

const isText = ({ ts, checker }: Context, node: ts.Expression): boolean =>
  (checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
