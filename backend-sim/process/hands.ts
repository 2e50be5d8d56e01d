import type { InName, OutName, ReceivedFrom, SentTo } from '../stream-types.js';
import type { PeekOf, PokeOf, PortValues } from '../types.js';
import type { Value } from '../value/compound.js';

/** A strand that was forked. */
export interface Fork<T> {
  /** Waits for its end; gives its result, or throws its error. */
  join(): Promise<T>;
}

export interface WaitOptions {
  /** Cycles after which waiting is an error; 100,000 by default. */
  readonly timeout?: number;
  /** Domain whose cycles count; the first one by default. */
  readonly clock?: string;
}

export interface SendOptions extends WaitOptions {
  /** Marks the end of a packet. */
  readonly last?: boolean;
}

/**
 * What a strand of a bench has in its hands. Pokes take effect after the edge and before settling, peeks see settled
 * values, and another strand goes on only while this one awaits. With the types of a circuit's ports, names and values
 * are checked; `Process` alone is that of any circuit, for strands that serve several: `(p: Process) => ...`.
 */
export type Process<Ports = unknown> = unknown extends Ports ? AnyProcess : ProcessOf<Ports>;

interface Timed {
  /** Edges so far, of the first domain or the one named. */
  cycle(clock?: string): number;
  /** Waits for that many edges; 1 by default. */
  tick(cycles?: number, clock?: string): Promise<void>;
}

interface ProcessOf<Ports> extends Timed {
  peek<N extends string>(name: N): PeekOf<Ports, N>;
  poke<N extends string>(name: N, value: PokeOf<Ports, N>): void;
  /**
   * Goes on as soon as the condition holds, at once if it does already; it is looked at after every edge.
   *
   * @throws SimulationError when it does not hold in time.
   */
  until(condition: (values: PortValues<Ports>) => unknown, options?: WaitOptions): Promise<void>;
  /** Starts another strand; this one goes on when that one first waits. An error that nobody joins ends the bench. */
  fork<T>(body: (p: ProcessOf<Ports>) => Promise<T>): Fork<T>;
  /** Runs several strands side by side and waits for all of them; results in the order given. */
  all<T>(...bodies: readonly ((p: ProcessOf<Ports>) => Promise<T>)[]): Promise<T[]>;
  /** Offers one payload on an input stream and waits until it is taken. */
  send<N extends string>(
    stream: N & OneOf<N, InName<Ports>>,
    payload: SentTo<Ports, N>,
    options?: SendOptions,
  ): Promise<void>;
  /** Is ready on an output stream until one payload has come, and gives it. */
  receive<N extends string>(
    stream: N & OneOf<N, OutName<Ports>>,
    options?: WaitOptions,
  ): Promise<ReceivedFrom<Ports, N>>;
}

/** A literal has to be one of the names. */
type OneOf<N, Names> = string extends N ? unknown : N extends Names ? unknown : Names;

/** The same without names and types of ports. */
interface AnyProcess extends Timed {
  peek(name: string): Value;
  poke(name: string, value: unknown): void;
  until(condition: (values: Readonly<Record<string, Value>>) => unknown, options?: WaitOptions): Promise<void>;
  fork<T>(body: (p: AnyProcess) => Promise<T>): Fork<T>;
  all<T>(...bodies: readonly ((p: AnyProcess) => Promise<T>)[]): Promise<T[]>;
  send(stream: string, payload: unknown, options?: SendOptions): Promise<void>;
  receive(stream: string, options?: WaitOptions): Promise<Value>;
}
