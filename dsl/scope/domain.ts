/**
 * A clock with its reset. Every register belongs to one; a signal that crosses from one to another anywhere but in
 * a synchroniser is an error.
 */
export interface Domain {
  readonly name: string;
  readonly edge: 'rising' | 'falling';
  readonly reset: 'sync' | 'async' | 'none';
  readonly activeLow: boolean;
  /** Port names. */
  readonly clock: string;
  readonly resetPort: string;
}
