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

/**
 * One strand of a bench. Pokes take effect after the edge and before settling, peeks see settled values, and
 * another strand goes on only while this one awaits.
 */
export interface Process<Values = Readonly<Record<string, Value>>> {
  peek(name: string): Value;
  poke(name: string, value: unknown): void;
  /** Edges so far, of the first domain or the one named. */
  cycle(clock?: string): number;
  /** Waits for that many edges; 1 by default. */
  tick(cycles?: number, clock?: string): Promise<void>;
  /**
   * Goes on as soon as the condition holds, at once if it does already; it is looked at after every edge.
   *
   * @throws SimulationError when it does not hold in time.
   */
  until(condition: (values: Values) => unknown, options?: WaitOptions): Promise<void>;
  /** Starts another strand; this one goes on when that one first waits. An error that nobody joins ends the bench. */
  fork<T>(body: (p: Process<Values>) => Promise<T>): Fork<T>;
  /** Runs several strands side by side and waits for all of them; results in the order given. */
  all<T>(...bodies: readonly ((p: Process<Values>) => Promise<T>)[]): Promise<T[]>;
  /** Offers one payload on an input stream and waits until it is taken. */
  send(stream: string, payload: unknown, options?: WaitOptions & { readonly last?: boolean }): Promise<void>;
  /** Is ready on an output stream until one payload has come, and gives it. */
  receive(stream: string, options?: WaitOptions): Promise<Value>;
}
