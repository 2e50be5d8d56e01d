import type { Format, Node, NodeId, Stmt } from '../../dsl/ir/index.js';
import { ifSo, type Watch } from '../watch.js';

const number: Format = { kind: 'uint' };

/** Short words for the numbers and vectors that the rules of a bus are made of. Widths have to be equal, as in the IR. */
export interface Logic {
  readonly watch: Watch;
  widthOf(node: NodeId): number;
  lit(width: number, value: number): NodeId;
  /** One number per lane. */
  lits(width: number, values: readonly number[]): NodeId;
  /** Two numbers or vectors through an operator; the result is as wide as the first. */
  number(op: Node['op'], ...args: NodeId[]): NodeId;
  /** A comparison, in each lane. */
  compare(op: 'eq' | 'ne' | 'ltu' | 'leu', a: NodeId, b: NodeId): NodeId;
  extend(node: NodeId, width: number): NodeId;
  slice(node: NodeId, from: number, width: number): NodeId;
  mux(cond: NodeId, a: NodeId, b: NodeId): NodeId;
  /** The same number in so many lanes. */
  splat(node: NodeId, lanes: number): NodeId;
  /** One lane of a vector; 0 where there is none. */
  at(vector: NodeId, index: NodeId): NodeId;
  /** The same bits as `lanes` lanes. */
  reshape(node: NodeId, lanes: number): NodeId;
  /** Lanes from `from` on, and a lane of 0 for each that is missing at the end. */
  shifted(vector: NodeId): NodeId;
  set(target: NodeId, value: NodeId): Stmt;
  setAt(target: NodeId, index: NodeId, value: NodeId): Stmt;
}

export function logicOf(watch: Watch): Logic {
  const { node, add } = watch;
  const logic: Logic = {
    watch,
    widthOf: id => node(id).width,
    lit: (width, value) => watch.constant(width, BigInt(value)),
    lits: (width, values) =>
      add({ op: 'const', width, lanes: values.length, args: [], value: values.map(BigInt) }, number),
    number: (op, ...args) => add({ op, width: node(args[0]!).width, lanes: node(args[0]!).lanes, args }, number),
    compare: (op, a, b) => add({ op, width: 1, lanes: node(a).lanes, args: [a, b] }),
    extend: (id, width) =>
      node(id).width === width ? id : add({ op: 'zext', width, lanes: node(id).lanes, args: [id] }, number),
    slice: (id, from, width) => add({ op: 'slice', width, lanes: 1, args: [id], from }, number),
    mux: (cond, a, b) => add({ op: 'mux', width: node(a).width, lanes: node(a).lanes, args: [cond, a, b] }, number),
    splat: (id, lanes) => add({ op: 'splat', width: node(id).width, lanes, args: [id] }, number),
    at: (vector, index) => add({ op: 'index', width: node(vector).width, lanes: 1, args: [vector, index] }, number),
    reshape(id, lanes) {
      const { width, lanes: before } = node(id);
      return add({ op: 'reshape', width: (width * before) / lanes, lanes, args: [id] }, number);
    },
    shifted(vector) {
      const { width, lanes } = node(vector);
      const rest = add({ op: 'pick', width, lanes: lanes - 1, args: [vector], from: 1 }, number);
      return add({ op: 'pack', width, lanes, args: [rest, logic.lit(width, 0)] }, number);
    },
    set: (target, value) => ({ kind: 'set', target, value }),
    setAt: (target, index, value) => ({ kind: 'set', target, index, value }),
  };
  return logic;
}

export { ifSo };
