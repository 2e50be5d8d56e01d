import { simulate } from '../backend-sim/index.js';
import type { MemoryModel } from '../codec/compiler/cycles/times.js';
import { accelerator } from '../stdlib-engines/accelerator/accelerator.js';
import type { AcceleratorConfig } from '../stdlib-engines/accelerator/config.js';
import { buses } from '../stdlib-engines/accelerator/core.js';
import { acceleratorMap } from '../stdlib-engines/accelerator/registers.js';
import { axiLiteBench, axiMemory, registerDriver } from '../stdlib-engines/index.js';

/** A program with what it reads and the size of where it works. */
export interface Runnable {
  readonly program: Uint8Array;
  readonly constants: Uint8Array;
  readonly workBytes: number;
}

/**
 * An accelerator in simulation that tells how many cycles programs take, one after the other, each on a fresh memory.
 *
 * @throws Error for a program that ends by a fault
 */
export function simulatedAccelerator(config: AcceleratorConfig, { bytesPerCycle, latency }: MemoryModel) {
  const map = acceleratorMap(config);
  const sim = simulate(accelerator({ config }), { history: 0, monitor: false });
  const fresh = sim.snapshot();
  return async ({ program, constants, workBytes }: Runnable): Promise<number> => {
    sim.restore(fresh);
    const memory = axiMemory(sim, buses, { latency, sharedRate: (8 * bytesPerCycle) / config.busBits });
    const [constantsAt, workAt, offset] = [0x1000_0000, 0x4000_0000, 0x2000_0000];
    memory.write(constantsAt, constants);
    memory.write(constantsAt + offset, program);
    await sim.process(async p => {
      const registers = registerDriver(map, axiLiteBench(p, 's_axi'));
      await registers.program.writeFields({ offset });
      await registers.constants_base.writeFields({ address: constantsAt });
      await registers.constants_size.writeFields({ bytes: offset + program.length });
      await registers.work_base.writeFields({ address: workAt });
      await registers.work_size.writeFields({ bytes: workBytes });
      await registers.irq_enable.writeFields({ done: true, fault: true });
      await registers.control.writeFields({ start: true });
    });
    while (!sim.peek('irq')) sim.step(64);
    const { fault, count } = await sim.process(async p => {
      const { status, cycles } = registerDriver(map, axiLiteBench(p, 's_axi'));
      return { ...(await status.readFields()), ...(await cycles.readFields()) };
    });
    memory.detach();
    if (fault !== 'none') throw new Error(`the program ended by ${fault}`);
    return count;
  };
}
