import type { Signal } from '../machine.js';

/** Values of some signals over some ticks, for drawing. */
export interface Trace {
  readonly signals: readonly Signal[];
  readonly columns: readonly TraceColumn[];
  /** Rows that mark the edges of each clock; empty when there is one clock, which has its edge in every column. */
  readonly clocks: readonly string[];
}

/** What the edge at the end of a column sees. */
export interface TraceColumn {
  /** The cycle, or with several clocks the time in nanoseconds. */
  readonly label: string;
  /** One bit per row of `clocks`. */
  readonly edges: number;
  /** Each lane unsigned. */
  readonly values: readonly (readonly bigint[])[];
}
