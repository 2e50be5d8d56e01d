import { useDomain } from '../../clock/use.js';
import { captureLoc } from '../../error/capture.js';
import type { Node, NodeId, Op } from '../../ir/index.js';
import { hereOrFail } from '../../scope/emit.js';
import type { Ref } from '../../scope/ref.js';
import type { Draft, Scope } from '../../scope/scope.js';
import { UInt } from '../../signal/uint.js';
import type { Staged } from '../staged.js';
import { type Schedule, schedule, type Timing } from './schedule.js';

/** How far a module was before some logic was added to it. */
export interface Mark {
  readonly nodes: number;
  readonly others: number;
}

export function markOf(scope: Scope): Mark {
  return { nodes: scope.nodes.length, others: othersOf(scope) };
}

/** Everything in a module but operators. */
const othersOf = ({ registers, memories, instances, streams, statements }: Scope): number =>
  registers.length + memories.length + instances.length + streams.length + statements.length;

/** Logic with registers within; the results lack the register behind the last stage. */
export interface Pipelined extends Staged {
  readonly stages: number;
  readonly parts: Readonly<Record<string, readonly UInt[]>>;
}

/**
 * Puts registers between the operators that have been added since `since`: all but the last register of each way. Gives
 * nothing when there is more than operators (registers, memories, conditions, instances): then the logic stays whole.
 */
export function pipelined(since: Mark, results: readonly Ref[], timing: Timing): Pipelined | undefined {
  const scope = hereOrFail('a pipeline');
  const logic = scope.nodes.slice(since.nodes);
  const plain = logic.every(({ op }) => !stateful.has(op)) && othersOf(scope) === since.others;
  // One register of each way stands behind everything.
  if (!plain || (timing.stages === 1 && timing.period === undefined)) return undefined;
  const ids = results.map(({ id }) => id);
  const plan = schedule(scope.nodes, used(logic, ids), ids, timing);
  const maker = new Maker(scope, plan);
  const ends = ids.map(id => maker.at(id, plan.stages - 1));
  maker.moveNames(logic);
  return {
    stages: plan.stages,
    results: ends.map(id => ({ scope, id })),
    move: stage => maker.move(stage),
    parts: maker.parts,
  };
}

/** Operators that a result depends on. */
function used(logic: readonly Node[], results: readonly NodeId[]): Node[] {
  const needed = new Set(results);
  for (const { id, args } of logic.toReversed()) if (needed.has(id)) for (const arg of args) needed.add(arg);
  return logic.filter(({ id, op }) => op !== 'const' && needed.has(id));
}

const stateful: ReadonlySet<Op> = new Set<Op>(['input', 'output', 'wire', 'reg', 'read', 'inst']);

/** Makes every value in the stages in which it is needed. The first copies stay behind without a reader, and are dropped. */
class Maker {
  readonly #made = new Map<string, NodeId>();
  readonly #copies = new Map<NodeId, NodeId>();
  readonly #registers: { readonly target: NodeId; readonly value: NodeId; readonly stage: number }[] = [];
  readonly parts: Record<string, UInt[]> = {};

  constructor(
    readonly scope: Scope,
    readonly plan: Schedule,
  ) {
    // In order of dependence, so that no chain of operators is as deep as the calls here.
    for (const [id, stage] of plan.start) this.at(id, stage + plan.latency.get(id)!);
  }

  /** The value of a node as logic in that stage sees it. */
  at(id: NodeId, stage: number): NodeId {
    const node = this.scope.nodes[id]!;
    if (node.op === 'const') return id;
    const key = `${id} ${stage}`;
    const before = this.#made.get(key);
    if (before !== undefined) return before;
    const made = this.#make(node, stage);
    this.#made.set(key, made);
    return made;
  }

  #make(node: Draft<Node>, stage: number): NodeId {
    const start = this.plan.start.get(node.id);
    if (start === undefined && stage === 0) return node.id;
    const latency = this.plan.latency.get(node.id) ?? 0;
    if (start === undefined || stage > start + latency)
      return this.#register(node, this.at(node.id, stage - 1), stage - 1);
    if (latency === 0)
      return this.#copy(
        node,
        node.args.map(arg => this.at(arg, stage)),
      );
    // A product with registers before and behind it, as a DSP block has them.
    const args = node.args.map(arg => {
      const operand = this.scope.nodes[arg]!;
      return operand.op === 'const' ? arg : this.#register(operand, this.at(arg, start), start);
    });
    let made = this.#copy(node, args);
    for (let i = 1; i < latency; i++) made = this.#register(node, made, start + i);
    return made;
  }

  #copy(node: Draft<Node>, args: readonly NodeId[]): NodeId {
    const { id, name, nameLevel, ...rest } = node;
    const copy = this.scope.add({ ...rest, args });
    if (!this.#copies.has(id)) this.#copies.set(id, copy);
    return copy;
  }

  #register(node: Node, value: NodeId, stage: number): NodeId {
    const { width, lanes, format } = node;
    const target = this.scope.add({ op: 'reg', width, lanes, args: [], format, loc: captureLoc() });
    this.scope.registers.push({ node: target, domain: useDomain(), reset: false });
    this.#registers.push({ target, value, stage });
    const what = `stage${stage}_${this.#word(node)}`;
    this.parts[what] ??= [];
    this.parts[what].push(new UInt({ scope: this.scope, id: target }));
    return target;
  }

  /** What a value is, for the name of its register. */
  #word({ name, op, args }: Node): string {
    return name ?? words[op] ?? (args.length > 0 ? this.#word(this.scope.nodes[args[0]!]!) : 'value');
  }

  /** Names that the user gave in the logic go to the copies that are used. */
  moveNames(logic: readonly Draft<Node>[]): void {
    for (const node of logic) {
      const copy = this.#copies.get(node.id);
      if (copy === undefined || node.name === undefined) continue;
      const { name, nameLevel } = node;
      Object.assign(this.scope.nodes[copy]!, { name, nameLevel });
    }
    for (const node of logic) {
      if (node.op === 'const') continue;
      delete node.name;
      delete node.nameLevel;
    }
  }

  move(stage: number): void {
    const loc = captureLoc();
    for (const { target, value, stage: behind } of this.#registers)
      if (behind === stage) this.scope.statements.push({ kind: 'set', target, value, loc });
  }
}

/** What registers hold, for their names. */
const words: Partial<Record<Op, string>> = {
  mulu: 'product',
  muls: 'product',
  add: 'sum',
  sub: 'difference',
  mux: 'choice',
  input: 'in',
  reg: 'in',
};
