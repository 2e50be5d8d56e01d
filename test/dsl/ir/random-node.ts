import type { Op } from '../../../dsl/ir/index.js';
import { type Draft, fit } from './random-module.js';

const choices: readonly Op[] = [
  ...(['and', 'or', 'xor', 'not', 'add', 'sub', 'mulu', 'muls', 'eq', 'ne', 'ltu', 'lts', 'leu', 'les'] as const),
  ...(['shl', 'shru', 'shrs', 'redand', 'redor', 'redxor', 'slice', 'cat', 'zext', 'sext', 'mux'] as const),
  ...(['splat', 'pick', 'pack', 'index', 'reshape', 'const', 'mux', 'slice'] as const),
];

/** A node with arguments out of the pool, adapted where an operator asks for a certain shape. */
export function randomNode(draft: Draft, pool: readonly number[]): number {
  const { t, nodes, add } = draft;
  const op = t.pick(choices);
  const a = t.pick(pool);
  const { width, lanes } = nodes[a]!;
  const like = (): number => fit(draft, pool, width, lanes);
  const lanewise = (w: number, ...args: number[]): number => add({ op, width: w, lanes, args });
  switch (op) {
    case 'and':
    case 'or':
    case 'xor':
    case 'add':
    case 'sub':
      return lanewise(width, a, like());
    case 'not':
      return lanewise(width, a);
    case 'mulu':
    case 'muls': {
      const b = fit(draft, pool, t.pick([1, 3, 9, 20]), lanes);
      return lanewise(width + nodes[b]!.width, a, b);
    }
    case 'eq':
    case 'ne':
    case 'ltu':
    case 'lts':
    case 'leu':
    case 'les':
      return lanewise(1, a, like());
    case 'shl':
    case 'shru':
    case 'shrs':
      return lanewise(width, a, fit(draft, pool, t.pick([1, 3, 7]), t.oneIn(2) ? lanes : 1));
    case 'redand':
    case 'redor':
    case 'redxor':
      return lanewise(1, a);
    case 'slice': {
      const from = t.below(width);
      return add({ op, width: 1 + t.below(width - from), lanes, args: [a], from });
    }
    case 'cat': {
      const b = fit(draft, pool, t.pick([1, 4, 11]), lanes);
      return lanewise(width + nodes[b]!.width, a, b);
    }
    case 'zext':
    case 'sext':
      return lanewise(width + 1 + t.below(20), a);
    case 'mux':
      return lanewise(width, fit(draft, pool, 1, t.oneIn(2) ? lanes : 1), a, like());
    case 'splat':
      return add({ op, width, lanes: 1 + t.below(4), args: [fit(draft, pool, width, 1)] });
    case 'pick': {
      const from = t.below(lanes);
      return add({ op, width, lanes: 1 + t.below(lanes - from), args: [a], from });
    }
    case 'pack': {
      const b = fit(draft, pool, width, 1 + t.below(3));
      return add({ op, width, lanes: lanes + nodes[b]!.lanes, args: [a, b] });
    }
    case 'index':
      return add({ op, width, lanes: 1, args: [a, fit(draft, pool, 1 + t.below(4), 1)] });
    case 'reshape': {
      const total = width * lanes;
      const divisors = Array.from({ length: total }, (_, i) => i + 1).filter(d => total % d === 0);
      const w = t.pick(divisors);
      return add({ op, width: w, lanes: total / w, args: [a] });
    }
    default:
      return add({ op: 'const', width, lanes, args: [], value: Array.from({ length: lanes }, () => t.bits(width)) });
  }
}
