/** Text that replaces a part of a file. Offsets count UTF-16 units from the start of the file, as editors do. */
export interface Fix {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
  /** What the file has to import from 'grace-hdl' for it. */
  readonly needs?: string;
}

/** One thing that the type checker or a rule says about a line of the user's. Lines and columns count from 1. */
export interface Finding {
  /** The name of the rule; `types` for the type checker. */
  readonly rule: string;
  /** `HW003` for a trap, `TS2345` for a type error; other rules have none. */
  readonly code?: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Behind the last character. */
  readonly endLine: number;
  readonly endColumn: number;
  readonly help?: string;
  /** Given where the text can be replaced without a second thought. */
  readonly fix?: Fix;
}
