import { simulate } from '../../../backend-sim/index.js';
import { accelerator } from '../../../stdlib-engines/accelerator/accelerator.js';
import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { buses } from '../../../stdlib-engines/accelerator/core.js';
import { acceleratorMap } from '../../../stdlib-engines/accelerator/registers.js';
import { type AxiMemoryOptions, axiLiteBench, axiMemory, registerDriver } from '../../../stdlib-engines/index.js';

/** Where the regions lie. */
export const constantsAt = 0x10000000;
export const workAt = 0x20000000;

/** A program for the accelerator, and what is to happen to it. */
export interface Job {
  /** With its header; it is put behind the constants. */
  readonly program: Uint8Array;
  readonly constants: Uint8Array;
  readonly work: Uint8Array;
  readonly memory?: AxiMemoryOptions;
  readonly watchdog?: number;
  /** Cycles after which a program that goes on is an error of the test. */
  readonly limit?: number;
  /** Cycles after which software says `stop`, or `start` once more. */
  readonly stop?: number;
  readonly again?: number;
}

const align = (bytes: number): number => 64 * Math.ceil(bytes / 64);

/** Where the program of a job begins. */
export const programAt = ({ constants }: Pick<Job, 'constants'>): number => align(constants.length);

/** A simulated accelerator with its memory, on which jobs run one after the other. */
export function machine(config: AcceleratorConfig) {
  const map = acceleratorMap(config);
  const sim = simulate(accelerator({ config }), { history: 0 });
  type Bench = Parameters<Parameters<typeof sim.process>[0]>[0];
  const fresh = sim.snapshot();

  async function drive(p: Bench, job: Job) {
    const software = registerDriver(map, axiLiteBench(p, 's_axi'));
    const at = programAt(job);
    await software.program.writeFields({ offset: at });
    await software.constants_base.writeFields({ address: constantsAt });
    await software.constants_size.writeFields({ bytes: at + job.program.length });
    await software.work_base.writeFields({ address: workAt });
    await software.work_size.writeFields({ bytes: job.work.length });
    await software.watchdog.writeFields({ cycles: job.watchdog ?? 20_000 });
    await software.irq_enable.writeFields({ done: true, fault: true });
    await software.control.writeFields({ start: true });
    if (job.again !== undefined) {
      await p.tick(job.again);
      await software.control.writeFields({ start: true });
    }
    if (job.stop !== undefined) {
      await p.tick(job.stop);
      await software.control.writeFields({ stop: true });
    }
    await p.until(() => Boolean(sim.peek('irq')), { timeout: job.limit ?? 5_000_000 });
    const [irq, status] = [await software.irq_status.readFields(), await software.status.readFields()];
    await software.irq_status.writeFields(irq);
    await software.status.writeFields({ start_ignored: true });
    const busy = [];
    for (const unit of software.work) busy.push((await unit.readFields()).cycles);
    const places = [];
    for (const unit of software.unit) places.push(await unit.readFields());
    return {
      irq,
      status,
      fault: status.fault,
      instruction: (await software.fault_instruction.readFields()).number,
      cycles: (await software.cycles.readFields()).count,
      instructions: (await software.instructions.readFields()).count,
      reads: (await software.reads.readFields()).beats,
      writes: (await software.writes.readFields()).beats,
      busy,
      places,
    };
  }

  /** Runs jobs in order, each on a memory of its own, and says of each what software saw and what the memory held. */
  async function run(jobs: readonly Job[]) {
    sim.restore(fresh);
    const results = [];
    for (const job of jobs) {
      const memory = axiMemory(sim, buses, { latency: 20, ...job.memory });
      memory.write(constantsAt, job.constants);
      memory.write(constantsAt + programAt(job), job.program);
      memory.write(workAt, job.work);
      try {
        const seen = await sim.process(p => drive(p, job));
        const constants = memory.read(constantsAt, job.constants.length);
        const around = [constantsAt, workAt].flatMap(at => [...memory.read(at - 0x1000, 0x1000)]);
        around.push(...memory.read(workAt + job.work.length, 0x1000));
        const aroundUntouched = around.every(byte => byte === 0);
        results.push({ ...seen, work: memory.read(workAt, job.work.length), constants, aroundUntouched });
      } finally {
        memory.detach();
      }
    }
    return results;
  }
  return { sim, run };
}
