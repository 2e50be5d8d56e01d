import type { Block, Kernel, Loop, ValueId } from '../ir.js';
import { targetOf } from './asked.js';
import { shortestPeriod } from './earliest.js';
import { type BlockKind, type Flow, flowOf, type MemoryPlan, type Setting } from './flow.js';
import { intervalThatWorks, noInterval, noSchedule, tooSlow } from './obstacle.js';
import { type Schedule, schedule } from './schedule.js';
import type { TargetName } from './target.js';
import type { Constants } from './timing.js';

/** A block with the cycle of each of its tasks. */
export interface BlockPlan extends Schedule {
  readonly kind: BlockKind;
  readonly flow: Flow;
  /** Cycles between the starts of two iterations; of a sequence, its depth. */
  readonly ii: number;
  /** Cycles of one iteration; a loop within counts as one. */
  readonly depth: number;
  readonly loop?: Loop;
  /** Loops within, in order. */
  readonly loops: readonly BlockPlan[];
  /** Cycles from the first iteration to the end of the last, loops within at their full length. */
  readonly duration: number;
}

/** All of a kernel in time. */
export interface Plan {
  readonly kernel: Kernel;
  readonly setting: Setting;
  /** Nanoseconds of a cycle that it is made for, with the registers; absent: everything fits. */
  readonly period?: number;
  readonly top: BlockPlan;
}

export interface TimeOptions {
  /** Registers on the way through; an error of a kernel that is an engine. 0: logic, whatever the period. */
  readonly stages?: number;
  /** Nanoseconds of a clock cycle; registers stand where they are needed for it. Default: logic takes no time. */
  readonly period?: number;
  /** Whose delays the periods are made of. Default `xc7`. */
  readonly target?: TargetName;
}

/** The constants of a kernel, in all its blocks. */
export function constantsOf(kernel: Kernel): Constants {
  const constants = new Map<ValueId, readonly bigint[]>();
  const visit = ({ steps }: Block): void => {
    for (const step of steps) {
      if (step.kind === 'loop') visit(step.body);
      else if (step.op === 'const') constants.set(step.result, step.values!);
    }
  };
  visit(kernel.body);
  return constants;
}

/**
 * Gives every operation its cycle. Straight code is spread over as many stages as asked for, or as the period takes; with
 * loops in it, a kernel is a sequence that works at one element at a time.
 *
 * @throws HardwareError HW002 of timing that makes no sense, HW050 of an operation that takes longer than the period, HW051
 * of a loop whose interval, or of stages whose number, is too small.
 */
export function plan(kernel: Kernel, options: TimeOptions, memories: ReadonlyMap<ValueId, MemoryPlan>): Plan {
  const { stages, period } = options;
  const target = targetOf(options);
  const constants = constantsOf(kernel);
  const logic = period === undefined ? Number.POSITIVE_INFINITY : period - target.register;
  let setting: Setting = { kernel, target, period: logic, constants, memories };
  if (kernel.body.steps.some(step => step.kind === 'loop'))
    return { kernel, setting, ...(period !== undefined && { period }), top: sequence(setting, kernel.body) };
  if (stages !== undefined && period === undefined)
    setting = {
      ...setting,
      period: shortestPeriod(at => flowOf({ ...setting, period: at }, 'straight', kernel.body), stages),
    };
  const flow = flowOf(setting, 'straight', kernel.body, undefined, stages);
  const found = scheduled(setting, flow, 1);
  const depth = found.cycles.at(-1)!;
  const top: BlockPlan = { kind: 'straight', flow, ...found, ii: 1, depth, loops: [], duration: depth };
  const reached = Number.isFinite(setting.period) ? setting.period + target.register : undefined;
  return { kernel, setting, ...(reached !== undefined && { period: reached }), top };
}

function scheduled(setting: Setting, flow: Flow, ii: number): Schedule {
  const found = schedule(flow, setting.period, ii);
  if (!('kind' in found)) return found;
  if (found.kind === 'slow') tooSlow(setting, flow, found.task);
  return noSchedule(setting, flow, found);
}

function loopPlan(setting: Setting, loop: Loop): BlockPlan {
  if (loop.flavour === 'range') return sequence(setting, loop.body, loop);
  const inner = loop.body.steps.find(step => step.kind === 'loop');
  if (inner) {
    const alone = sequence(setting, loop.body, loop);
    const cycles = iteration(alone);
    if (loop.ii !== undefined && loop.ii < cycles) noInterval(loop, inner, cycles);
    return alone;
  }
  const flow = flowOf(setting, 'overlapped', loop.body, loop);
  const { ii, found } = intervalThatWorks(setting, flow, loop);
  const depth = depthOf(flow, found);
  return { kind: 'overlapped', flow, ...found, ii, depth, loop, loops: [], duration: (loop.count - 1) * ii + depth };
}

function sequence(setting: Setting, block: Block, loop?: Loop): BlockPlan {
  const flow = flowOf(setting, 'sequence', block, loop);
  const found = scheduled(setting, flow, Number.POSITIVE_INFINITY);
  const loops = flow.items.flatMap(item => (item.kind === 'loop' ? [loopPlan(setting, item.step)] : []));
  const depth = depthOf(flow, found);
  const draft = { kind: 'sequence' as const, flow, ...found, ii: depth, depth, loops, duration: 0 };
  return { ...draft, ...(loop && { loop }), duration: (loop?.count ?? 1) * iteration(draft) };
}

/** Cycles of one iteration of a sequence. */
export const iteration = ({ depth, loops }: Pick<BlockPlan, 'depth' | 'loops'>): number =>
  loops.reduce((sum, inner) => sum + inner.duration - 1, depth);

/** As many cycles as it takes until every result is in a register. */
function depthOf(flow: Flow, { cycles }: Schedule): number {
  return flow.items.reduce((most, item, task) => {
    const behind = item.kind === 'loop' ? 0 : flow.tasks[task]!.latency;
    return Math.max(most, cycles[task]! + behind + 1);
  }, 1);
}
