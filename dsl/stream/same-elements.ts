import { fail } from '../scope/report.js';
import { sameType, show } from '../type/show.js';
import type { Type } from '../type/type.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** Insists that streams carry one type. @throws HW012 */
export function sameElements([first, ...rest]: readonly [Stream, ...Stream[]], op: string): void {
  const other = rest.find(stream => !sameType(stream.type as Type, first.type as Type));
  if (!other) return;
  const [a, b] = [first, other].map(stream => `${stream[state].info.name} carries ${show(stream.type as Type)}`);
  fail('HW012', `${op}: ${a}, and ${b}`, `${other[state].info.name}.map(x => ...) to the type of the others`);
}
