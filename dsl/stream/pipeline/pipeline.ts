import { useDomain } from '../../clock/use.js';
import { captureLoc } from '../../error/capture.js';
import type { Node, NodeId, Op } from '../../ir/index.js';
import { hereOrFail } from '../../scope/emit.js';
import type { Ref } from '../../scope/ref.js';
import type { Draft, Scope } from '../../scope/scope.js';
import { UInt } from '../../signal/uint.js';
import { isWiring } from './delays.js';
import { type Schedule, schedule } from './schedule.js';

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
export interface Pipelined {
  readonly results: readonly Ref[];
  /** Fills the registers behind a stage; to be done in every cycle in which an element leaves that stage. */
  readonly move: (stage: number) => void;
  /** The registers, by what they hold. */
  readonly parts: Readonly<Record<string, readonly UInt[]>>;
}

/**
 * Puts registers between the operators that have been added since `since`, so that they work in `stages` stages: all
 * but the last register of each way. Gives nothing when there is more than operators (registers, memories, conditions,
 * instances): then the logic stays whole.
 */
export function pipelined(since: Mark, results: readonly Ref[], stages: number): Pipelined | undefined {
  const scope = hereOrFail('a pipeline');
  const logic = scope.nodes.slice(since.nodes);
  const plain = logic.every(({ op }) => !stateful.has(op)) && othersOf(scope) === since.others;
  if (!plain || stages < 2 || logic.length === 0) return undefined;
  const maker = new Maker(
    scope,
    since.nodes,
    schedule(
      scope.nodes,
      logic.filter(({ op }) => op !== 'const'),
      stages,
    ),
  );
  const ends = results.map(({ id }) => maker.at(id, stages - 1));
  maker.moveNames(logic);
  return { results: ends.map(id => ({ scope, id })), move: stage => maker.move(stage), parts: maker.parts };
}

const stateful: ReadonlySet<Op> = new Set<Op>(['input', 'output', 'wire', 'reg', 'read', 'inst']);

/** Makes every value in the stages in which it is needed. The first copies stay behind without a reader, and are dropped. */
class Maker {
  readonly #made = new Map<string, NodeId>();
  readonly #copies = new Map<NodeId, NodeId>();
  readonly #wired = new Map<NodeId, number>();
  readonly #registers: { readonly target: NodeId; readonly value: NodeId; readonly stage: number }[] = [];
  readonly parts: Record<string, UInt[]> = {};

  constructor(
    readonly scope: Scope,
    /** Nodes before this one are not part of the logic: they are known at the start. */
    readonly first: NodeId,
    readonly stageOf: Schedule,
  ) {}

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
    const inside = node.id >= this.first;
    if (!inside && stage === 0) return node.id;
    const wired = isWiring(node) && !(stage > this.#known(node.id) && this.#narrows(node));
    if (inside && (wired || this.#known(node.id) === stage)) return this.#copy(node, stage);
    return this.#register(node, this.at(node.id, stage - 1), stage - 1);
  }

  /** The first stage in which a value is there. */
  #known(id: NodeId): number {
    const node = this.scope.nodes[id]!;
    if (id < this.first || node.op === 'const') return 0;
    const before = this.stageOf.get(id) ?? this.#wired.get(id);
    if (before !== undefined) return before;
    const stage = Math.max(0, ...node.args.map(arg => this.#known(arg)));
    this.#wired.set(id, stage);
    return stage;
  }

  /** A small part of something is better kept by itself. */
  #narrows({ width, lanes, args }: Node): boolean {
    const bits = args.map(arg => this.scope.nodes[arg]!).reduce((sum, node) => sum + node.width * node.lanes, 0);
    return 2 * width * lanes <= bits;
  }

  #copy(node: Draft<Node>, stage: number): NodeId {
    const { id, name, nameLevel, ...rest } = node;
    const copy = this.scope.add({ ...rest, args: node.args.map(arg => this.at(arg, stage)) });
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
