import type { Op } from '../../ir/index.js';
import { become } from './contents.js';
import type { Rule } from './rule.js';

/** Lanes of lanes: taken from where they come from. */
export const laneRules: Partial<Record<Op, Rule>> = {
  splat: (node, [arg]) => (node.lanes === 1 ? arg!.id : undefined),
  pack: (_node, args) => (args.length === 1 ? args[0]!.id : undefined),
  pick: (node, [arg], at) => {
    const inner = arg!;
    const [first, lanes] = [node.from!, node.lanes];
    if (lanes === inner.lanes) return inner.id;
    if (inner.op === 'pick') return become(node, 'pick', inner.args, inner.from! + first);
    if (inner.op === 'splat') return lanes === 1 ? inner.args[0]! : become(node, 'splat', inner.args);
    if (inner.op !== 'pack') return undefined;
    let from = first;
    for (const source of inner.args) {
      const { lanes: n } = at(source);
      if (from < n) {
        if (from + lanes > n) return undefined;
        return n === lanes ? source : become(node, 'pick', [source], from);
      }
      from -= n;
    }
    return undefined;
  },
  index: (node, [vector, index]) => {
    if (index!.op !== 'const') return undefined;
    const lane = index!.value![0]!;
    if (lane >= BigInt(vector!.lanes)) return { ...become(node, 'const', []), value: [0n] };
    return vector!.lanes === 1 ? vector!.id : become(node, 'pick', [vector!.id], Number(lane));
  },
  reshape: (node, [arg]) => {
    if (arg!.width === node.width && arg!.lanes === node.lanes) return arg!.id;
    return arg!.op === 'reshape' ? become(node, 'reshape', arg!.args) : undefined;
  },
};
