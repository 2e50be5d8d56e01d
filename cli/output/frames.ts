import { setImmediate as breathe } from 'node:timers/promises';
import { ink } from './terminal.js';

/**
 * Passes frames on and says on standard error how many have gone by and how fast, once it has taken a second: a moving line
 * on a terminal, one plain line elsewhere. Between frames, signals and writes get their turn.
 */
export async function* counted<T>(
  what: string,
  frames: Iterable<T> | AsyncIterable<T>,
  total?: number,
): AsyncGenerator<T, void, undefined> {
  const terminal = process.stderr.isTTY === true;
  const started = performance.now();
  let shown = started;
  let said = false;
  let count = 0;
  const show = (): void => {
    const now = performance.now();
    if (now - shown < (said ? 100 : 1000) || (said && !terminal)) return;
    shown = now;
    said = true;
    const of = total === undefined ? '' : ` of ${total}`;
    const rate = (count / (now - started)) * 1000;
    const speed = `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} frames/s`;
    if (!terminal) process.stderr.write(`${what} ...\n`);
    else process.stderr.write(`\r\u001b[K${ink.err.cyan(what)} ${count}${of} ${ink.err.dim(speed)}`);
  };
  try {
    for await (const frame of frames) {
      count++;
      show();
      yield frame;
      await breathe();
    }
  } finally {
    if (said && terminal) process.stderr.write('\r\u001b[K');
  }
}

/** The first frames, as many as `count`; where they come from is closed after the last, and not asked for another. */
export async function* firstOf<T>(frames: AsyncIterable<T>, count: number): AsyncGenerator<T, void, undefined> {
  let left = count;
  for await (const frame of frames) {
    yield frame;
    if (--left === 0) return;
  }
}
