import { ink } from './terminal.js';

/** A line on standard error about work that goes on. */
export interface StatusLine {
  /** Says what is done, and how far: `detail` is asked when it is shown. */
  show(what: string, detail: () => string): void;
  /** Takes the line away. */
  end(): void;
}

/** Milliseconds: what is over before is not spoken of, and a line moves no more often. */
const patience = 1000;
const pace = 100;

/**
 * A status line for work that tells of itself, as often as it likes. It appears once the work has taken a second: a moving line
 * on a terminal; elsewhere a plain line, without detail, for each `what`.
 */
export function statusLine(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  now: () => number = () => performance.now(),
): StatusLine {
  const terminal = stream.isTTY === true;
  const started = now();
  let shown = Number.NEGATIVE_INFINITY;
  let said: string | undefined;
  return {
    show(what, detail) {
      const time = now();
      if (time - started < patience) return;
      if (!terminal) {
        if (said !== what) stream.write(`${what} ...\n`);
      } else {
        if (said === what && time - shown < pace) return;
        stream.write(`\r\u001b[K${ink.err.cyan(what)} ${detail()}`);
        shown = time;
      }
      said = what;
    },
    end() {
      if (terminal && said !== undefined) stream.write('\r\u001b[K');
    },
  };
}
