import { binary, type Expr, int, part, ref, select } from '../rtl/expr.js';

/** Which lanes of a vector are meant: all of them, one by number, or the one that a loop variable counts. */
export type Lane = 'all' | number | { readonly variable: string };

/**
 * A run of bits within a net: `width` bits from `base + step * variable`.
 * Lane i of a packed vector of w-bit lanes stands at bit i*w.
 */
export interface Place {
  readonly name: string;
  /** Bits of the whole net. */
  readonly total: number;
  readonly base: number;
  readonly width: number;
  readonly step?: { readonly by: number; readonly variable: string };
}

/** The lanes meant by `lane` in a net that holds lanes of `width` bits. */
export function placeOf(name: string, width: number, lanes: number, lane: Lane): Place {
  const total = width * lanes;
  if (lane === 'all' || lanes === 1) return { name, total, base: 0, width: total };
  if (typeof lane === 'number') return { name, total, base: lane * width, width };
  return { name, total, base: 0, width, step: { by: width, variable: lane.variable } };
}

/** `width` bits of a place, from its bit `from`. */
export const within = (place: Place, from: number, width: number): Place => ({
  ...place,
  base: place.base + from,
  width,
});

/** A place as a thing that can be read or assigned. */
export function placeExpr({ name, total, base, width, step }: Place): Expr {
  if (step) {
    const counted = step.by === 1 ? ref(step.variable) : binary('*', ref(step.variable), int(step.by));
    return part(name, base === 0 ? counted : binary('+', counted, int(base)), width);
  }
  return width === total ? ref(name) : select(name, base + width - 1, base);
}
