import type { ts } from 'ts-morph';
import { importFor } from '../import-for.js';
import { asArgument, asObject, decided, hasMethod, isCallable, isOperand, replacing, textOf } from '../replace.js';
import type { Context, Found, Rule } from '../rule.js';
import { whenOf } from '../when.js';

/** An object is always true: the `if` is taken, whatever the hardware will do. */
export const condition: Rule = {
  name: 'signal-condition',
  code: 'HW003',
  severity: 'error',
  describe: 'a signal is the condition of if, while, for, switch or ?:',
  find(node, context) {
    const { ts, isHardware } = context;
    if (ts.isIfStatement(node)) return isHardware(node.expression) ? ofIf(node, context) : undefined;
    if (ts.isConditionalExpression(node)) return isHardware(node.condition) ? ofChoice(node, context) : undefined;
    const [keyword, tested] = loopOf(node, context);
    if (tested && isHardware(tested))
      return {
        at: tested,
        message: decided(`'${keyword}'`),
        help: 'what takes several cycles is a register or a state: states(...)',
      };
    if (ts.isSwitchStatement(node) && isHardware(node.expression))
      return {
        at: node.expression,
        message: decided("'switch'"),
        help: `write match(${textOf(node.expression)}, { ... }) with an arm for each case`,
      };
    return undefined;
  },
};

function loopOf(node: ts.Node, { ts }: Context): readonly [string, ts.Expression | undefined] {
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return ['while', node.expression];
  return ['for', ts.isForStatement(node) ? node.condition : undefined];
}

function ofIf(node: ts.IfStatement, context: Context): Found {
  const text = whenOf(node, context);
  const needs = importFor(node, context, 'when', /\/control\/when(?:\.d)?\.ts$/);
  // The `else if` of another one goes with it.
  const inner = context.ts.isIfStatement(node.parent) && node.parent.elseStatement === node;
  return {
    at: node.expression,
    message: decided("'if'"),
    help: `write when(${textOf(node.expression)}, () => { ... })`,
    fix: text === undefined || needs === undefined || inner ? undefined : replacing(node, text, needs),
  };
}

function ofChoice(node: ts.ConditionalExpression, context: Context): Found {
  const { condition, whenTrue, whenFalse } = node;
  const text = `${asObject(context, condition)}.mux(${asArgument(context, whenTrue)}, ${asArgument(context, whenFalse)})`;
  const both = [whenTrue, whenFalse];
  const fits =
    isCallable(context, condition) &&
    hasMethod(context, condition, 'mux') &&
    both.some(context.isHardware) &&
    both.every(it => isOperand(context, it));
  return {
    at: condition,
    message: decided("'? :'"),
    help: `write ${text}`,
    fix: fits ? replacing(node, text) : undefined,
  };
}
