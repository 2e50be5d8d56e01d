import type { Module, Node, NodeId } from '../../dsl/ir/index.js';
import { joinName, legal } from './names.js';
import type { Plan } from './plan.js';
import { choiceOf } from './recognise.js';
import { bearable, gathers, infixes, number, shapes, turns, verbs, withoutCommon } from './words.js';

/** Names nodes by what they compute, from the names of other nets. */
export interface DerivedNames {
  /** The name that a node would like, of bearable length; `nets` holds the names given so far. */
  of(node: Node): string;
}

/**
 * The names are made in the order of preference
 *
 *     sum_acc_bias, count_eq_9, from_valid_and_ready      all operands, and each operator once
 *     sum_acc, all_move, sat_total                        what is done, and to what
 *     nibbles, values_0                                   of a vector what the names of its lanes have in common
 */
export function derivedNames(module: Module, plan: Plan, nets: ReadonlyMap<NodeId, string>): DerivedNames {
  const { nodes } = module;
  /** What a derived name is about, without what is done to it: the next operator says only its own. */
  const subjects = new Map<NodeId, string>();

  const useOf = new Map<NodeId, string>();
  for (const { op, args } of nodes) {
    if (op === 'mulu' || op === 'muls') for (const arg of args) useOf.set(arg, 'factors');
    else if (op === 'index') useOf.set(args[0]!, 'entries');
  }

  const netLabel = (id: NodeId): string | undefined => {
    const name = nets.get(id);
    // The payload of a stream is what the stream is about.
    return name === undefined ? undefined : legal(name.trim().replace(/^\\/, '')).replace(/(?<=.)_payload$/, '');
  };

  /** The output that only shows a register: `count` for `assign count = count_reg`. */
  const shownAs = new Map<NodeId, string>();
  for (const { node, dir, name } of module.ports) {
    const [only, ...others] = (dir === 'out' && plan.drivers.sets.get(node)) || [];
    if (only && others.length === 0 && !shownAs.has(only.stmt.value)) shownAs.set(only.stmt.value, name);
  }
  /** A register or wire by the output that it is, by the first value that it takes from elsewhere, or by what it does. */
  const stored = ({ id, op, width, lanes }: Node): string => {
    const values = (plan.drivers.sets.get(id) ?? []).map(({ stmt }) => stmt.value);
    const [from] = values.flatMap(value => subject(value) ?? []);
    const about = shownAs.get(id) ?? from;
    if (about !== undefined) {
      subjects.set(id, about);
      return shownAs.has(id) ? about : joinName([about, op]);
    }
    if (op === 'wire') return 'wire';
    const counts = values.some(value => /^(?:add|sub)$/.test(nodes[value]!.op) && nodes[value]!.args[0] === id);
    return counts ? 'count' : width * lanes === 1 ? 'flag' : 'state';
  };

  /** A net, a number, or a part of one: what can stand as an operand in a name; with `depth` also one operator on them. */
  const label = (id: NodeId, depth = 0): string | undefined => {
    const name = netLabel(id);
    if (name !== undefined) return name;
    const { op, args, lanes, width, from = 0 } = nodes[id]!;
    const known = plan.constants[id];
    if (known) return known.length === 1 ? number(nodes[id]!, known[0]!) : undefined;
    if (op === 'slice' || op === 'pick') {
      const inner = label(args[0]!, depth);
      const whole = op === 'slice' ? width > 1 : lanes > 1;
      return inner === undefined || whole ? inner : `${inner}_${from}`;
    }
    if (shapes[op]) return label(args[0]!, depth);
    return depth > 0 || op === 'not' ? inFull(nodes[id]!, 0) : undefined;
  };

  /** The first of a chain of one operator: `sum_a_c` for a + b + c. */
  const first = (id: NodeId, op: Node['op']): NodeId => {
    let at = id;
    for (;;) {
      if (nets.has(at)) return at;
      const arg = nodes[at]!;
      const inner = arg.op === 'sext' || arg.op === 'zext' ? arg.args[0]! : at;
      if (nets.has(inner) || nodes[inner]!.op !== op) return at;
      at = nodes[inner]!.args[0]!;
    }
  };

  /** The first operand. A part that was named as the beginning of this chain is told by what it begins with. */
  const head = ({ op, args }: Node, depth: number): string | undefined => {
    const at = first(args[0]!, op);
    const { op: outer, args: inner } = nodes[at]!;
    const begun = !nets.has(at) && (outer === 'sext' || outer === 'zext') ? inner[0]! : at;
    return nodes[begun]!.op === op && subjects.has(begun) ? subjects.get(begun) : label(at, depth);
  };

  const inFull = (node: Node, depth: number): string | undefined => {
    const a = head(node, depth);
    const b = node.args[1] === undefined ? undefined : label(node.args[1], depth);
    const infix = infixes[node.op];
    if (a === undefined) return undefined;
    const second = b === undefined ? undefined : withoutCommon(a, b);
    if (infix && second === undefined) return undefined;
    const turned = plan.constants[node.args[0]!] && turns[infix ?? ''];
    if (turned) return bearable([b!, turned, a]);
    if (infix) return a === b ? undefined : bearable([a, infix, second!]);
    const shape = shapes[node.op];
    if (shape) return bearable([a, shape]);
    const verb = verbs[node.op];
    if (!verb || node.op === 'cat') return undefined;
    if (node.args.length === 1) return bearable([verb, a]);
    // Two numbers in a row would read as one.
    if (second === undefined || a === b || (/\d$/.test(a) && /^\d+$/.test(second) && b === second))
      return bearable([verb, a]);
    return bearable([verb, a, second]);
  };

  /** The net that a node is mostly about. What has been looked at once is not again: many ways may lead to it. */
  const subject = (id: NodeId, depth = 12, seen = new Set<NodeId>()): string | undefined => {
    const known = subjects.get(id) ?? netLabel(id);
    if (known !== undefined) return known;
    if (plan.constants[id] || depth === 0 || seen.has(id) || seen.size > 64) return undefined;
    seen.add(id);
    const { op, args } = nodes[id]!;
    if (op === 'slice' || op === 'pick') {
      const part = label(id);
      if (part !== undefined && !subjects.has(args[0]!)) return part;
    }
    const values = op === 'mux' ? args.slice(1) : op === 'cat' ? byWidth(args) : args;
    for (const arg of values) {
      const found = subject(arg, depth - 1, seen);
      if (found !== undefined) return found;
    }
    return op === 'mux' ? subject(args[0]!, depth - 1, seen) : undefined;
  };
  const byWidth = (ids: readonly NodeId[]): NodeId[] => [...ids].sort((x, y) => nodes[y]!.width - nodes[x]!.width);

  /** What the names of all lanes have in common: `nibbles` of nibbles_0 to nibbles_3. */
  const inCommon = (node: Node): string | undefined => {
    const leaves: string[][] = [];
    const collect = (id: NodeId): boolean => {
      if (leaves.length > 256) return false;
      if (nodes[id]!.op === 'pack' && !nets.has(id)) return nodes[id]!.args.every(collect);
      const name = subjects.get(id) ?? label(id);
      if (name !== undefined && !plan.constants[id]) leaves.push(name.split('_'));
      return true;
    };
    if (!node.args.every(collect) || leaves.length === 0) return undefined;
    const [head = [], ...rest] = leaves;
    const shared = (words: (name: string[]) => string[], limit: number): number => {
      let n = 0;
      while (n < limit && rest.every(name => words(name)[n] === words(head)[n])) n++;
      return n;
    };
    const shortest = Math.min(...leaves.map(name => name.length));
    const before = shared(name => name, shortest);
    const behind = shared(name => [...name].reverse(), shortest - before);
    return before === 0 ? undefined : [...head.slice(0, before), ...head.slice(head.length - behind)].join('_');
  };

  const briefly = (node: Node, about: string): string => {
    if (node.op === 'mux') {
      const choice = choiceOf(nodes, plan, node);
      const both = choice === 'max' || choice === 'min' ? nodes[node.args[0]!]!.args.map(arg => label(arg)) : [];
      const [a, b] = both.every(name => name !== undefined && !/^m?\d+$/.test(name)) ? both : [];
      const full = a !== undefined && b !== undefined ? bearable([choice, a, withoutCommon(a, b)]) : undefined;
      return full ?? joinName([choice, about]);
    }
    const before = gathers[node.op] ?? verbs[node.op];
    return joinName(before ? [before, about] : [about, infixes[node.op] ?? shapes[node.op] ?? node.op]);
  };

  return {
    of(node) {
      if (plan.constants[node.id]) return useOf.get(node.id) ?? 'constants';
      switch (node.op) {
        case 'read':
          return `${module.memories[node.of!]!.name}_data`;
        case 'inst':
          return `${module.instances[node.of!]!.name}_${node.port!}`;
        case 'reg':
        case 'wire':
          return stored(node);
        case 'slice':
        case 'pick':
          return joinName([label(node.args[0]!) ?? subject(node.args[0]!) ?? 'value', 'part']);
      }
      const common = node.op === 'pack' ? inCommon(node) : undefined;
      if (common !== undefined) return joinName([common]);
      const about = subject(node.id) ?? '';
      subjects.set(node.id, about || node.op);
      return inFull(node, 1) ?? inFull(node, 0) ?? briefly(node, about);
    },
  };
}
