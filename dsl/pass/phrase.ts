import type { Module, NodeId } from '../ir/index.js';
import { describe, valueText } from './describe.js';

/** A condition as a person says it: `en is 0`, `state is run`, `count is not 3`. */
export function phrase(module: Module, cond: NodeId, value: boolean): string {
  const node = module.nodes[cond]!;
  if (node.name === undefined && node.lanes === 1) {
    const [a, b] = node.args.map(id => module.nodes[id]!);
    if (node.op === 'not' && node.width === 1) return phrase(module, node.args[0]!, !value);
    if ((node.op === 'eq' || node.op === 'ne') && b!.op === 'const') {
      const is = (node.op === 'eq') === value ? 'is' : 'is not';
      return `${describe(module, node.args[0]!)} ${is} ${b!.name ?? valueText(a!, b!.value![0]!)}`;
    }
    if (node.op === (value ? 'and' : 'or') && node.width === 1) {
      return node.args.map(arg => phrase(module, arg, value)).join(' and ');
    }
  }
  return `${describe(module, cond)} is ${value ? 1 : 0}`;
}

/** `a, b and c` */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
