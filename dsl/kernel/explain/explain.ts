import type { Frame } from '../../ir/index.js';
import { isLogic, type KernelOptions, planned, writtenOut } from '../hardware/prepare.js';
import type { Kernel } from '../ir.js';
import { locOfTask, titleOf } from '../schedule/describe.js';
import type { BlockPlan, Plan } from '../schedule/plan.js';
import { registerBits } from '../schedule/schedule.js';
import { type TaskTime, timesOf } from './slack.js';
import { svgOf } from './svg.js';
import { tableOf } from './table.js';

/** One operation in its place. */
export interface ExplainedTask extends TaskTime {
  readonly title: string;
  readonly cycle: number;
  /** Cycles from its operands to its result, of what has registers inside. */
  readonly latency: number;
  readonly line?: Frame;
  /** No other way within a cycle of the block is longer. */
  readonly critical: boolean;
}

/** A block: straight code, the cycles of an engine, or the body of a loop. */
export interface ExplainedBlock {
  readonly title: string;
  readonly tasks: readonly ExplainedTask[];
  /** Operations that only lead bits elsewhere, which are not among them. */
  readonly wiring: number;
  readonly depth: number;
  readonly ii: number;
  readonly duration: number;
  /** Bits in registers behind each cycle; `early` when everything were done as early as it can. */
  readonly bits: readonly number[];
  readonly early: readonly number[];
  readonly loops: readonly ExplainedBlock[];
}

/** An array that has a place of its own. */
export interface ExplainedArray {
  readonly name: string;
  readonly style: 'block' | 'distributed' | 'registers';
  readonly words: number;
  /** Bits of a word. */
  readonly width: number;
}

/** The schedule of a kernel: as text for a terminal by `String(explanation)`, and as a picture. */
export interface Explanation {
  readonly name: string;
  readonly target: string;
  /** Nanoseconds of a cycle that it is made for; absent: logic takes as long as it takes. */
  readonly period?: number;
  /** Cycles from the acceptance of an element to the offer of its result. */
  readonly latency: number;
  /** Cycles between two elements. */
  readonly ii: number;
  readonly top: ExplainedBlock;
  /** Arrays that are memories, or registers which are written in place. */
  readonly arrays: readonly ExplainedArray[];
  toString(): string;
  /** The same as a picture: a lane for each operation, a column for each cycle, in which times stand to scale. */
  svg(): string;
}

/** How a kernel is spread over cycles. Options as for `stream.map`. */
export function explainIr(kernel: Kernel, options: KernelOptions = {}): Explanation {
  const written = writtenOut(kernel, options);
  // Logic is shown as one stage, without the registers behind it; how long it may take is not its own affair.
  const logic = isLogic(written, options);
  const { period: _, ...untimed } = options;
  const plan = planned(written, logic ? { ...untimed, stages: 1 } : options);
  const sequential = plan.top.kind === 'sequence';
  const latency = logic ? 0 : sequential ? plan.top.duration + 1 : plan.top.depth;
  const found = {
    name: kernel.name,
    target: plan.setting.target.name,
    ...(plan.period !== undefined && { period: plan.period }),
    latency,
    ii: sequential ? latency : 1,
    top: blockOf(plan, plan.top),
    arrays: [...new Set(plan.setting.memories.values())].map(({ name, style, depth, width }) => ({
      name,
      style,
      words: depth,
      width,
    })),
  };
  return Object.freeze({ ...found, toString: () => tableOf(found), svg: () => svgOf(found) });
}

/** What the printers are given. */
export type Explained = Omit<Explanation, 'toString' | 'svg'>;

function blockOf(plan: Plan, block: BlockPlan): ExplainedBlock {
  const { setting } = plan;
  const { flow, cycles, earliest, loop, depth, ii, duration } = block;
  const times = timesOf(flow, cycles, setting.period);
  const shown = flow.items.flatMap((item, task) => {
    const { delay, latency } = flow.tasks[task]!;
    return item.kind === 'loop' || delay > 0 || latency > 0 ? [task] : [];
  });
  const listed = new Set(shown);
  const least = shown.reduce((most, task) => Math.min(most, times[task]!.slack), Number.POSITIVE_INFINITY);
  const tasks = shown.map((task): ExplainedTask => {
    const [line] = locOfTask(setting, flow, task).frames;
    return {
      title: titleOf(setting, flow, task),
      cycle: cycles[task]!,
      latency: flow.items[task]!.kind === 'loop' ? 0 : flow.tasks[task]!.latency,
      ...times[task]!,
      critical: times[task]!.slack <= least + 1e-6 && flow.items[task]!.kind !== 'loop',
      ...(line && { line }),
    };
  });
  return {
    title: loop ? `${loop.flavour}(${loop.count})` : block.kind === 'straight' ? 'stages' : 'states',
    tasks: tasks.sort((a, b) => a.cycle - b.cycle),
    wiring: flow.items.filter((item, task) => item.kind === 'operation' && !listed.has(task)).length,
    depth,
    ii,
    duration,
    bits: padded(registerBits(flow, cycles, block.ii), depth),
    early: padded(registerBits(flow, earliest, block.ii), depth),
    loops: block.loops.map(inner => blockOf(plan, inner)),
  };
}

const padded = (bits: readonly number[], depth: number): number[] =>
  Array.from({ length: Math.max(depth, bits.length) }, (_, i) => bits[i] ?? 0);
