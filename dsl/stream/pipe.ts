import { fail } from '../scope/report.js';
import { regReady, regValid, skid } from './register.js';
import type { Stream } from './stream.js';

/** What one stage of a `pipe` cuts: both paths, payload and `valid`, or `ready`. */
export type StageKind = 'skid' | 'regValid' | 'regReady';

const stage = { skid, regValid, regReady };

/** Register stages in a row. See `Stream.pipe`. */
export function pipe<T>(source: Stream<T>, stages: number, kind: StageKind = 'skid'): Stream<T> {
  if (!Number.isInteger(stages) || stages < 0)
    fail('HW002', `pipe: ${stages} stages`, "a whole number of registers: .pipe(2), .pipe(2, 'regValid')");
  return Array.from({ length: stages }).reduce<Stream<T>>(at => stage[kind](at), source);
}
