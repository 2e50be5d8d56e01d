import type { Bool } from '../../signal/bool.js';
import { lit } from '../../signal/lit.js';
import type { UInt } from '../../signal/uint.js';
import { bool } from '../../type/make.js';
import type { Axis } from './axis.js';

/** At the anchors `from` up to `to` the place of a pixel is not in the picture, and something else stands there. */
export interface Exception {
  readonly from: number;
  readonly to: number;
  /** A pixel of the picture, as its place from the anchor; or a zero. */
  readonly instead: number | 'zero';
}

/** What stands at the place `at` from the anchor wherever the picture does not reach there, neighbours taken together. */
export function exceptions(axis: Axis, at: number, anchors: readonly number[]): readonly Exception[] {
  const found: Exception[] = [];
  let open: Exception | undefined;
  for (const anchor of anchors) {
    const place = anchor * axis.lanes + at;
    const source = axis.source(place);
    if (source === undefined || source === place) {
      open = undefined;
      continue;
    }
    const zero = source === 'zero';
    const instead = zero ? source : source - anchor * axis.lanes;
    const more = open?.instead === instead ? found.pop() : undefined;
    // Zeros beyond what windows show do no harm, and make the condition simpler.
    const from = more?.from ?? (zero && place < 0 ? 0 : anchor);
    open = { from, to: zero && place >= 0 ? axis.size - 1 : anchor, instead };
    found.push(open);
  }
  return found;
}

/** Whether `value`, which counts to `size`, is in a range. */
export function within(value: UInt, { from, to }: Pick<Exception, 'from' | 'to'>, size: number): Bool {
  if (from === to) return value.eq(from);
  const bounds = [...(from > 0 ? [value.ge(from)] : []), ...(to < size - 1 ? [value.le(to)] : [])];
  return bounds.reduce((a, b) => a.and(b), lit(bool, true) as Bool);
}
