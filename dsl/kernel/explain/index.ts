import type { KernelFunction } from '../given.js';
import type { KernelOptions } from '../hardware/index.js';
import { irOf } from '../kernel.js';
import { type Explanation, explainIr } from './explain.js';

export type { ExplainedArray, ExplainedBlock, ExplainedTask, Explanation } from './explain.js';

/**
 * How a kernel is spread over cycles: every operation with its cycle, its line, its time within the cycle and what there
 * is to spare, and the bits in registers behind each cycle. Options as for `stream.map`; times are estimates. Latency and
 * interval are those of the hardware.
 *
 * @example console.log(String(explain(dot9, { period: 5 })))
 * @example writeFileSync('dot9.svg', explain(dot9, { stages: 3 }).svg())
 *
 * @throws HW050, HW051, HW052, as `stream.map` does.
 */
export const explain = (kernel: KernelFunction, options: KernelOptions = {}): Explanation =>
  explainIr(irOf(kernel), options);
