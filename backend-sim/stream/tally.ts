import type { Session } from '../session/session.js';
import type { Waiting } from './stuck.js';

/** Counts the transfers at the stream ports of the top while benches run, for the error of one that waits too long. */
export interface Tally {
  /** Begins to count, from 0 unless it does already; the function that it returns ends that. */
  start(): () => void;
  /** Where every stream stands now. */
  read(): Waiting[];
}

interface Count {
  done: number;
  valid: number;
  ready: number;
  since: number;
}

export function tallyOf({ machine, clocks, ports, watch }: Session): Tally {
  let counts: Count[] = [];
  let users = 0;
  let stop = (): void => {};
  const look = (i: number): Count => {
    const count = counts[i]!;
    const { valid, ready, domain } = ports[i]!;
    const [v, r] = [machine.readNumber(valid), machine.readNumber(ready)];
    if (v !== count.valid || r !== count.ready)
      Object.assign(count, { valid: v, ready: r, since: clocks.edges(domain) });
    return count;
  };
  const countEdge = (mask: number): void => {
    for (let i = 0; i < ports.length; i++) {
      const { domain } = ports[i]!;
      if (((mask >>> domain) & 1) === 0) continue;
      const count = look(i);
      if (count.valid === 0 || count.ready === 0) continue;
      count.done += 1;
      // Whatever it waits for next begins behind this edge.
      count.since = clocks.edges(domain) + 1;
    }
  };
  return {
    start() {
      users += 1;
      if (users === 1 && ports.length > 0) {
        counts = ports.map(({ domain }) => ({ done: 0, valid: -1, ready: -1, since: clocks.edges(domain) }));
        stop = watch(({ mask }) => countEdge(mask));
      }
      return () => {
        users -= 1;
        if (users === 0) stop();
      };
    },
    read: () => ports.map(({ name, dir, domain }, i) => ({ stream: name, dir, ...look(i), now: clocks.edges(domain) })),
  };
}
