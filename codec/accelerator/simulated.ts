import { setImmediate as breathe } from 'node:timers/promises';
import { simulate } from '../../backend-sim/index.js';
import { accelerator } from '../../stdlib-engines/accelerator/accelerator.js';
import type { AcceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { buses } from '../../stdlib-engines/accelerator/core.js';
import { type AxiMemoryOptions, axiMemory } from '../../stdlib-engines/axi/memory/memory.js';
import { axiLiteBench } from '../../stdlib-engines/axi-lite/bench.js';
import { type MemoryModel, zynqMemory } from '../compiler/cycles/times.js';
import type { CompiledNetwork } from '../compiler/image.js';
import { type AcceleratorPlatform, type HardwareOptions, hardwareTarget } from './hardware.js';
import type { AcceleratorTarget } from './target.js';

/** A memory of a model, as it is simulated beside an accelerator: all of its buses share the bytes per cycle. */
export const memoryLike = (
  { bytesPerCycle, latency }: MemoryModel,
  { busBits }: Pick<AcceleratorConfig, 'busBits'>,
): AxiMemoryOptions => ({ latency, sharedRate: (8 * bytesPerCycle) / busBits });

/** The memory behind a simulated accelerator, and who watches it. */
export interface SimulationOptions extends HardwareOptions {
  /** Default: as `zynqMemory`. */
  readonly memory?: AxiMemoryOptions;
  /** Cycles until it is given up waiting for an interrupt. Default: 2^30. */
  readonly patience?: number;
  /** Cycles from one look at `activity` and the interrupt to the next. Default: 64. */
  readonly every?: number;
  /** Sees the units at work, a bit for each in the order of `units`, every so many cycles of a run. */
  readonly onActivity?: (activity: number, cycle: number) => void;
}

/** Milliseconds after which signals and writes get their turn. */
const breath = 50;

/** The lowest address that is used, so that those below it, which programs could reach by mistake, are seen to stay 0. */
const address = 0x1000_0000;

/**
 * An accelerator in simulation, and the memory beside it. Time passes while registers are accessed and while an interrupt is
 * waited for.
 */
export function simulatedPlatform(
  config: AcceleratorConfig,
  {
    memory: options = memoryLike(zynqMemory, config),
    patience = 2 ** 30,
    every = 64,
    onActivity,
  }: SimulationOptions = {},
): AcceleratorPlatform {
  const sim = simulate(accelerator({ config }), { monitor: false, history: 0 });
  const memory = axiMemory(sim, buses, options);
  return {
    registers: {
      read: offset => sim.process(p => axiLiteBench(p, 's_axi').read(offset)),
      write: (offset, word) => sim.process(p => axiLiteBench(p, 's_axi').write(offset, word)),
    },
    memory: {
      address,
      bytes: 2 ** 32 - address,
      read: async (from, length) => memory.read(from, length),
      write: async (to, bytes) => memory.write(to, bytes),
    },
    async interrupt() {
      let turn = performance.now();
      for (let waited = 0; waited < patience && !sim.peek('irq'); waited += every) {
        sim.step(every);
        onActivity?.(Number(sim.peek('activity')), sim.cycle);
        if (performance.now() - turn < breath) continue;
        await breathe();
        turn = performance.now();
      }
      return Boolean(sim.peek('irq'));
    },
    async close() {
      memory.detach();
    },
  };
}

/** A compiled network on the simulated accelerator that it was compiled for. */
export const simulatedTarget = (
  compiled: CompiledNetwork,
  options: SimulationOptions = {},
): Promise<AcceleratorTarget> => hardwareTarget(compiled, simulatedPlatform(compiled.accelerator, options), options);
