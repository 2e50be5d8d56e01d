/** Code that runs cycles: cycles wanted to cycles done. */
export type Run = (cycles: number) => number;

/** Two ways to run the same cycles with the same result. */
export interface Ways {
  readonly plain: Run;
  /** The other one, made when it is first tried; undefined when there is none. */
  readonly gated: () => Run | undefined;
  /** What tells which is quicker, in any unit. */
  readonly clock: () => number;
  /** Time before the other way is tried: a run that is over before could not pay for making it. */
  readonly patience: number;
}

/** Cycles of one turn of a trial. */
const turnCycles = 512;
/** Turns that each way gets: the first is for V8 to optimise it, of the others the quickest counts. */
const turns = 3;
/** Cycles between trials, of those that a trial takes: at first, and once the outcome has stayed the same. */
const firstSpacing = 2;
const longestSpacing = 256;
/** Cycles between looks at the clock while there is patience. */
const lookCycles = 4096;
/** The other way has to take at most this part of the time. */
const worthwhile = 0.9;

/**
 * Runs cycles the way that has been quicker: the gated one for a design that rests much, the plain one for a busy one.
 * Both are tried in turn, ever more rarely while the outcome stays the same. What is simulated does not depend on it.
 */
export function paced({ plain, gated, clock, patience }: Ways): Run {
  let ways: readonly Run[] = [plain];
  let current = plain;
  let spacing = firstSpacing;
  let started: number | undefined;
  let untilTrial = lookCycles;
  let trial: Trial | undefined;

  /** Begins a trial, if it is time for one. */
  const next = (): void => {
    if (clock() - started! < patience) {
      untilTrial = lookCycles;
      return;
    }
    if (ways.length === 1) {
      const other = gated();
      if (other) ways = [plain, other];
    }
    if (ways.length === 1) untilTrial = Number.POSITIVE_INFINITY;
    else trial = newTrial(ways, clock);
  };
  return cycles => {
    started ??= clock();
    if (untilTrial <= 0 && !trial) next();
    if (!trial) {
      untilTrial -= cycles;
      return current(cycles);
    }
    const done = trial.run(Math.min(cycles, turnCycles));
    const times = trial.outcome();
    if (times) {
      const winner = times[1]! < worthwhile * times[0]! ? ways[1]! : plain;
      spacing = winner === current ? Math.min(2 * spacing, longestSpacing) : firstSpacing;
      current = winner;
      untilTrial = ways.length * turns * turnCycles * spacing;
      trial = undefined;
    }
    return done;
  };
}

interface Trial {
  run(cycles: number): number;
  /** Time per cycle of each way, once all have had their turns. */
  outcome(): readonly number[] | undefined;
}

function newTrial(ways: readonly Run[], clock: () => number): Trial {
  const best = ways.map(() => Number.POSITIVE_INFINITY);
  let turn = 0;
  let cycles = 0;
  let time = 0;
  return {
    run(wanted) {
      const way = turn % ways.length;
      const start = clock();
      const done = ways[way]!(wanted);
      time += clock() - start;
      cycles += done;
      if (cycles < turnCycles) return done;
      if (turn >= ways.length) best[way] = Math.min(best[way]!, time / cycles);
      turn += 1;
      cycles = 0;
      time = 0;
      return done;
    },
    outcome: () => (turn < turns * ways.length ? undefined : best),
  };
}
