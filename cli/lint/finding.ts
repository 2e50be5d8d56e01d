/** One thing that the type checker or the search for traps says about a line of the user's. */
export interface Finding {
  /** `HW003` for a trap, `TS2345` for a type error. */
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly help?: string;
}
