/** One place in the user's design. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is known about a simulation error beside its message; everything that does not apply is absent. */
export interface SimulationErrorDetails {
  /** The user's line first, then the chain of callers. */
  readonly frames?: readonly Place[];
  /** Edges of the domain before the one at which it happened. */
  readonly cycle?: number;
  /** Instance path from the top module, with dots. */
  readonly path?: string;
  /** The last cycles, drawn for a terminal. */
  readonly waves?: string;
}

/** Anything that goes wrong in a simulation: a failed check, a run that never ends, a value that does not fit. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
  readonly frames: readonly Place[];
  readonly cycle: number | undefined;
  readonly path: string | undefined;
  readonly waves: string | undefined;

  constructor(message: string, details: SimulationErrorDetails = {}) {
    super(details.waves ? `${message}\n${details.waves}` : message);
    this.frames = details.frames ?? [];
    this.cycle = details.cycle;
    this.path = details.path;
    this.waves = details.waves;
  }
}

/** Ends a bench with a clear error. */
export function fail(message: string, details?: SimulationErrorDetails): never {
  throw new SimulationError(message, details);
}
