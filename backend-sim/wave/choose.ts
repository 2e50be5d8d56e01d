import { fail } from '../error.js';
import type { Machine } from '../machine.js';
import { didYouMean } from '../value/near.js';
import { globs } from './glob.js';

/**
 * The numbers of the signals that patterns choose; see `globs`.
 *
 * @throws SimulationError when a pattern chooses nothing, which is most likely a slip.
 */
export function chooseSignals({ signals, design }: Machine, only: string | readonly string[]): number[] {
  const patterns = typeof only === 'string' ? [only] : only;
  for (const pattern of patterns) {
    const wanted = globs([pattern], design.top);
    if (signals.length === 0 || signals.some(({ path }) => wanted(path))) continue;
    const names = signals.map(({ path }) => path.join('.'));
    fail(`no signal of '${design.top}' matches '${pattern}'.${didYouMean(pattern, names)}`);
  }
  const wanted = globs(patterns, design.top);
  return signals.flatMap(({ path }, i) => (wanted(path) ? [i] : []));
}
