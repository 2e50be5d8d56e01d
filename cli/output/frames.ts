import { setImmediate as breathe } from 'node:timers/promises';
import { statusLine } from './status-line.js';
import { ink } from './terminal.js';

export interface CountOptions {
  /** How many frames there will be. */
  readonly total?: number | undefined;
  /** How fast it is, asked when it is shown. Default: frames per second. */
  readonly speed?: (() => string) | undefined;
}

/** Counts frames, and says so on standard error (`statusLine`). */
export interface FrameCounter {
  /**
   * Passes frames on and says how many have gone by and how fast. Between frames, signals and writes get their turn.
   */
  count<T>(frames: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void, undefined>;
  /** Says it anew, while a frame takes its time. */
  show(): void;
}

export function frameCounter(what: string, { total, speed }: CountOptions = {}): FrameCounter {
  const line = statusLine();
  const started = performance.now();
  let seen = 0;
  const framesPerSecond = (): string => {
    const rate = (seen / (performance.now() - started)) * 1000;
    return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} frames/s`;
  };
  const progress = (): string =>
    `${seen}${total === undefined ? '' : ` of ${total}`} ${ink.err.dim((speed ?? framesPerSecond)())}`;
  const show = (): void => line.show(what, progress);
  return {
    show,
    async *count(frames) {
      try {
        for await (const frame of frames) {
          seen++;
          show();
          yield frame;
          await breathe();
        }
      } finally {
        line.end();
      }
    },
  };
}

/** Passes frames on and counts them. */
export const counted = <T>(
  what: string,
  frames: Iterable<T> | AsyncIterable<T>,
  total?: number,
): AsyncGenerator<T, void, undefined> => frameCounter(what, { total }).count(frames);

/** The first frames, as many as `count`; where they come from is closed after the last, and not asked for another. */
export async function* firstOf<T>(frames: AsyncIterable<T>, count: number): AsyncGenerator<T, void, undefined> {
  let left = count;
  for await (const frame of frames) {
    yield frame;
    if (--left === 0) return;
  }
}
