import type { Op } from '../../ir/index.js';
import { become } from './contents.js';
import type { Rule } from './rule.js';

/** Bits of bits: taken from where they come from. */
export const bitRules: Partial<Record<Op, Rule>> = {
  slice: (node, [arg], at) => {
    const inner = arg!;
    const [low, width] = [node.from!, node.width];
    if (width === inner.width) return inner.id;
    const part = (source: number, from: number) =>
      at(source).width === width ? source : become(node, 'slice', [source], from);
    if (inner.op === 'slice') return part(inner.args[0]!, inner.from! + low);
    if ((inner.op === 'zext' || inner.op === 'sext') && low + width <= at(inner.args[0]!).width) {
      return part(inner.args[0]!, low);
    }
    if (inner.op !== 'cat') return undefined;
    let from = low;
    for (const source of [...inner.args].reverse()) {
      const { width: w } = at(source);
      if (from < w) return from + width <= w ? part(source, from) : undefined;
      from -= w;
    }
    return undefined;
  },
  cat: (_node, args) => (args.length === 1 ? args[0]!.id : undefined),
  zext: (node, [arg]) => (arg!.op === 'zext' ? become(node, 'zext', arg!.args) : undefined),
  sext: (node, [arg]) => (arg!.op === 'zext' || arg!.op === 'sext' ? become(node, arg!.op, arg!.args) : undefined),
};
