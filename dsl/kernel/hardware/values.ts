import { useDomain } from '../../clock/use.js';
import { captureLoc, fromHere, fromUser } from '../../error/capture.js';
import type { Loc, NodeId } from '../../ir/index.js';
import { emit, hereOrFail } from '../../scope/emit.js';
import type { Ref } from '../../scope/ref.js';
import { SINT, UINT } from '../../signal/arith.js';
import type { Operation, ValueId } from '../ir.js';
import type { MemoryPlan, Setting } from '../schedule/flow.js';
import type { BlockPlan } from '../schedule/plan.js';
import { constantWord, fit, operate, shaped, type Word } from './operate.js';
import { type Shape, shapeOf } from './shape.js';

/** A register to be filled in a cycle of its block. */
export interface Load {
  readonly register: NodeId;
  readonly value: NodeId;
  readonly cycle: number;
}

/** What a block takes from its surroundings. */
export interface Surroundings {
  /** A value of the code around, or a parameter: it stands still. */
  outside(id: ValueId): Word;
  /** A read of a memory that starts in a cycle; the word as it is there. */
  read?(plan: MemoryPlan, cycle: number, address: Word): Word;
  /** A write in a cycle. */
  write?(plan: MemoryPlan, cycle: number, address: Word, data: Word, enable: Word): void;
  /** New contents for all of an array in registers. */
  replace?(plan: MemoryPlan, cycle: number, contents: Word): void;
  /** What a loop within gives: it stands still until the loop is started again. */
  loopResult?(id: ValueId): Word;
  /** 1 in the first iteration, as long as the iteration works (a sequence). */
  first?(): Ref;
}

/**
 * The values of a block, each in the cycles in which it is used. A value that is used later than it is made goes through
 * registers: one for every `ii` cycles that it lives, since so often a new one comes.
 */
export class Values {
  readonly loads: Load[] = [];
  readonly #made = new Map<number, Word>();
  readonly #registers = new Map<string, Word>();
  readonly #pending: { readonly task: number; readonly k: number; readonly register: Ref }[] = [];
  readonly #fed = new Map<number, Word>();

  constructor(
    readonly setting: Setting,
    readonly plan: BlockPlan,
    readonly around: Surroundings,
  ) {}

  /** What comes with the iteration, as it is in cycle 0: a parameter, an index, whether it is the first. */
  feed(task: number, word: Word): void {
    this.#fed.set(task, word);
  }

  /** A value as the logic of that cycle sees it. */
  at(id: ValueId, cycle: number): Word {
    const { constants, kernel } = this.setting;
    const values = constants.get(id);
    if (values) return constantWord(shapeOf(kernel, id), values);
    const task = this.plan.flow.taskOf.get(id);
    if (task === undefined) return this.around.outside(id);
    if (this.plan.flow.items[task]!.kind === 'loop') return this.around.loopResult!(id);
    return this.#task(task, cycle);
  }

  /** The cycle in which a value is there without a register; undefined for what stands still. */
  ready(id: ValueId): number | undefined {
    const task = this.plan.flow.taskOf.get(id);
    return task === undefined ? undefined : this.#ready(task);
  }

