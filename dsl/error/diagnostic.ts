import type { Loc } from '../ir/loc.js';
import type { Code } from './codes.js';

/** One source line of an error, with what is to be said about it. */
export interface Span {
  readonly loc: Loc | undefined;
  readonly note: string;
}

/** One error: what is wrong, where, why, and a fix that can be pasted. */
export interface Diagnostic {
  readonly code: Code;
  /** A sentence with the names and numbers of this case; absent: the title of the code says it all. */
  readonly message?: string;
  /** The user's own line first. */
  readonly spans: readonly Span[];
  /** Name of the module being built, when there is one. */
  readonly module?: string;
  /** Where that module was written. */
  readonly where?: Loc | undefined;
  readonly help: string;
}
