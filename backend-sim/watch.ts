import type { Format, Module, Node, NodeId, Register, Stmt, StreamInfo } from '../dsl/ir/index.js';

const bool: Format = { kind: 'bool' };

/** A module to which checks are added that never change what it does. */
export interface Watch {
  readonly body: Stmt[];
  /** A node; in the checks' logic all are conditions. */
  add(node: Omit<Node, 'id' | 'format'>, format?: Format): NodeId;
  /** A condition of one bit from others. */
  bit(op: Node['op'], ...args: NodeId[]): NodeId;
  constant(width: number, value: bigint): NodeId;
  /** A register of the clock of a stream, that starts at 0; with `reset`, what resets or clears the stream does it too. */
  register(width: number, lanes: number, of: StreamInfo, reset: boolean): NodeId;
  node(id: NodeId): Node;
  /** An assert at the place of the stream, which says who breaks the rule. */
  require(stream: StreamInfo, who: string, cond: NodeId, what: string): Stmt;
  done(): Module;
}

export function watchOf(module: Module): Watch {
  const nodes: Node[] = [...module.nodes];
  const registers: Register[] = [...module.registers];
  const body: Stmt[] = [...module.body];
  const cleared: { node: NodeId; width: number; lanes: number; clear: NodeId }[] = [];
  const add: Watch['add'] = (node, format = bool) => {
    nodes.push({ ...node, id: nodes.length, format });
    return nodes.length - 1;
  };
  return {
    body,
    add,
    bit: (op, ...args) => add({ op, width: 1, lanes: 1, args }),
    constant: (width, value) => add({ op: 'const', width, lanes: 1, args: [], value: [value] }, { kind: 'uint' }),
    register(width, lanes, { domain, clear }, reset) {
      const node = add({ op: 'reg', width, lanes, args: [] });
      registers.push({ node, domain, init: Array<bigint>(lanes).fill(0n), reset });
      if (reset && clear !== undefined) cleared.push({ node, width, lanes, clear });
      return node;
    },
    node: id => nodes[id]!,
    require({ valid, domain }, who, cond, what) {
      const loc = nodes[valid]!.loc ?? module.loc;
      return { kind: 'check', check: 'assert', cond, message: `${who}: ${what}`, domain, ...(loc && { loc }) };
    },
    done() {
      for (const { node, width, lanes, clear } of cleared) {
        const value = Array<bigint>(lanes).fill(0n);
        const zero = add({ op: 'const', width, lanes, args: [], value }, { kind: 'uint' });
        body.push(ifSo(clear, [{ kind: 'set', target: node, value: zero }]));
      }
      return { ...module, nodes, registers, body };
    },
  };
}

export const ifSo = (cond: NodeId, then: readonly Stmt[]): Stmt => ({ kind: 'if', cond, then, else: [] });
