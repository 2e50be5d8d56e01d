import { decided, textOf } from '../replace.js';
import type { Rule } from '../rule.js';

export const template: Rule = {
  name: 'signal-template',
  code: 'HW003',
  severity: 'error',
  describe: 'a template string wants the text of a signal',
  find(node, { ts, isHardware }) {
    if (!ts.isTemplateSpan(node) || !isHardware(node.expression)) return undefined;
    if (ts.isTaggedTemplateExpression(node.parent.parent)) return undefined;
    return {
      at: node.expression,
      message: decided('a template string'),
      help: `print('{}', ${textOf(node.expression)}) shows it in simulation`,
    };
  },
};
