/** One line of user code. `line` and `column` count from 1. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The function it stands in, when the engine knows it. */
  readonly fn?: string;
}

/**
 * Where a thing was written: the user's own line first, then the chain of callers.
 * Resolved lazily, because formatting a stack costs far more than capturing it.
 */
export interface Loc {
  readonly frames: readonly Frame[];
}