  #ready(task: number): number {
    return this.plan.cycles[task]! + this.plan.flow.tasks[task]!.latency;
  }

  #task(task: number, cycle: number): Word {
    const ready = this.#ready(task);
    if (cycle < ready) throw new Error(`a value of cycle ${ready} in cycle ${cycle}`);
    if (cycle === ready) return this.#make(task);
    return this.#register(task, Math.floor((cycle - ready - 1) / this.plan.ii));
  }

  /** Makes every value of the block, in order, and what fills the registers. */
  finish(): void {
    this.plan.flow.items.forEach((item, task) => {
      if (item.kind === 'operation') this.#make(task);
    });
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      const { task, k, register } = next;
      const value = k === 0 ? this.#make(task) : this.#register(task, k - 1);
      this.loads.push({ register: register.id, value: value.ref.id, cycle: this.#ready(task) + k * this.plan.ii });
    }
  }

  #make(task: number): Word {
    const before = this.#made.get(task);
    if (before) return before;
    const made = this.#new(task);
    this.#made.set(task, made);
    return made;
  }

  #new(task: number): Word {
    const { flow, cycles, ii } = this.plan;
    const item = flow.items[task]!;
    const cycle = cycles[task]!;
    switch (item.kind) {
      case 'operation':
        return atLine(item.step.loc, () => this.#operation(item.step, task, cycle));
      case 'carried': {
        const shape = shapeOf(this.setting.kernel, item.value);
        const firsts = flow.items.findIndex(({ kind }) => kind === 'first');
        const first = firsts >= 0 ? this.#task(firsts, cycle).ref : this.around.first!();
        const [initial, next] = [this.around.outside(item.initial), this.at(item.next, cycle + ii)];
        const format = shape.signed ? SINT : UINT;
        const ref = emit('mux', shape.width, format, [first, fit(initial, shape.width), fit(next, shape.width)]);
        return this.#named(item.value, { ref, signed: shape.signed });
      }
      default:
        return this.#fed.get(task)!;
    }
  }

  #operation(step: Operation, task: number, cycle: number): Word {
    const { kernel, constants, memories } = this.setting;
    const known = (id: ValueId) => constants.get(id)?.[0];
    const own = memories.get(step.result);
    if (own && step.op !== 'set') {
      const contents = this.at(step.args[0]!, cycle);
      this.around.replace!(own, cycle, contents);
      return contents;
    }
    const memory = memories.get(step.args[0] ?? -1);
    if (memory) return this.#access(memory, step, cycle);
    const args = step.args.map(arg => this.at(arg, cycle));
    const { latency } = this.plan.flow.tasks[task]!;
    if (latency === 0) return this.#named(step.result, operate(kernel, step, args, known));
    // A product: its operands in registers, then itself, then once more.
    const operands = args.map(arg => this.#store(arg, cycle));
    let word = operate(kernel, step, operands, known);
    for (let i = 1; i < latency; i++) word = this.#store(word, cycle + i);
    return this.#named(step.result, word);
  }

  #access(memory: MemoryPlan, step: Operation, cycle: number): Word {
    const { kernel } = this.setting;
    const address = this.at(step.args[1]!, cycle);
    if (step.op === 'get') {
      const word = this.around.read!(memory, cycle, address);
      return this.#named(step.result, shaped(word, shapeOf(kernel, step.result)));
    }
    this.around.write!(memory, cycle, address, this.at(step.args[2]!, cycle), this.at(step.args[3]!, cycle));
    return address;
  }

  /** A register behind a cycle, which nothing else shares. */
  #store(word: Word, cycle: number): Word {
    const node = word.ref.scope.nodes[word.ref.id]!;
    if (node.op === 'const') return word;
    const register = newRegister({ width: node.width, signed: word.signed, lanes: node.lanes });
    this.loads.push({ register: register.id, value: word.ref.id, cycle });
    return { ref: register, signed: word.signed };
  }

  #register(task: number, k: number): Word {
    const key = `${task} ${k}`;
    const before = this.#registers.get(key);
    if (before) return before;
    const item = this.plan.flow.items[task]!;
    const id = item.kind === 'operation' ? item.step.result : 'value' in item ? item.value : undefined;
    const shape: Shape = id === undefined ? { width: 1, signed: false, lanes: 1 } : shapeOf(this.setting.kernel, id);
    const loc =
      item.kind === 'operation' ? item.step.loc : id === undefined ? undefined : this.setting.kernel.values[id]!.loc;
    const register = loc ? atLine(loc, () => newRegister(shape)) : newRegister(shape);
    const word = { ref: register, signed: shape.signed };
    this.#registers.set(key, word);
    this.#pending.push({ task, k, register });
    const name = id === undefined ? 'first' : (this.setting.kernel.values[id]!.name ?? wordFor(item));
    if (name)
      hint(
        register,
        this.plan.ii === 1 ? `${name}_${this.#ready(task) + k + 1}` : k === 0 ? `${name}_kept` : `${name}_kept_${k}`,
      );
    return word;
  }

  #named(id: ValueId, word: Word): Word {
    const { name } = this.setting.kernel.values[id]!;
    if (name !== undefined) hint(word.ref, name);
    return word;
  }
}

const wordFor = (item: { readonly kind: string; readonly step?: unknown }): string | undefined =>
  item.kind === 'operation' ? words[(item as { step: Operation }).step.op] : undefined;

const words: Partial<Record<Operation['op'], string>> = {
  mul: 'product',
  add: 'sum',
  sub: 'difference',
  mux: 'choice',
  get: 'element',
  shr: 'shifted',
  shl: 'shifted',
  min: 'min',
  max: 'max',
  abs: 'abs',
  neg: 'neg',
  sat: 'sat',
};

/** A name for the reader, when it has none. */
export function hint(ref: Ref, name: string): void {
  const node = ref.scope.nodes[ref.id]!;
  if (node.name !== undefined || node.op === 'const' || node.op === 'input') return;
  node.name = name;
  node.nameLevel = 'hint';
}

/** Hardware that comes from a line of the kernel. */
export const atLine = <T>(loc: Loc, body: () => T): T => fromUser(() => fromHere(body, loc));

/** A register without a reset. */
function newRegister({ width, signed, lanes }: Shape): Ref {
  const scope = hereOrFail('a kernel');
  const format = signed ? SINT : UINT;
  const id = scope.add({ op: 'reg', width, lanes, args: [], format, loc: captureLoc() });
  scope.registers.push({ node: id, domain: useDomain(), reset: false });
  return { scope, id };
}

/** Fills a register, in the branch that is open now. */
export function load({ register, value }: Load): void {
  hereOrFail('a kernel').statements.push({ kind: 'set', target: register, value, loc: captureLoc() });
}
