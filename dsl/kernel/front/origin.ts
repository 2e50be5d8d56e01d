/** What the loader puts behind the function in a call of `kernel`: where its source is, and what it sees. */
export interface Origin {
  /** Path of the file, and its whole text; one function per file. */
  readonly source: () => readonly [file: string, text: string];
  /** Which call of `kernel` in the file it is, from 0, and how many there are. */
  readonly index: number;
  readonly count: number;
  /** The value of each name from around the function, when it is asked for. */
  readonly scope: Scope;
}

export type Scope = Readonly<Record<string, () => unknown>>;
