import type { Node, NodeId, Op } from '../../ir/index.js';
import { bitRules } from './bits.js';
import { become, constant, isAll } from './contents.js';
import { laneRules } from './lanes.js';
import type { Rule } from './rule.js';

const ones = (width: number): bigint => (1n << BigInt(width)) - 1n;

/** For two arguments, tries both ways round. */
const commutative =
  (rule: (node: Node, a: Node, b: Node) => NodeId | Node | undefined): Rule =>
  (node, [a, b]) =>
    rule(node, a!, b!) ?? rule(node, b!, a!);

const shift: Rule = (node, [value, amount]) => {
  if (isAll(value!, 0n)) return constant(node, 0n);
  if (amount!.op !== 'const') return undefined;
  if (isAll(amount!, 0n)) return value!.id;
  const gone = amount!.value!.every(by => by >= BigInt(node.width));
  return gone && node.op !== 'shrs' ? constant(node, 0n) : undefined;
};

const compareBit = (equal: bigint): Rule =>
  commutative((node, a, b) => {
    if (a.id === b.id) return constant(node, equal);
    if (a.width !== 1) return undefined;
    if (isAll(b, equal)) return a.id;
    return isAll(b, 1n - equal) ? become(node, 'not', [a.id]) : undefined;
  });

const ofOneBit: Rule = (_node, [a]) => (a!.width === 1 ? a!.id : undefined);

const rules: Partial<Record<Op, Rule>> = {
  and: commutative((node, a, b) => {
    if (isAll(b, 0n)) return constant(node, 0n);
    return isAll(b, ones(node.width)) || a.id === b.id ? a.id : undefined;
  }),
  or: commutative((node, a, b) => {
    if (isAll(b, ones(node.width))) return constant(node, ones(node.width));
    return isAll(b, 0n) || a.id === b.id ? a.id : undefined;
  }),
  xor: commutative((node, a, b) => {
    if (a.id === b.id) return constant(node, 0n);
    if (isAll(b, 0n)) return a.id;
    return isAll(b, ones(node.width)) ? become(node, 'not', [a.id]) : undefined;
  }),
  not: (_node, [a]) => (a!.op === 'not' ? a!.args[0]! : undefined),
  add: commutative((_node, a, b) => (isAll(b, 0n) ? a.id : undefined)),
  sub: (node, [a, b]) => (isAll(b!, 0n) ? a!.id : a!.id === b!.id ? constant(node, 0n) : undefined),
  mulu: commutative((node, a, b) => {
    if (isAll(b, 0n)) return constant(node, 0n);
    return isAll(b, 1n) ? become(node, 'zext', [a.id]) : undefined;
  }),
  muls: commutative((node, _a, b) => (isAll(b, 0n) ? constant(node, 0n) : undefined)),
  eq: compareBit(1n),
  ne: compareBit(0n),
  ltu: (node, [a, b]) => (a!.id === b!.id || isAll(b!, 0n) ? constant(node, 0n) : undefined),
  lts: (node, [a, b]) => (a!.id === b!.id ? constant(node, 0n) : undefined),
  leu: (node, [a, b]) => (a!.id === b!.id || isAll(a!, 0n) ? constant(node, 1n) : undefined),
  les: (node, [a, b]) => (a!.id === b!.id ? constant(node, 1n) : undefined),
  shl: shift,
  shru: shift,
  shrs: shift,
  redand: ofOneBit,
  redor: ofOneBit,
  redxor: ofOneBit,
  mux: (node, [cond, a, b]) => {
    if (cond!.op === 'const') {
      if (isAll(cond!, 1n)) return a!.id;
      return isAll(cond!, 0n) ? b!.id : undefined;
    }
    if (a!.id === b!.id) return a!.id;
    if (node.width !== 1 || cond!.lanes !== node.lanes) return undefined;
    if (isAll(a!, 1n) && isAll(b!, 0n)) return cond!.id;
    return isAll(a!, 0n) && isAll(b!, 1n) ? become(node, 'not', [cond!.id]) : undefined;
  },
  ...bitRules,
  ...laneRules,
};

export const identity: Rule = (node, args, at) => rules[node.op]?.(node, args, at);
