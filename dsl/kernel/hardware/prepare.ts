import type { Kernel } from '../ir.js';
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
 */
export function writtenOut(kernel: Kernel, { loops }: KernelOptions): Kernel {
  const straight = loops === 'unroll' && hasLoops(kernel) ? unrolled(kernel) : kernel;
  return live(divisionsWrittenOut(folded(straight)));
}

/** A kernel that has been written out, with the cycles of all its operations. */
export function planned(written: Kernel, options: KernelOptions): Plan {
  const { kernel, memories } = withMemories(written, options.arrays ?? {});
  return plan(kernel, options, memories);
}

/** Neither loops nor registers nor memories are left in it. */
export function isLogic(written: Kernel, { stages, period, arrays = {} }: KernelOptions): boolean {
  if (hasLoops(written)) return false;
  const stored = Object.values(arrays).some(store => store !== 'registers');
  return stages === 0 || (stages === undefined && period === undefined && !stored);
}
