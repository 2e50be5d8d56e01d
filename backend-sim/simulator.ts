import type { Design } from '../dsl/ir/index.js';
import type { Pin } from './machine.js';
import type { Process } from './process/hands.js';
import type { MemoryView } from './session/memory.js';
import type { CheckResult } from './session/voice.js';
import type { RunOptions, RunResult } from './stream/run.js';
import type { CollectedOf, ExpectOf, FeedOf } from './stream-types.js';
import type { Io, PeekOf, PokeOf } from './types.js';
import type { Value } from './value/compound.js';
import type { WavesOptions } from './wave/recent.js';
import type { Recording, VcdOptions } from './wave/record-vcd.js';

/** A state to come back to: `restore` takes it as often as wanted. Only for the simulator that made it. */
export interface Snapshot {
  readonly state: Uint8Array;
  readonly edges: readonly number[];
  readonly hits: readonly number[];
}

/**
 * What stands outside of a circuit and acts at every edge, whoever passes time: a memory, a display. `axiMemory` of
 * `grace-hdl/engines` makes one. It has a state of its own, which `snapshot` and `restore` do not touch.
 */
export interface Peer {
  /** The clock domain at whose edges it acts. Default: the first. */
  readonly clock?: string;
  /** The streams of the circuit that it serves, so that no message tells the bench to. */
  readonly streams?: readonly string[];
  /** Just before an edge, with all values settled: the time to see what is transferred. */
  before(): void;
  /** Right after an edge, before benches go on: the time to poke what holds until the next one. */
  after(): void;
}

/** A running circuit. Everything in it is its own: two simulators never touch each other. */
export interface Simulator<Ports = unknown> {
  readonly design: Design;
  /** The ports, nested and typed as declared: `sim.io.count.peek()`. */
  readonly io: Io<Ports>;
  /** Edges of the first clock so far. */
  readonly cycle: number;
  /** Nanoseconds so far: the time of the last edge. */
  readonly time: number;

  /**
   * Reads a value, settled: a port (`count`, `pixel.red`, `taps.3`), or any register or named wire by its instance
   * path (`u_line.count`). Booleans read as such, whole numbers of up to 53 bits as numbers and wider ones as
   * bigints, enums as the name of the case, fixed point as a number, vectors as arrays, bundles as objects.
   */
  peek<N extends string>(name: N): PeekOf<Ports, N>;
  /** As `peek`, but every number as a bigint; fixed point in units of its last bit, enums as their code. */
  peekBig(name: string): Value;
  /** Sets an input. It takes effect after the last edge, before the next settling. */
  poke<N extends string>(name: N, value: PokeOf<Ports, N>): void;
  /**
   * A port of one number without a sign, or of a boolean, looked up once: for peers, which read and write at every edge. What has
   * more than 32 bits is read and written in words, the lowest first. Undefined for any other signal.
   */
  pin(name: string): Pin | undefined;
  /** Sets a register. */
  force(name: string, value: Value): void;
  /** Passes cycles of the first clock, or of the one named. @throws SimulationError when a check fails. */
  step(cycles?: number, clock?: string): void;
  /** Holds every reset for some cycles, 1 by default. */
  reset(cycles?: number): void;

  /**
   * Feeds and collects whole streams at full speed, and gives the payloads by output stream.
   *
   * @example const { m_axis } = sim.run({ s_axis: pixels }, { expect: { m_axis: 64 }, stall: random(0.3) });
   * @throws SimulationError when it does not end: it tells which stream waits for what, and since when.
   */
  run<const E extends ExpectOf<Ports> = Record<never, never>>(
    feed: FeedOf<Ports>,
    options?: RunOptions<E>,
  ): CollectedOf<Ports, E>;
  /** As `run`, and tells also the cycles it took and the ends of packets. */
  transfer<const E extends ExpectOf<Ports> = Record<never, never>>(
    feed: FeedOf<Ports>,
    options?: RunOptions<E>,
  ): RunResult<CollectedOf<Ports, E>>;

  /** Runs a bench that waits: for cycles, for conditions, for streams, with several strands side by side. */
  process<T>(body: (p: Process<Ports>) => Promise<T>): Promise<T>;

  /** Lets a peer act at every edge from now on, until the function is called that it returns. */
  attach(peer: Peer): () => void;

  /** The words of a memory, by its instance path. */
  memory(name: string): MemoryView;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;

  /** Records a VCD file from now on. */
  vcd(path: string, options?: VcdOptions): Recording;
  /** The last cycles as text. */
  waves(options?: WavesOptions): string;
  /** Every check of the design and how often it was hit. */
  readonly checks: readonly CheckResult[];
  /** The `cover` statements of the design and how often each was reached. */
  coverage(): readonly CheckResult[];
}
