/** Whether a handshake signal gets through within the cycle, or a register stands in its way. */
export type Path = 'combinational' | 'registered';

/** What is known of a stream while the hardware is built, counted from the streams that enter the module. */
export interface Facts {
  /** Cycles from the acceptance of an element to the offer of its result when nothing stalls; absent: it depends on the data. */
  readonly latency?: number;
  /** Cycles between two transfers when nothing stalls, on average; absent: it depends on the data. */
  readonly ii?: number;
  /** How `ready` gets from here to the streams that enter. */
  readonly readyPath: Path;
  /** How `valid` gets here from the streams that enter. */
  readonly validPath: Path;
}

/** What one combinator adds. A latency of `undefined` depends on the data. */
export interface Step {
  readonly latency: number | undefined;
  readonly ii?: number | undefined;
  /** Elements that it takes for each that it gives; absent: 1. */
  readonly rate?: number;
  readonly readyPath: Path;
  readonly validPath: Path;
  /** A fifo that the user placed: so many elements may wait in it longer than its latency without slowing it down. */
  readonly waits?: number | undefined;
}

/** Facts of a stream whose other side nothing is known about: it enters the module, or is driven by hand. */
export const entering: Facts = Object.freeze({
  latency: 0,
  ii: 1,
  readyPath: 'combinational',
  validPath: 'combinational',
});

/** Facts of a stream that is driven by hand within the module. */
export const unknown: Facts = Object.freeze({ readyPath: 'combinational', validPath: 'combinational' });

/** The facts behind one more combinator. */
export function after(facts: Facts, step: Step): Facts {
  const latency = plus(facts.latency, step.latency);
  const { rate = 1 } = step;
  const before = facts.ii === undefined || rate === 1 ? facts.ii : Math.max(1, facts.ii * rate);
  const ii = 'ii' in step ? larger(before, step.ii) : before;
  return {
    ...(latency === undefined ? {} : { latency }),
    ...(ii === undefined ? {} : { ii }),
    readyPath: cut(facts.readyPath, step.readyPath),
    validPath: cut(facts.validPath, step.validPath),
  };
}

/** The facts of a join of balanced branches. */
export function joined(all: readonly Facts[]): Facts {
  const latency = all.map(facts => facts.latency).reduce(larger);
  const ii = all.map(facts => facts.ii).reduce(larger);
  const path = (paths: readonly Path[]): Path => (paths.includes('combinational') ? 'combinational' : 'registered');
  return {
    ...(latency === undefined ? {} : { latency }),
    ...(ii === undefined ? {} : { ii }),
    readyPath: path(all.map(facts => facts.readyPath)),
    validPath: path(all.map(facts => facts.validPath)),
  };
}

export const plus = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : Math.max(a, b);

const cut = (a: Path, b: Path): Path => (a === 'registered' || b === 'registered' ? 'registered' : 'combinational');
