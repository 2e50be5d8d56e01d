import { when } from '../../control/when.js';
import { Bool } from '../../signal/bool.js';
import { ref } from '../../signal/signal.js';
import { UInt } from '../../signal/uint.js';
import { reg } from '../../state/reg.js';
import { wire } from '../../state/wire.js';
import { bool, uint } from '../../type/make.js';
import type { ValueId } from '../ir.js';
import type { BlockPlan, Plan } from '../schedule/plan.js';
import { constantWord, shaped, type Word } from './operate.js';
import { MemoryPorts, type Turn } from './ports.js';
import { shapeOf, widthOfRange } from './shape.js';
import { atLine, hint, load, type Surroundings, Values } from './values.js';

/** An engine that works at one element at a time. */
export interface Engine {
  /** 1 in its last cycle: the results stand still from the next one, until it is started again. */
  readonly done: Bool;
  readonly results: readonly Word[];
  /** 1 while it works. */
  readonly busy: Bool;
}

/**
 * A planned kernel as a machine of states, started by `start` (1 in the cycle before its first). Parameters stand still
 * while it works. Within a sequence one state bit walks from cycle to cycle; a loop has one state, in which it works until
 * it is done. A pipelined loop has a bit for each cycle of an iteration, and several of them are 1 at a time.
 */
export function engine({ setting, top }: Plan, params: readonly Word[], start: Bool): Engine {
  const { kernel } = setting;
  const memories = new MemoryPorts();
  const given = new Map<ValueId, Word>();
  kernel.body.args.forEach((id, i) => {
    given.set(id, shaped(params[i]!, shapeOf(kernel, id)));
  });
  const outside = (id: ValueId): Word => {
    const values = setting.constants.get(id);
    if (values) return constantWord(shapeOf(kernel, id), values);
    return given.get(id) ?? missing(id);
  };
  const run = sequence({ plan: { setting, top }, memories, name: '' }, top, start, outside);
  const results = kernel.body.results.map(id => {
    const array = setting.memories.get(id);
    return array ? memories.whole(array) : run.result(id);
  });
  run.finish();
  memories.finish();
  return { done: run.done, results, busy: run.busy };
}

const missing = (id: ValueId): never => {
  throw new Error(`value ${id} comes from nowhere`);
};

interface Machine {
  readonly plan: Pick<Plan, 'setting' | 'top'>;
  readonly memories: MemoryPorts;
  readonly name: string;
}

/** A block at work. */
interface Run {
  readonly done: Bool;
  readonly busy: Bool;
  /** A value as it is behind the last cycle. */
  result(id: ValueId): Word;
  /** To be called when all results have been asked for. */
  finish(): void;
}

type Outside = (id: ValueId) => Word;

/** A block whose iterations follow each other: its own body once, or `loop` over it. */
function sequence(machine: Machine, plan: BlockPlan, start: Bool, outside: Outside): Run {
  const { setting } = machine.plan;
  const { loop, depth, flow, cycles } = plan;
  const states = Array.from({ length: depth }, () => reg(bool, { init: false }));
  const turns = loop && loop.count > 1 ? counter(machine, plan, loop.count) : undefined;
  const inner = new Map<ValueId, Word>();
  const loopAt = new Map(
    flow.items.flatMap((item, task) => (item.kind === 'loop' ? [[cycles[task]!, item.step] as const] : [])),
  );
  const around: Surroundings = {
    outside: id => {
      if (loop && id === loop.body.args[0])
        return turns?.index ?? constantWord({ width: 1, signed: false, lanes: 1 }, [0n]);
      return outside(id);
    },
    ...accesses(machine, plan, states),
    loopResult: id => inner.get(id) ?? missing(id),
    first: () => (turns?.first ?? new Bool(constantWord({ width: 1, signed: false, lanes: 1 }, [1n]).ref))[ref],
  };
  const values = new Values(setting, plan, around);
  const restart = turns ? wire(bool) : undefined;
  let leave = restart ? start.or(restart) : start;
  const runs: Run[] = [];
  states.forEach((state, cycle) => {
    hint(state[ref], `${machine.name}${loop ? 'turn' : 'state'}_${cycle}`);
    const step = loopAt.get(cycle);
    if (!step) {
      state.set(leave);
      leave = state;
      return;
    }
    const nested = plan.loops.find(other => other.loop === step)!;
    const run = atLine(step.loc, () => {
      const make = nested.kind === 'overlapped' ? overlapped : sequence;
      return make({ ...machine, name: `${machine.name}${step.flavour}_` }, nested, leave, id => values.at(id, cycle));
    });
    step.results.forEach((id, k) => {
      const result = step.body.results[k]!;
      if (!setting.memories.has(id)) inner.set(id, shaped(run.result(result), shapeOf(setting.kernel, id)));
    });
    runs.push(run);
    state.set(leave.or(state.and(run.done.not())));
    leave = run.done;
  });
  const end = leave;
  const done = turns ? end.and(turns.last) : end;
  if (turns && restart) {
    restart.set(end.and(turns.last.not()));
    when(end, () => turns.step());
  }
  const busy = states.reduce((some, state) => some.or(state));
  return {
    done,
    busy,
    result: id => stays(plan, values, id),
    finish: () => {
      // Loops within ask for values from here.
      for (const run of runs) run.finish();
      values.finish();
      fill(values, states);
    },
  };
}

