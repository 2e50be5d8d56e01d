import { ink } from './terminal.js';

/** Says how far work has come. */
export interface Tally {
  readonly at: (what: string) => (done: number, of: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/**
 * Says on standard error how far work has come that leaves no turn to anything else, once it has taken a second: a moving line
 * on a terminal, a plain line for each part elsewhere.
 */
export function tally(): Tally {
  const terminal = process.stderr.isTTY === true;
  const started = performance.now();
  let said = '';
  return {
    at: what => (done, of) => {
      if (performance.now() - started < 1000 || (said === what && !terminal)) return;
      said = what;
      process.stderr.write(terminal ? `\r\u001b[K${ink.err.cyan(what)} ${done} of ${of}` : `${what} ...\n`);
    },
    end: () => void (said && terminal && process.stderr.write('\r\u001b[K')),
  };
}
