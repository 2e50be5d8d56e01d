import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import type { Bound, PassReport } from '../image.js';
import type { ConvPass, Pass } from '../pass/pass.js';
import type { ConvPlan } from '../schedule/conv.js';
import type { Instruction } from '../schedule/op.js';
import type { Prediction } from './simulate.js';
import { epilogueTimes, type MemoryModel, setCycles, setsOf, transferOf } from './times.js';

/**
 * What each pass of a program takes. Passes overlap: the cycles of one go from the end of the last convolution (or map) of those
 * before it to that of its own, and to the last of all its cycles are those until the program ends.
 */
export function reportPasses(
  passes: readonly Pass[],
  plans: ReadonlyMap<ConvPass, ConvPlan>,
  program: readonly Instruction[],
  { spans }: Prediction,
  {
    config,
    batch,
    memory,
  }: { readonly config: AcceleratorConfig; readonly batch: number; readonly memory: MemoryModel },
): PassReport[] {
  const loads = passes.map(() => new Map<Bound, number>());
  const traffic = passes.map(() => ({ read: 0, written: 0 }));
  const ends = passes.map(() => 0);
  for (const [i, instruction] of program.entries()) {
    const { pass } = instruction;
    const last = pass === passes.length - 1;
    if (last || instruction.format === 'conv' || instruction.format === 'map')
      ends[pass] = Math.max(ends[pass]!, spans[i]!.end);
    const { read, written, ...times } = costOf(instruction, config, memory);
    traffic[pass]!.read += read;
    traffic[pass]!.written += written;
    for (const [bound, cycles] of Object.entries(times) as [Bound, number][])
      loads[pass]!.set(bound, (loads[pass]!.get(bound) ?? 0) + cycles);
  }
  let before = 0;
  return passes.map((pass, i): PassReport => {
    const cycles = Math.max(0, ends[i]! - before);
    before = Math.max(before, ends[i]!);
    const products = pass.kind === 'conv' ? pass.products * batch : 0;
    const [bound, most] = [...loads[i]!].reduce((a, b) => (b[1] > a[1] ? b : a));
    const tile = pass.kind === 'conv' ? plans.get(pass)!.tile : undefined;
    return {
      layers: pass.layers,
      kind: pass.kind,
      shape: pass.shape,
      ...(tile && { tile: [tile.images, tile.rows, tile.columns] as const }),
      products,
      cycles: Math.round(cycles),
      utilization: cycles === 0 ? 0 : products / (cycles * config.rows * config.columns),
      bytesRead: traffic[i]!.read,
      bytesWritten: traffic[i]!.written,
      bound: most < cycles / 2 ? 'latency' : bound,
    };
  });
}

/** What an instruction asks of each part of the accelerator, in cycles, and how many bytes it moves. */
function costOf(instruction: Instruction, config: AcceleratorConfig, memory: MemoryModel) {
  const { format, fields } = instruction;
  if (format === 'conv') return { read: 0, written: 0, array: setsOf(fields) * setCycles(fields, config, false) };
  if (format === 'epilogue') return { read: 0, written: 0, epilogue: epilogueTimes(instruction, config).next };
  const { read, written, cycles } = transferOf(instruction, config, memory);
  const own = format === 'map' ? { map: cycles } : format === 'weights' ? { weights: cycles } : {};
  return { read, written, ...own, memory: (read + written) / memory.bytesPerCycle };
}
