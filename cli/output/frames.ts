import { setImmediate as breathe } from 'node:timers/promises';
import { statusLine } from './status-line.js';
import { ink } from './terminal.js';

/**
 * Passes frames on and says on standard error how many have gone by and how fast (`statusLine`). Between frames, signals and
 * writes get their turn.
 */
export async function* counted<T>(
  what: string,
  frames: Iterable<T> | AsyncIterable<T>,
  total?: number,
): AsyncGenerator<T, void, undefined> {
  const line = statusLine();
  const started = performance.now();
  let count = 0;
  const progress = (): string => {
    const rate = (count / (performance.now() - started)) * 1000;
    const speed = `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} frames/s`;
    return `${count}${total === undefined ? '' : ` of ${total}`} ${ink.err.dim(speed)}`;
  };
  try {
    for await (const frame of frames) {
      count++;
      line.show(what, progress);
      yield frame;
      await breathe();
    }
  } finally {
    line.end();
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
