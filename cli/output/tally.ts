import { statusLine } from './status-line.js';

/** Says how far work has come. */
export interface Tally {
  readonly at: (what: string) => (done: number, of: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Says on standard error how far work has come that leaves no turn to anything else (`statusLine`). */
export function tally(): Tally {
  const line = statusLine();
  return {
    at: what => (done, of) => line.show(what, () => `${done} of ${of}`),
    end: () => line.end(),
  };
}
