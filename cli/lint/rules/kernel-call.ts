import type { ts } from 'ts-morph';
import { importFor } from '../import-for.js';
import { replacing, textOf } from '../replace.js';
import type { Context, Rule } from '../rule.js';

/** Called, a kernel computes with numbers, as its source says; it does not know of hardware. */
export const kernelCall: Rule = {
  name: 'kernel-call',
  severity: 'error',
  describe: 'a kernel is called with signals',
  find(node, context) {
    const { ts, typeOf } = context;
    if (!ts.isCallExpression(node) || !node.arguments.some(argument => hasHardware(argument, context)))
      return undefined;
    const symbol = typeOf(node.expression).getSymbol();
    const declared = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
    if (symbol?.name !== 'KernelFunction' || !/\/kernel\/\w+(?:\.d)?\.ts$/.test(declared)) return undefined;
    const text = `logicOf(${[node.expression, ...node.arguments].map(textOf).join(', ')})`;
    const needs = importFor(node, context, 'logicOf', /\/kernel\/hardware\/\w+(?:\.d)?\.ts$/);
    return {
      at: node,
      message: `${textOf(node.expression)} is a kernel: called, it computes with numbers, and gives one`,
      help: `write ${text}, or on a stream .map(${textOf(node.expression)})`,
      fix: needs === undefined ? undefined : replacing(node, text, needs),
    };
  },
};

/** A signal, or an array or object written around some. */
function hasHardware(node: ts.Expression, context: Context): boolean {
  const { ts, isHardware } = context;
  if (ts.isArrayLiteralExpression(node)) return node.elements.some(element => hasHardware(element, context));
  if (ts.isSpreadElement(node)) return hasHardware(node.expression, context);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some(it => ts.isPropertyAssignment(it) && hasHardware(it.initializer, context));
  return isHardware(node);
}
