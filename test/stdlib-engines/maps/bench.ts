import { random, type Simulator, simulate } from '../../../backend-sim/index.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { type AxiMemoryOptions, axiMemory, type ErrorRegion } from '../../../stdlib-engines/index.js';
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

const busBytes = 8;
const base = { constants: 0x10000, work: 0x40000 };
export const regionSize = 0x20000;

const made = new Map<string, ReturnType<typeof start>>();
const start = (config: AcceleratorConfig) => {
  const sim = simulate(mapUnit({ config }), { history: 0 });
  sim.poke('regions', {
    constants: { base: base.constants, size: regionSize },
    work: { base: base.work, size: regionSize },
  } as never);
  return { sim, begin: sim.snapshot() };
};

interface CarryOptions {
  /** The part of all cycles in which the bench holds back. */
  readonly stall?: number;
  readonly seed?: number;
  /** The bus answers with an error where this operand of a job lies, at a byte of it (modulo its length). */
  readonly fails?: { readonly job: number; readonly operand: 'source' | 'destination'; readonly where: number };
  /** Sees the simulator before the run. */
  readonly watch?: (sim: Pick<Simulator, 'design' | 'attach' | 'peekBig'>) => void;
}

/**
 * Carries jobs out one after the other: source and second in the constants, results one behind the other in the work region,
 * each with bytes that stay what they are around it.
 */
export function carryOut(
  config: AcceleratorConfig,
  jobs: readonly Job[],
  memoryOptions: AxiMemoryOptions = {},
  { stall = 0, seed = 1, fails, watch }: CarryOptions = {},
) {
  const key = JSON.stringify(config);
  const { sim, begin } = made.get(key) ?? start(config);
  made.set(key, { sim, begin });
  sim.restore(begin);
  watch?.(sim);
  const up = (n: number): number => Math.ceil(n / 64) * 64;
  let [from, to] = [0, 64];
  const placed = jobs.map(job => {
    const place = { source: from, second: up(from + job.source.length), destination: to };
    const { destination: bytes } = needsOf(config, job.fields);
    from = up(place.second + job.second.length);
    to = up(to + bytes) + 64;
    return { ...job, place, bytes };
  });
  const errors = fails ? [errorAt(placed[fails.job]!, fails)] : [];
  const memory = axiMemory(sim, 'm_axi', { ...memoryOptions, errors });
  try {
    memory.write(base.work, new Uint8Array(regionSize).fill(0xee));
    for (const { place, source, second } of placed) {
      memory.write(base.constants + place.source, source);
      memory.write(base.constants + place.second, second);
    }
    const commands = placed.map(({ fields, place, source, second, bytes, wrong }) => {
      const sizes = { sourceBytes: source.length, secondBytes: second.length, destinationBytes: bytes };
      return mapCommand({ ...fields, ...place, ...sizes, destinationRegion: 1, ...wrong });
    });
    const run = sim.transfer(
      { command: commands } as never,
      { expect: { done: jobs.length }, stall: random(stall, seed), timeout: 1_000_000 } as never,
    );
    const read = (at: number, length: number) => Array.from(memory.read(base.work + at, length));
    return {
      faults: Array.from((run.data as unknown as { done: ArrayLike<number> }).done),
      results: placed.map(({ place, bytes }) => read(place.destination, bytes)),
      around: placed.flatMap(({ place: { destination }, bytes }) => [
        ...read(destination - 16, 16),
        ...read(destination + bytes, 16),
      ]),
      cycles: run.cycles,
    };
  } finally {
    memory.detach();
  }
}

/** A beat of an operand whose accesses fail. */
function errorAt(
  { place, source, bytes }: Job & { readonly place: Record<'source' | 'destination', number>; readonly bytes: number },
  { operand, where }: NonNullable<CarryOptions['fails']>,
): ErrorRegion {
  const [region, length] = operand === 'source' ? [base.constants, source.length] : [base.work, bytes];
  const beat = busBytes * Math.floor((where % length) / busBytes);
  return { from: region + place[operand] + beat, bytes: busBytes };
}