/** A loop whose iterations start every `ii` cycles. */
function overlapped(machine: Machine, plan: BlockPlan, start: Bool, outside: Outside): Run {
  const { setting } = machine.plan;
  const { depth, flow, ii } = plan;
  const loop = plan.loop!;
  const running = reg(bool, { init: false });
  hint(running[ref], `${machine.name}running`);
  const turns = counter(machine, plan, loop.count);
  const issue = ii === 1 ? running : running.and(phase(machine, running, start, ii));
  const active = [issue];
  let last = turns.last;
  for (let cycle = 1; cycle < depth; cycle++) {
    const bit = reg(bool, { init: false });
    const flag = reg(bool, { init: false });
    hint(bit[ref], `${machine.name}cycle_${cycle}`);
    hint(flag[ref], `${machine.name}last_${cycle}`);
    bit.set(active[cycle - 1]!);
    flag.set(last);
    active.push(bit);
    last = flag;
  }
  running.set(start.or(running.and(issue.and(turns.last).not())));
  when(issue, () => turns.step());
  const values = new Values(setting, plan, {
    outside,
    ...accesses(machine, plan, active),
  });
  flow.items.forEach((item, task) => {
    if (item.kind === 'argument') values.feed(task, turns.index);
    if (item.kind === 'first') values.feed(task, { ref: turns.first[ref], signed: false });
  });
  return {
    done: active[depth - 1]!.and(last),
    busy: running,
    result: id => stays(plan, values, id),
    finish: () => {
      values.finish();
      fill(values, active);
    },
  };
}

function accesses(
  { memories }: Machine,
  block: BlockPlan,
  active: readonly Bool[],
): Pick<Surroundings, 'read' | 'write' | 'replace'> {
  const turn = (cycle: number): Turn => ({ active: active[cycle]!, block, slot: cycle % block.ii });
  return {
    read: (memory, cycle, address) => memories.read(memory, turn(cycle), address),
    write: (memory, cycle, address, data, enable) => memories.write(memory, turn(cycle), address, data, enable),
    replace: (memory, cycle, contents) => memories.replace(memory, turn(cycle), contents),
  };
}

/** A value behind the last cycle: in its first register, which the next iteration would fill again. */
function stays(plan: BlockPlan, values: Values, id: ValueId): Word {
  const ready = values.ready(id);
  return values.at(id, ready === undefined ? plan.depth : ready + 1);
}

function fill(values: Values, active: readonly Bool[]): void {
  active.forEach((bit, cycle) => {
    const loads = values.loads.filter(entry => entry.cycle === cycle);
    if (loads.length > 0) when(bit, () => loads.forEach(load));
  });
}

/** The number of the iteration; back at 0 behind the last one. */
function counter(machine: Machine, { loop }: BlockPlan, count: number) {
  const most = BigInt(count - 1);
  const width = widthOfRange({ min: 0n, max: most });
  const index = reg(uint(width), { init: 0 });
  const first = reg(bool, { init: true });
  const { kernel } = machine.plan.setting;
  hint(index[ref], kernel.values[loop!.body.args[0]!]!.name ?? `${machine.name}index`);
  hint(first[ref], `${machine.name}first`);
  const last = index.eq(most);
  return {
    index: { ref: index[ref], signed: false } satisfies Word,
    first,
    last,
    step: () => {
      index.set(last.mux(new UInt(constantWord({ width, signed: false, lanes: 1 }, [0n]).ref), index.addWrap(1)));
      first.set(last);
    },
  };
}

/** 1 every `ii` cycles, the first time in the first cycle behind the start. */
function phase(machine: Machine, running: Bool, start: Bool, ii: number): Bool {
  const width = widthOfRange({ min: 0n, max: BigInt(ii - 1) });
  const count = reg(uint(width), { init: 0 });
  hint(count[ref], `${machine.name}phase`);
  when(start, () => count.set(0)).elseWhen(running, () => {
    when(count.eq(ii - 1), () => count.set(0)).otherwise(() => count.set(count.addWrap(1)));
  });
  return count.eq(0);
}
