import { type Design, moduleOf } from '../../../dsl/ir/index.js';
import { axiResponse } from '../../axi-lite/bus.js';
import type { MemoryBurst } from './burst.js';
import { drawsOf, paceOf } from './pace.js';
import { type Pins, portOf } from './port.js';
import { byteStore } from './store.js';

/** What the memory asks of a simulation: `simulate(circuit)` has it. */
export interface MemoryHost extends Pins {
  readonly design: Design;
  attach(peer: {
    readonly clock: string;
    readonly streams: readonly string[];
    before(): void;
    after(): void;
  }): () => void;
}

export interface AxiMemoryOptions {
  /** Cycles from a request, of a write from its last data, to the first response: a number, or a range to draw from. Default 16. */
  readonly latency?: number | readonly [least: number, most: number];
  /** Beats per cycle of each bus and direction, above 0 and up to 1. Default 1. */
  readonly rate?: number;
  /** Beats per cycle of all buses and both directions together. Default: as many as they want. */
  readonly sharedRate?: number;
  /** Requests of each bus and direction that it takes before the first is answered. Default 16. */
  readonly outstanding?: number;
  /** The part of all cycles in which each channel holds back. Default 0. */
  readonly stall?: number;
  /** Addresses that answer with an error and keep nothing. */
  readonly errors?: readonly ErrorRegion[];
  /** Of all that is random. Default 1. */
  readonly seed?: number;
  /** Told of every burst when it is asked for. */
  readonly onBurst?: (burst: MemoryBurst, bus: string) => void;
}

/** Addresses that answer with an error. */
export interface ErrorRegion {
  /** The first of them, and how many bytes there are. */
  readonly from: number;
  readonly bytes: number;
  /** Default `slaveError`. */
  readonly resp?: 'slaveError' | 'decodeError';
  /** Default: both. */
  readonly access?: 'read' | 'write';
}

/** The bytes behind the buses, for the bench. */
export interface AxiMemory {
  /** Bytes by address; 0 where nothing was written. */
  read(address: number | bigint, length: number): Uint8Array;
  write(address: number | bigint, bytes: ArrayLike<number>): void;
  /** Leaves the simulation. */
  detach(): void;
}

/**
 * A memory for one or several AXI4 or AXI3 masters at the border of a simulated circuit. It acts at every edge, whether time passes
 * by `step`, `run` or a process. All of its bytes are there and 0; only pages that are written take memory. Requests of a
 * bus are answered in order. Data of a write are there for reads when the last data of the burst have come.
 *
 * From the same seed it does the same. Bursts of every kind and size are known; one that crosses 4 KB is an error.
 *
 * @example
 * const sim = simulate(copy());
 * const memory = axiMemory(sim, 'm_axi', { latency: 30, rate: 0.8 });
 * memory.write(0x1000, picture);
 *
 * @throws Error for a bus that the circuit does not have.
 */
export function axiMemory(
  sim: MemoryHost,
  buses: string | readonly string[],
  options: AxiMemoryOptions = {},
): AxiMemory {
  const { latency = 16, rate = 1, sharedRate = Infinity, outstanding = 16, stall = 0, errors = [], seed = 1 } = options;
  const store = byteStore();
  const names = typeof buses === 'string' ? [buses] : buses;
  const [least, most] = typeof latency === 'number' ? [latency, latency] : latency;
  if (!(rate > 0 && rate <= 1) || !(sharedRate > 0))
    throw new RangeError(`axiMemory: a rate of ${rate} beats per cycle`);
  if (!(least >= 1 && most >= least))
    throw new RangeError(`axiMemory: a latency of ${latency} cycles; it is at least 1`);
  if (!(stall >= 0 && stall < 1)) throw new RangeError(`axiMemory: channels that hold back in ${stall} of all cycles`);
  const sharedPace = paceOf(sharedRate === Infinity ? 2 * names.length : sharedRate);
  const { design } = sim;
  const top = moduleOf(design, design.top);

  const ports = names.map((name, i) => {
    const draw = drawsOf(seed * 64 + i);
    const widthOf = (pin: string) => top.ports.find(port => port.name === `${name}_${pin}`)?.width;
    const channels = top.streams.filter(
      stream => stream.dir !== 'inner' && ['ar', 'r', 'aw', 'w', 'b'].some(end => stream.name === `${name}_${end}`),
    );
    const reads = channels.some(stream => stream.name === `${name}_ar` && stream.dir === 'out');
    const writes = channels.some(stream => stream.name === `${name}_aw` && stream.dir === 'out');
    if (!reads && !writes) throw new Error(`axiMemory: ${top.name} has no AXI master ${name}`);
    const port = portOf(sim, store, {
      name,
      reads,
      writes,
      dataBytes: (widthOf('rdata') ?? widthOf('wdata'))! / 8,
      outstanding,
      latency: least === most ? () => least : () => least + Math.floor(draw() * (most - least + 1)),
      stalls: stall === 0 ? () => false : () => draw() < stall,
      respond: errors.length === 0 ? () => axiResponse.okay : (burst, offset) => responseTo(errors, burst, offset),
      seen: burst => options.onBurst?.(burst, name),
      readPace: paceOf(rate),
      writePace: paceOf(rate),
      sharedPace,
      steady: stall === 0,
    });
    return { ...port, clock: channels[0]!.domain, streams: channels.map(stream => stream.name) };
  });
  const [first, ...others] = ports;
  if (!first) throw new Error('axiMemory: no bus');
  if (others.some(({ clock }) => clock !== first.clock))
    throw new Error('axiMemory: the buses follow different clocks; give each clock a memory of its own');
  let turn = 0;
  const peer = {
    clock: first.clock,
    streams: ports.flatMap(({ streams }) => streams),
    before() {
      for (let i = turn; i < ports.length; i++) ports[i]!.before();
      for (let i = 0; i < turn; i++) ports[i]!.before();
    },
    after() {
      sharedPace.tick();
      // Each cycle another bus is the first to be served.
      turn = (turn + 1) % ports.length;
      for (let i = turn; i < ports.length; i++) ports[i]!.after();
      for (let i = 0; i < turn; i++) ports[i]!.after();
    },
  };
  peer.after();
  const { read, write } = store;
  return { read, write, detach: sim.attach(peer) };
}

function responseTo(errors: readonly ErrorRegion[], { page, access }: MemoryBurst, offset: number): number {
  const address = page * 4096 + offset;
  const region = errors.find(
    ({ from, bytes, access: only = access }) => only === access && address >= from && address < from + bytes,
  );
  return region ? axiResponse[region.resp ?? 'slaveError'] : axiResponse.okay;
}
