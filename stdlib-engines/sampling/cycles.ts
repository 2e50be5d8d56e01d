import type { AcceleratorConfig } from '../accelerator/config.js';

/** Cycles of a command beside those of its words: from the last place to the end of the pipeline. */
export const samplingLatency = 24;

/**
 * Cycles of a `warp` or `motion` from one command to the next when nothing stalls: the block is held, `busBits / 8` bytes per
 * cycle, then each pixel takes a cycle for as many channels (`warp`) or for each motion (`motion`, and as much once for each
 * row), and the pipeline runs empty. Exact.
 *
 * @example samplingCycles('warp', 64, 64, acceleratorConfig(16)) // => 16408
 */
export function samplingCycles(
  operation: 'warp' | 'motion',
  rows: number,
  columns: number,
  config: Pick<AcceleratorConfig, 'rows' | 'busBits'>,
): number {
  const parts = (8 * config.rows) / config.busBits;
  const pixels = rows * columns;
  const motions = config.rows / 4;
  const [steps, least] = operation === 'warp' ? [pixels * parts, 0] : [(pixels + rows) * motions, config.rows];
  // Records of motion come beside the block, which is longer unless it is tiny.
  return Math.max(pixels * parts, least) + steps + samplingLatency;
}
