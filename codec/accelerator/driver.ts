import type { AcceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import type { FaultName } from '../../stdlib-engines/accelerator/fault.js';
import { units } from '../../stdlib-engines/accelerator/isa/field.js';
import { programVersion } from '../../stdlib-engines/accelerator/isa/formats.js';
import { acceleratorId, acceleratorMap } from '../../stdlib-engines/accelerator/registers.js';
import { type RegisterBus, registerDriver } from '../../stdlib-engines/registers/driver.js';
import { CodecError } from '../error.js';
import type { Counters } from './target.js';

/** Where the regions of a program lie in the memory that the accelerator sees; addresses are multiples of 64. */
export interface Regions {
  readonly constants: { readonly address: number; readonly bytes: number };
  readonly work: { readonly address: number; readonly bytes: number };
}

/** How a program ended. */
export interface Outcome {
  /** `none`: by its `end`. */
  readonly fault: FaultName;
  /** The instruction that the fault belongs to; of `aborted` and `timeout`, how many had ended. */
  readonly instruction: number;
  readonly counters: Counters;
  /** For each unit that had an instruction: which, and whether it was at work or waited for semaphores. */
  readonly units: readonly string[];
}

/** The registers of an accelerator, as what they are for. Rejects with what the bus rejects with. */
export interface AcceleratorDriver {
  /**
   * That there is an accelerator of this configuration.
   *
   * @throws CodecError for something else, which says what it found
   */
  check(): Promise<void>;
  /** Where programs work, and after how many cycles without the end of an instruction one is stopped; 0: never. */
  configure(regions: Regions, watchdog: number): Promise<void>;
  busy(): Promise<boolean>;
  /**
   * Starts the program at so many bytes from the start of the constants, with the interrupt enabled.
   *
   * @throws CodecError if a program is running, which goes on
   */
  start(offset: number): Promise<void>;
  /** Ends the program that runs, which takes as long as open bursts do; it is `aborted`. */
  stop(): Promise<void>;
  /** Of the last program; takes its interrupt back. */
  outcome(): Promise<Outcome>;
}

/** @param config that the programs are for */
export function acceleratorDriver(bus: RegisterBus, config: AcceleratorConfig): AcceleratorDriver {
  const regs = registerDriver(acceleratorMap(config), bus);
  const word = async (register: { readWord(): Promise<bigint> }): Promise<number> => Number(await register.readWord());
  return {
    async check() {
      const id = await word(regs.id);
      if (id !== acceleratorId)
        throw new CodecError(
          `no accelerator: its first register holds 0x${id.toString(16)}, and not 0x${acceleratorId.toString(16)}`,
          'the address of the registers is wrong, or the chip is not configured',
        );
      const { program } = await regs.version.readFields();
      if (program !== programVersion)
        throw new CodecError(
          `an accelerator for programs of version ${program}, and not ${programVersion}`,
          'configure the chip with the accelerator of this release',
        );
      const sizes = [
        ['rows', regs.rows],
        ['columns', regs.columns],
        ['busBits', regs.bus],
        ['tileWords', regs.tile],
        ['skipWords', regs.skip],
        ['outWords', regs.out],
        ['accumulators', regs.accumulators],
        ['weightRows', regs.weight_rows],
        ['tableRows', regs.table_rows],
        ['samplePixels', regs.sample],
        ['lineWords', regs.line],
        ['motions', regs.motions],
        ['taps', regs.taps],
      ] as const;
      for (const [name, register] of sizes) {
        const found = await word(register);
        if (found === config[name]) continue;
        throw new CodecError(
          `an accelerator with ${name} = ${found}, for a network that was compiled for ${config[name]}`,
          `compile the network for this accelerator: array ${await word(regs.rows)}x${await word(regs.columns)}`,
        );
      }
    },
    async configure({ constants, work }, watchdog) {
      await regs.constants_base.writeFields({ address: constants.address });
      await regs.constants_size.writeFields({ bytes: constants.bytes });
      await regs.work_base.writeFields({ address: work.address });
      await regs.work_size.writeFields({ bytes: work.bytes });
      await regs.watchdog.writeFields({ cycles: watchdog });
      await regs.irq_enable.writeFields({ done: true, fault: true });
    },
    busy: async () => (await regs.status.readFields()).busy,
    async start(offset) {
      await regs.status.writeFields({ start_ignored: true });
      await regs.irq_status.writeFields({ done: true, fault: true });
      await regs.program.writeFields({ offset });
      await regs.control.writeFields({ start: true });
      const { start_ignored: ignored } = await regs.status.readFields();
      if (ignored)
        throw new CodecError('the accelerator runs a program already', 'wait for its interrupt, or stop it, before');
    },
    stop: () => regs.control.writeFields({ stop: true }),
    async outcome() {
      const { fault } = await regs.status.readFields();
      const { number } = await regs.fault_instruction.readFields();
      await regs.irq_status.writeFields({ done: true, fault: true });
      const work = await each(regs.work, word);
      const bytes = config.busBits / 8;
      const counters: Counters = {
        cycles: await word(regs.cycles),
        instructions: await word(regs.instructions),
        arrayCycles: work[units.indexOf('conv')]!,
        bytesRead: bytes * (await word(regs.reads)),
        bytesWritten: bytes * (await word(regs.writes)),
        busy: Object.fromEntries(units.map((unit, i) => [unit, work[i]!])) as unknown as Counters['busy'],
      };
      const states = await each(regs.unit, register => register.readFields());
      const places = states.flatMap(({ state, instruction }, i) =>
        state === 'idle' ? [] : [`${units[i]} ${state} at instruction ${instruction}`],
      );
      return { fault, instruction: number, counters, units: places };
    },
  };
}

/** One after the other, as a bus takes accesses. */
async function each<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await act(one));
  return results;
}
