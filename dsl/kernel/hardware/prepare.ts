import { fail } from '../../scope/report.js';
import type { Kernel } from '../ir.js';
import { targetOf } from '../schedule/asked.js';
import { type Plan, plan, type TimeOptions } from '../schedule/plan.js';
import { divisionsWrittenOut } from './divide.js';
import { folded } from './fold.js';
import { live } from './live.js';
import { type ArrayStores, withMemories } from './memories.js';
import { hasLoops, unrolled } from './unrolled.js';

/** How a kernel becomes hardware. */
export interface KernelOptions extends TimeOptions {
  /** Loops that are not unrolled in the source: as they are (default), or written out here. */
  readonly loops?: 'keep' | 'unroll';
  /** Arrays that are to be memories, by the names of their variables; others are registers. */
  readonly arrays?: ArrayStores;
}

/**
 * A kernel as it becomes hardware: divisions as what they are made of, what is constant computed, what nobody needs left
 * out; loops as they are, or written out.
 *
 * @throws HardwareError HW002 of timing that makes no sense, also where there is nothing to time.
 */
export function writtenOut(kernel: Kernel, { loops, ...timing }: KernelOptions): Kernel {
  targetOf(timing);
  const straight = loops === 'unroll' && hasLoops(kernel) ? unrolled(kernel) : kernel;
  return live(divisionsWrittenOut(folded(straight)));
}

/**
 * A kernel that has been written out, with the cycles of all its operations.
 *
 * @throws HardwareError HW052 of stages for an engine, and as `plan` does.
 */
export function planned(written: Kernel, options: KernelOptions): Plan {
  const { kernel, memories } = withMemories(written, options.arrays ?? {});
  const found = plan(kernel, options, memories);
  if (options.stages !== undefined && found.top.kind === 'sequence') noStages(written, found);
  return found;
}

/** An engine takes the cycles that it takes. */
function noStages(written: Kernel, { kernel: { name }, setting }: Plan): never {
  const loop = written.body.steps.find(step => step.kind === 'loop');
  if (loop)
    fail(
      'HW052',
      `stages for kernel ${name}, which is an engine as its loops stay loops`,
      "say how long a cycle is: { period: 5 }; or write all loops out: { loops: 'unroll', stages }",
      [{ loc: loop.loc, note: 'a loop' }],
    );
  const [filled] = [...setting.memories.values()].filter(({ init }) => init === undefined);
  fail(
    'HW052',
    `stages for kernel ${name}, which is an engine as array ${filled!.name} has to be filled`,
    'say how long a cycle is: { period: 5 }; or leave the array in registers',
    [{ loc: filled!.loc, note: 'a memory with first contents' }],
  );
}

/** Neither loops nor registers nor memories are left in it. */
export function isLogic(written: Kernel, { stages, period, arrays = {} }: KernelOptions): boolean {
  if (hasLoops(written) || Object.values(arrays).some(store => store !== 'registers')) return false;
  return stages === 0 || (stages === undefined && period === undefined);
}
