import type { Loc } from '../../ir/index.js';
import { bitsOfValue } from '../hardware/shape.js';
import type { Block, Kernel, Loop, Operation, ValueId } from '../ir.js';
import type { Edge, Resource, Task } from './graph.js';
import type { Target } from './target.js';
import { type Constants, timeOf } from './timing.js';

/** What a task of a block stands for. */
export type Item =
  /** What comes with the iteration: a parameter, the index. */
  | { readonly kind: 'argument'; readonly value: ValueId }
  /** Whether it is the first iteration. */
  | { readonly kind: 'first' }
  /** What the loop carries: given at first, then what the iteration before made. */
  | { readonly kind: 'carried'; readonly value: ValueId; readonly initial: ValueId; readonly next: ValueId }
  | { readonly kind: 'operation'; readonly step: Operation }
  | { readonly kind: 'loop'; readonly step: Loop }
  /** Where the results of the kernel leave. */
  | { readonly kind: 'end' };

/** An array that is a memory. */
export interface MemoryPlan {
  readonly name: string;
  /** `registers`: written where they stand, by elements. */
  readonly style: 'block' | 'distributed' | 'registers';
  readonly reads: number;
  readonly writes: number;
  readonly depth: number;
  readonly width: number;
  readonly signed: boolean;
  /** Power-up contents of a table that is never written. */
  readonly init?: readonly bigint[];
  readonly loc: Loc;
}

/** What tasks of all blocks have in common. */
export interface Setting {
  readonly kernel: Kernel;
  readonly target: Target;
  /** Nanoseconds for logic in a cycle. */
  readonly period: number;
  readonly constants: Constants;
  /** By every value that is the contents of one. */
  readonly memories: ReadonlyMap<ValueId, MemoryPlan>;
}

/** The tasks of a block. */
export interface Flow {
  readonly items: readonly Item[];
  readonly tasks: readonly Task[];
  readonly edges: readonly Edge[];
  readonly resources: readonly Resource[];
  /** Values that a task makes; others stand still for as long as the block works. */
  readonly taskOf: ReadonlyMap<ValueId, number>;
}

/**
 * `straight`: a kernel without loops, whose elements follow each other; `overlapped`: a loop whose iterations do;
 * `sequence`: a block that is done before it starts again.
 */
export type BlockKind = 'straight' | 'overlapped' | 'sequence';

/** The tasks of a block; `loop` is that of its body, `stages` the cycle in which the results of straight code leave. */
export function flowOf(setting: Setting, kind: BlockKind, block: Block, loop?: Loop, stages?: number): Flow {
  const draft = new Draft(setting);
  const { args, steps, results } = block;
  const carried = loop ? args.slice(1) : [];
  if (kind === 'straight') for (const value of args) draft.argument(value);
  if (kind === 'overlapped') draft.argument(args[0]!);
  const registers = carried.map((value, k) => ({ value, k })).filter(({ value }) => !setting.memories.has(value));
  const first = kind === 'overlapped' && registers.length > 0 ? draft.first() : undefined;
  for (const { value, k } of registers) draft.carried(value, loop!.initial[k]!, results[k]!, first);
  for (const step of steps) {
    if (step.kind === 'loop') draft.loop(step);
    else if (step.op !== 'const') draft.operation(step);
  }
  for (const { value, k } of registers) draft.again(results[k]!, value);
  draft.orderMemories(carried);
  if (kind === 'straight') draft.end(results, stages);
  return draft;
}

class Draft implements Flow {
  readonly items: Item[] = [];
  readonly tasks: Task[] = [];
  readonly edges: Edge[] = [];
  readonly resources: Resource[] = [];
  readonly taskOf = new Map<ValueId, number>();
  /** Operations and loops since the last loop, and that loop. */
  #since: number[] = [];
  #loop: number | undefined;

  constructor(readonly setting: Setting) {}

