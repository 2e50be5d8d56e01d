import { fail } from '../error.js';
import type { Session } from '../session/session.js';

/** One strand of a bench: a body that gives way only where it waits. */
export interface Strand<T = unknown> {
  readonly body: Promise<T>;
  /** Waits until `ready` holds; it is first asked after the next tick. Rejects when the simulation fails. */
  wait(ready: () => boolean): Promise<void>;
  /** Starts another strand, at once, up to its first wait. */
  fork<U>(body: (strand: Strand) => Promise<U>): Strand<U>;
  /** Waits for the end of another strand, and gives its result or throws its error. */
  join<U>(other: Strand<U>): Promise<U>;
}

/**
 * Runs strands. Time passes only when every strand waits: then comes one tick, after it all conditions are looked
 * at, and the strands whose condition holds go on one after another, in the order in which they began to wait. So
 * a bench gives the same result on every run.
 */
export interface Scheduler {
  /** True while there are strands: then time is theirs. */
  readonly active: boolean;
  /** Runs a strand to its end. Strands that it forked and that still wait then are dropped where they stand. */
  run<T>(body: (strand: Strand) => Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly owner: State;
  readonly ready: () => boolean;
  readonly wake: () => void;
  readonly abandon: (reason: unknown) => void;
}

interface State {
  readonly root: State | undefined;
  dropped: boolean;
  ended: boolean;
  waiting: boolean;
  /** Of a root: the error of a forked strand for which nobody waited. */
  lost?: { readonly reason: unknown };
  /** Called when the strand ends, before it gives way. */
  readonly joining: (() => void)[];
}

export function schedulerOf(session: Session): Scheduler {
  /** Strands that run, or wait for something that is not of this simulation. Time stands while there are any. */
  let awake = 0;
  let roots = 0;
  let sleepers: Sleeper[] = [];
  /** Set while time passes: called when the last awake strand gives way. */
  let quiet: (() => void) | undefined;
  let passing = false;

  const giveWay = (): void => {
    awake -= 1;
    if (awake > 0) return;
    if (quiet) quiet();
    // Not at once: whoever started this strand may be about to start another.
    else queueMicrotask(() => void passTime());
  };
  /** Wakes some strands and waits until all of them have given way. */
  const goOn = (wake: () => void): Promise<void> =>
    new Promise(resolve => {
      quiet = () => {
        quiet = undefined;
        resolve();
      };
      awake += 1;
      wake();
    });
  const failAll = (reason: unknown): void => {
    const abandoned = sleepers;
    sleepers = [];
    awake += abandoned.length;
    for (const { abandon } of abandoned) abandon(reason);
  };
  const passTime = async (): Promise<void> => {
    if (passing) return;
    passing = true;
    try {
      while (awake === 0 && sleepers.length > 0) {
        session.tick();
        const ready = sleepers.filter(sleeper => sleeper.ready());
        for (const sleeper of ready) {
          if (!sleepers.includes(sleeper)) continue;
          sleepers = sleepers.filter(other => other !== sleeper);
          await goOn(sleeper.wake);
        }
      }
    } catch (reason) {
      failAll(reason);
    } finally {
      passing = false;
    }
    // Abandoned strands may go on waiting.
    if (awake === 0 && sleepers.length > 0) queueMicrotask(() => void passTime());
  };

  function start<T>(root: State | undefined, body: (strand: Strand) => Promise<T>): Strand<T> & { state: State } {
    const state: State = { root, dropped: false, ended: false, waiting: false, joining: [] };
    const top = root ?? state;
    if (!root) roots += 1;
    awake += 1;
    /** A wait that is not awaited would leave the strand running while it counts as asleep, and stop time for good. */
    const beginToWait = (): void => {
      if (state.waiting) fail('a strand waits twice at a time: await each wait, or start another strand with p.fork');
      state.waiting = true;
    };
    const strand: Strand = {
      get body() {
        return promise;
      },
      wait: ready =>
        new Promise((resolve, reject) => {
          beginToWait();
          const wake = (): void => {
            state.waiting = false;
            resolve();
          };
          const abandon = (reason: unknown): void => {
            state.waiting = false;
            reject(reason);
          };
          if (!top.dropped) sleepers.push({ owner: state, ready, wake, abandon });
          giveWay();
        }),
      fork: forked => start(top, forked),
      join: async other => {
        const { state: joined, body: result } = other as Strand<never> & { state: State };
        if (!joined.ended) {
          beginToWait();
          giveWay();
          await new Promise<void>(resolve => {
            joined.joining.push(() => {
              awake += 1;
              state.waiting = false;
              resolve();
            });
          });
        }
        return result;
      },
    };
    const end = (): void => {
      state.ended = true;
      for (const resume of state.joining) resume();
      if (!root) {
        roots -= 1;
        state.dropped = true;
        sleepers = sleepers.filter(({ owner }) => owner.root !== state);
      }
      giveWay();
    };
    const promise = (async () => body(strand))().then(
      result => {
        end();
        if (state.lost) throw state.lost.reason;
        return result;
      },
      reason => {
        if (root && state.joining.length === 0) {
          root.lost ??= { reason };
          failAll(reason);
        }
        end();
        throw reason;
      },
    );
    // The error of a forked strand reaches the bench by its join or by its root.
    if (root) promise.catch(() => {});
    return Object.assign(strand as Strand<T>, { state });
  }

  return {
    get active() {
      return roots > 0;
    },
    run: body => start(undefined, body).body,
  };
}
