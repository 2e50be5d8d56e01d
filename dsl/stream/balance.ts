import { captureLoc } from '../error/capture.js';
import { fail } from '../scope/report.js';
import { waitFor } from './fifo.js';
import { state } from './state.js';
import type { Stream } from './stream.js';
import { meeting } from './trail.js';

/**
 * Branches of a join, the faster ones behind a fifo: between a fork and the join, a branch of latency a has taken a - b
 * elements more than one of latency b has given when nothing stalls, and the fifo holds those.
 */
export function balance(branches: readonly Stream[]): readonly Stream[] {
  return branches.map(branch => {
    const missing = Math.max(0, ...branches.map(other => (other === branch ? 0 : lag(branch, other))));
    return missing === 0 ? branch : waitFor(branch, missing);
  });
}

/** Elements that `fast` has to hold until `slow` gives the first. */
function lag(fast: Stream, slow: Stream): number {
  const met = meeting(fast[state].trail(), slow[state].trail());
  if (!met) return 0;
  const [here, there] = met;
  if (here.latency !== undefined && there.latency !== undefined)
    return Math.max(0, there.latency - here.latency - (here.waits ?? 0));
  // Whoever put a fifo on one of the branches has said how far they may part.
  if (here.waits !== undefined || there.waits !== undefined) return 0;
  const [unknown, other] = there.latency === undefined ? [slow, fast] : [fast, slow];
  const name = other[state].info.name;
  fail(
    'HW031',
    `${unknown[state].info.name} and ${name} come from one stream, and how far ${unknown[state].info.name} lags behind depends on the data`,
    `say how many elements ${name} may have to wait: ${name}.fifo(64)`,
    [{ loc: captureLoc(), note: 'joined here' }],
  );
}
