import { captureLoc } from '../error/capture.js';
import { fail } from '../scope/report.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** Insists that a stream marks the ends of its packets. @throws HW034 */
export function marked(source: Stream, op: string): void {
  if (source.last) return;
  const { name } = source[state].info;
  fail('HW034', `${op}: ${name} does not mark the ends of packets`, `${name}.lastEvery(640).${op}(...)`, [
    { loc: captureLoc(), note: `${op} works on packets` },
  ]);
}

/** Insists that of some streams all mark the ends of packets, or none. @throws HW034 */
export function allMarked(sources: readonly Stream[], op: string): void {
  const without = sources.filter(source => !source.last);
  if (without.length === 0 || without.length === sources.length) return;
  const [plain] = without;
  const with_ = sources.find(source => source.last)!;
  const name = plain![state].info.name;
  fail(
    'HW034',
    `${op}: ${with_[state].info.name} marks the ends of packets, and ${name} does not`,
    `${name}.lastEvery(1) when each of its elements is a packet; or .withoutLast() on the others`,
    [{ loc: captureLoc(), note: 'they meet here' }],
  );
}