  #add(item: Item, task: Partial<Task>): number {
    this.items.push(item);
    return this.tasks.push({ delay: 0, latency: 0, out: 0, bits: 0, ...task }) - 1;
  }

  #bits(value: ValueId): number {
    return bitsOfValue(this.setting.kernel, value);
  }

  /** `to` uses a value, when it is one that a task makes. */
  #use(value: ValueId, to: number, gap = 0): void {
    const from = this.taskOf.get(value);
    if (from !== undefined) this.edges.push({ from, to, gap, distance: 0, carries: true });
  }

  argument(value: ValueId): void {
    this.taskOf.set(value, this.#add({ kind: 'argument', value }, { bits: this.#bits(value), to: 0 }));
  }

  first(): number {
    return this.#add({ kind: 'first' }, { bits: 1, to: 0 });
  }

  carried(value: ValueId, initial: ValueId, next: ValueId, first: number | undefined): void {
    const { level } = this.setting.target;
    const task = this.#add({ kind: 'carried', value, initial, next }, { delay: level, bits: this.#bits(value) });
    this.taskOf.set(value, task);
    if (first !== undefined) this.edges.push({ from: first, to: task, gap: 0, distance: 0, carries: true });
    this.#since.push(task);
  }

  /** What the next iteration is given. */
  again(result: ValueId, value: ValueId): void {
    const from = this.taskOf.get(result);
    const to = this.taskOf.get(value)!;
    if (from !== undefined) this.edges.push({ from, to, gap: 1, distance: 1, carries: true });
  }

  operation(step: Operation): void {
    const { kernel, constants, target, period, memories } = this.setting;
    const memory = memories.get(step.args[0] ?? -1);
    let time: Partial<Task> = timeOf(kernel, step, constants, target, period);
    if (memory?.style === 'block') {
      const [setup, out] = target.block;
      time = step.op === 'get' ? { latency: 1, delay: setup, out } : { delay: setup };
    }
    const bits = memories.has(step.result) ? 0 : this.#bits(step.result);
    const task = this.#add({ kind: 'operation', step }, { ...time, bits });
    this.taskOf.set(step.result, task);
    for (const arg of new Set(step.args)) if (!memories.has(arg)) this.#use(arg, task);
    this.#follow(task, 0);
    this.#since.push(task);
  }

  loop(step: Loop): void {
    const task = this.#add({ kind: 'loop', step }, { latency: 1 });
    for (const value of outside(step)) if (!this.setting.memories.has(value)) this.#use(value, task, 1);
    for (const result of step.results) this.taskOf.set(result, task);
    // A loop has its cycles for itself: what stands before it is done before, what stands behind it waits.
    for (const from of this.#since) this.edges.push({ from, to: task, gap: 1, distance: 0, carries: false });
    this.#follow(task, 0);
    this.#since = [];
    this.#loop = task;
  }

  #follow(to: number, gap: number): void {
    if (this.#loop !== undefined) this.edges.push({ from: this.#loop, to, gap, distance: 0, carries: false });
  }

  end(results: readonly ValueId[], stages: number | undefined): void {
    const task = this.#add({ kind: 'end' }, stages === undefined ? { from: 1 } : { from: stages, to: stages });
    for (const value of new Set(results)) this.#use(value, task, 1);
  }

  /**
   * Accesses to a memory: what reads a version comes behind the write that made it, and not behind the one that makes the
   * next: a read in the cycle of a write still sees what was there.
   */
  orderMemories(carried: readonly ValueId[]): void {
    const { memories } = this.setting;
    const users = new Map<MemoryPlan, number[]>();
    this.items.forEach((item, task) => {
      const values =
        item.kind === 'operation'
          ? [item.step.result, ...item.step.args.slice(0, 1)]
          : item.kind === 'loop'
            ? [...outside(item.step)]
            : [];
      for (const plan of new Set(values.map(value => memories.get(value)).filter(plan => plan !== undefined)))
        users.set(plan, [...(users.get(plan) ?? []), task]);
    });
    for (const [plan, tasks] of users) {
      const writes = tasks.filter(task => this.#writes(task, plan));
      const reads = tasks.filter(task => !writes.includes(task));
      const turns = carried.some(value => memories.get(value) === plan) ? [0, 1] : [0];
      for (const write of writes)
        for (const task of tasks)
          for (const distance of turns) {
            if (distance === 0 ? task > write : task <= write)
              this.edges.push({
                from: write,
                to: task,
                // Of two writes of registers in one cycle the later one stays.
                gap:
                  this.items[write]!.kind === 'loop' || (plan.style === 'registers' && writes.includes(task)) ? 0 : 1,
                distance,
                carries: false,
              });
            // A read that stands before a write may share its cycle, as seen from where the read begins.
            if (!writes.includes(task) && (distance === 0 ? task < write : task > write))
              this.edges.push({ from: task, to: write, gap: -this.tasks[task]!.latency, distance, carries: false });
          }
      const accesses = (some: readonly number[]) => some.filter(task => this.items[task]!.kind === 'operation');
      this.#resource(`read ports of ${plan.name}`, accesses(reads), plan.reads);
      this.#resource(`write ports of ${plan.name}`, accesses(writes), plan.writes);
    }
  }

  #writes(task: number, plan: MemoryPlan): boolean {
    const item = this.items[task]!;
    if (item.kind === 'operation') return this.setting.memories.has(item.step.result);
    return item.kind === 'loop' && item.step.initial.some(value => this.setting.memories.get(value) === plan);
  }

  #resource(name: string, tasks: readonly number[], ports: number): void {
    if (tasks.length > ports) this.resources.push({ name, tasks, ports });
  }
}

/** Values from around a loop that it uses. */
export function outside(loop: Loop): ReadonlySet<ValueId> {
  const inside = new Set<ValueId>();
  const used = new Set<ValueId>(loop.initial);
  const visit = ({ args, steps, results }: Block): void => {
    for (const arg of args) inside.add(arg);
    for (const step of steps) {
      if (step.kind === 'operation') {
        for (const arg of step.args) used.add(arg);
        inside.add(step.result);
      } else {
        for (const value of step.initial) used.add(value);
        visit(step.body);
        for (const result of step.results) inside.add(result);
      }
    }
    for (const result of results) used.add(result);
  };
  visit(loop.body);
  return new Set([...used].filter(value => !inside.has(value)));
}
