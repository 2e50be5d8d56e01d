import { ink } from './terminal.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Says on standard error that `what` goes on, once it has taken a second: a moving line on a terminal, one plain
 * line elsewhere. The work has to leave the event loop free for it to move.
 */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const terminal = process.stderr.isTTY === true;
  const started = performance.now();
  let tick = 0;
  let timer = setTimeout(function show() {
    const seconds = Math.floor((performance.now() - started) / 1000);
    if (!terminal) {
      process.stderr.write(`${what} ...\n`);
      return;
    }
    process.stderr.write(`\r${ink.err.cyan(frames[tick++ % frames.length]!)} ${what} ${ink.err.dim(`${seconds} s`)}`);
    timer = setTimeout(show, 100);
  }, 1000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (tick > 0) process.stderr.write('\r\u001b[K');
  }
}
