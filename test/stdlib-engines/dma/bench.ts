import { random, type SimulateOptions, type Simulator, type Snapshot, simulate } from '../../../backend-sim/index.js';
import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { load, table } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { loadUnit } from '../../../stdlib-engines/dma/load.js';
import { storeUnit } from '../../../stdlib-engines/dma/store.js';
import { weightsUnit } from '../../../stdlib-engines/dma/weights.js';
import {
  type AxiMemory,
  type AxiMemoryOptions,
  axiMemory,
  type MemoryBurst,
  type MemoryHost,
} from '../../../stdlib-engines/index.js';
import { type Load, type Store, type Table, type Weights, zeros } from './model.js';

/** Where the regions are in the memory of the bench. */
export const regions = { constants: { base: 0x4000, size: 0x2000 }, work: { base: 0x8_0000, size: 0x4000 } };

export const regionAt = (region: number) => (region === 0 ? regions.constants : regions.work);

/** The byte at an address of the bench's memory: all different enough. */
export const byteAt = (address: number): number => (Math.imul(address + 7, 0x9e3779b1) >>> 23) & 255;

/** What somebody who watches a run can do with the simulator. */
export type Watchable = Pick<Simulator, 'design' | 'attach' | 'peekBig'>;

/** How the world around a unit behaves. */
export interface World extends AxiMemoryOptions {
  /** The part of all cycles in which commands, ends and words hold back. */
  readonly pause?: number;
  /** Sees the simulator before the run, which begins at the values of power-up then. */
  readonly watch?: (sim: Watchable) => void;
}

const made = new Map<string, unknown>();

/** A unit that is compiled once and begins anew each time; registers that no reset sets are random then. */
function running<S extends Watchable & { snapshot(): Snapshot; restore(state: Snapshot): void }>(
  name: string,
  config: AcceleratorConfig,
  { watch }: World,
  start: (options: SimulateOptions) => S,
): S {
  const key = JSON.stringify([name, config, !watch]);
  if (!made.has(key)) {
    const sim = start({ history: 0, randomizeState: !watch });
    made.set(key, { sim, at: sim.snapshot() });
  }
  const { sim, at } = made.get(key) as { readonly sim: S; readonly at: Snapshot };
  for (const leave of peers.splice(0)) leave();
  sim.restore(at);
  watch?.(sim);
  return sim;
}

/** What stands around the unit that has run last. */
const peers: (() => void)[] = [];

interface Farther {
  readonly memory: AxiMemory;
  readonly bursts: MemoryBurst[];
}

function memoryOf(sim: MemoryHost, world: World): Farther {
  const bursts: MemoryBurst[] = [];
  const memory = axiMemory(sim, 'm_axi', { ...world, onBurst: burst => bursts.push(burst) });
  peers.push(memory.detach);
  for (const { base, size } of Object.values(regions))
    memory.write(
      base - 256,
      Array.from({ length: size + 512 }, (_, i) => byteAt(base - 256 + i)),
    );
  return { memory, bursts };
}

export interface Write {
  readonly memory: 'tile' | 'skip';
  readonly address: number;
  readonly data: readonly number[];
}

const pauses = ({ pause = 0, seed = 1 }: World) => ({ command: random(pause, seed), done: random(pause, seed + 1) });

/** Runs loads, and tells what they did. */
export function runLoads(
  config: AcceleratorConfig,
  commands: readonly ({ readonly load: Load } | { readonly table: Table })[],
  world: World = {},
) {
  const sim = running('load', config, world, options => simulate(loadUnit({ config }), options));
  const { bursts } = memoryOf(sim, world);
  sim.poke('regions', regions);
  const writes: Write[] = [];
  const leave = sim.attach({
    clock: 'clk',
    streams: ['tile_write', 'skip_write'],
    before() {
      for (const memory of ['tile', 'skip'] as const)
        if (sim.peek(`${memory}_write_valid`)) {
          const [address, data] = ['address', 'data'].map(field => sim.peek(`${memory}_write_payload_${field}`));
          writes.push({ memory, address: Number(address), data: [...(data as readonly number[])] });
        }
    },
    after() {},
  });
  peers.push(leave);
  sim.poke('tile_write_ready', true);
  sim.poke('skip_write_ready', true);
  const command = commands.map(one => ({
    isTable: 'table' in one,
    load: 'load' in one ? one.load : zeros(load),
    table: 'table' in one ? one.table : zeros(table),
  }));
  const { data, cycles } = sim.transfer({ command }, { expect: { done: commands.length }, stall: pauses(world) });
  return { writes, bursts, cycles, done: [...(data.done as Uint8Array)] };
}

/** Runs commands of weights until so many rows have come. */
export function runWeights(config: AcceleratorConfig, command: readonly Weights[], rows: number, world: World = {}) {
  const sim = running('weights', config, world, options => simulate(weightsUnit({ config }), options));
  const { bursts } = memoryOf(sim, world);
  sim.poke('regions', regions);
  const { data, cycles } = sim.transfer(
    { command: command as never },
    { expect: { done: command.length, weights: rows }, stall: random(world.pause ?? 0, world.seed) },
  );
  const all = data.weights as unknown as readonly (readonly number[])[];
  return { rows: all.map(row => [...row]), bursts, cycles, done: [...(data.done as Uint8Array)] };
}

/** What the output memory of the bench holds. */
export const wordAt = (address: number, wordBytes: number): number[] =>
  Array.from({ length: wordBytes }, (_, i) => (byteAt(0x9_0000 + address * wordBytes + i) << 24) >> 24);

/** Runs stores from an output memory that takes some cycles. */
export function runStores(config: AcceleratorConfig, command: readonly Store[], world: World = {}) {
  const { pause = 0, seed = 1 } = world;
  const sim = running('store', config, world, options => simulate(storeUnit({ config }), options));
  const { memory, bursts } = memoryOf(sim, world);
  sim.poke('regions', regions);
  const asked: number[] = [];
  const waits: { readonly at: number; readonly word: number[] }[] = [];
  let [now, state, ready, valid] = [0, seed | 1, false, false];
  const holds = (): boolean => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 < pause;
  };
  const leave = sim.attach({
    clock: 'clk',
    streams: ['out_read', 'out_data'],
    before() {
      if (valid && sim.peek('out_data_ready')) {
        waits.shift();
        valid = false;
      }
      if (!ready || !sim.peek('out_read_valid')) return;
      const address = Number(sim.peek('out_read_payload'));
      asked.push(address);
      waits.push({ at: now + 2, word: wordAt(address, config.rows) });
    },
    after() {
      now += 1;
      ready = waits.length < 4 && !holds();
      sim.poke('out_read_ready', ready);
      const [next] = waits;
      valid ||= next !== undefined && next.at <= now && !holds();
      sim.poke('out_data_valid', valid);
      if (next) sim.poke('out_data_payload', next.word);
    },
  });
  peers.push(leave);
  const { data, cycles } = sim.transfer({ command }, { expect: { done: command.length }, stall: pauses(world) });
  return { memory, asked, bursts, cycles, done: [...(data.done as Uint8Array)] };
}
