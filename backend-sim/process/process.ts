import { fail } from '../error.js';
import type { Access } from '../session/access.js';
import type { Names } from '../session/names.js';
import type { Session } from '../session/session.js';
import { waitMessage } from '../stream/stuck.js';
import type { Tally } from '../stream/tally.js';
import type { Value } from '../value/compound.js';
import type { Process, WaitOptions } from './hands.js';
import type { Strand } from './scheduler.js';
import { streamHands } from './stream-hands.js';

/** What strands share: the simulation as they see it. */
export interface Stage {
  readonly session: Session;
  readonly names: Names;
  readonly access: Access;
  readonly tally: Tally;
  /** Reads ports by name. */
  readonly values: Readonly<Record<string, Value>>;
  domain(name: string | undefined): number;
}

/** Waits until something holds after an edge; `what` says what did not happen when that takes too long. */
export type WaitFor = (ready: () => boolean, what: string, options: WaitOptions) => Promise<void>;

const PATIENCE = 100_000;

/** Gives a strand of the scheduler its hands. */
export function processOf(stage: Stage, strand: Strand): Process {
  const { session, names, access, values } = stage;
  const { clocks } = session;
  const waitFor: WaitFor = async (ready, what, { timeout = PATIENCE, clock }) => {
    const domain = stage.domain(clock);
    const start = clocks.edges(domain);
    await strand.wait(() => ready() || clocks.edges(domain) - start >= timeout);
    if (!ready()) fail(waitMessage(what, timeout, stage.tally.read()), { cycle: clocks.edges(domain) });
  };
  const start = <T>(body: (p: Process) => Promise<T>): Strand<T> => strand.fork(inner => body(processOf(stage, inner)));
  return {
    peek: name => access.peek(names.find(name)),
    poke: (name, value) => access.poke(names.find(name), value),
    cycle: clock => clocks.edges(stage.domain(clock)),
    async tick(cycles = 1, clock) {
      const domain = stage.domain(clock);
      const until = clocks.edges(domain) + cycles;
      if (cycles > 0) await strand.wait(() => clocks.edges(domain) >= until);
    },
    async until(condition, options = {}) {
      if (condition(values)) return;
      await waitFor(() => Boolean(condition(values)), `until(${condition}) did not hold`, options);
    },
    fork(body) {
      const forked = start(body);
      return { join: () => strand.join(forked) };
    },
    async all<T>(...bodies: readonly ((p: Process) => Promise<T>)[]): Promise<T[]> {
      const results: T[] = [];
      for (const forked of bodies.map(start)) results.push(await strand.join(forked));
      return results;
    },
    ...streamHands(session, waitFor),
  };
}
