import { random, simulate } from '../../../backend-sim/index.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { type AxiMemoryOptions, axiMemory } from '../../../stdlib-engines/index.js';
import { mapUnit } from '../../../stdlib-engines/maps/map-unit.js';
import { mapNeeds } from '../../../stdlib-engines/maps/needs.js';
import { mapCommand } from './command.js';

/** An instruction of the map unit, with what it finds in memory. */
export interface Job {
  readonly fields: Readonly<Record<string, number>>;
  readonly source: readonly number[];
  readonly second: readonly number[];
  /** Fields that are not what the data say. */
  readonly wrong?: Readonly<Record<string, number>>;
}

export const mapConfig = (block: number, changes: Partial<AcceleratorConfig> = {}): AcceleratorConfig =>
  acceleratorConfig(block, block, { samplePixels: 256, lineWords: 64, ...changes });

/** What the fields of an instruction need, by the kernel that the unit has too. */
export function needsOf(config: AcceleratorConfig, fields: Readonly<Record<string, number>>) {
  const at = (name: string) => fields[name] ?? 0;
  return mapNeeds(config)(
    at('operation'),
    at('rows'),
    at('columns'),
    at('outRows'),
    at('outColumns'),
    at('taps'),
    at('factor'),
    at('style') as 0 | 1,
    at('channels'),
    at('fraction'),
    at('logits8') as 0 | 1,
    at('flowFraction'),
  );
}

const base = { constants: 0x10000, work: 0x40000 };
const size = 0x20000;

const made = new Map<string, ReturnType<typeof start>>();
const start = (config: AcceleratorConfig) => {
  const sim = simulate(mapUnit({ config }), { history: 0 });
  sim.poke('regions', {
    constants: { base: base.constants, size },
    work: { base: base.work, size },
  } as never);
  return { sim, begin: sim.snapshot() };
};

/**
 * Carries jobs out one after the other: source and second in the constants, results one behind the other in the work region,
 * each with bytes that stay what they are around it.
 */
export function carryOut(
  config: AcceleratorConfig,
  jobs: readonly Job[],
  memoryOptions: AxiMemoryOptions = {},
  { stall = 0, seed = 1 } = {},
) {
  const key = JSON.stringify(config);
  const { sim, begin } = made.get(key) ?? start(config);
  made.set(key, { sim, begin });
  sim.restore(begin);
  const memory = axiMemory(sim, 'm_axi', memoryOptions);
  try {
    const up = (n: number): number => Math.ceil(n / 64) * 64;
    let [from, to] = [0, 64];
    memory.write(base.work, new Uint8Array(size).fill(0xee));
    const commands = jobs.map(({ fields, source, second, wrong }) => {
      const { destination } = needsOf(config, fields);
      const [first, other] = [from, up(from + source.length)];
      memory.write(base.constants + first, source as number[]);
      memory.write(base.constants + other, second as number[]);
      from = up(other + second.length);
      const command = {
        ...fields,
        destinationRegion: 1,
        source: first,
        sourceBytes: source.length,
        second: other,
        secondBytes: second.length,
        destination: to,
        destinationBytes: destination,
        ...wrong,
      };
      to = up(to + destination) + 64;
      return mapCommand(command);
    });
    const run = sim.transfer(
      { command: commands } as never,
      {
        expect: { done: jobs.length },
        stall: random(stall, seed),
        limit: 1_000_000,
      } as never,
    );
    return {
      faults: Array.from((run.data as { done: ArrayLike<number> }).done),
      results: commands.map(({ destination, destinationBytes }) =>
        Array.from(memory.read(base.work + destination!, destinationBytes!)),
      ),
      around: commands.flatMap(({ destination, destinationBytes }) => [
        ...memory.read(base.work + destination! - 16, 16),
        ...memory.read(base.work + destination! + destinationBytes!, 16),
      ]),
      cycles: run.cycles,
    };
  } finally {
    memory.detach();
  }
}
