/**
 * How the bits of a node are to be read by a person: in waves, in peeks, in error messages.
 * It never changes what the hardware computes; the sign that matters is in the operator.
 */
export type Format =
  | { readonly kind: 'bool' }
  | { readonly kind: 'uint' }
  | { readonly kind: 'sint' }
  /** Fixed point: the value is the integer times 2^-frac. */
  | { readonly kind: 'fixed'; readonly signed: boolean; readonly frac: number }
  /** Case `cases[i]` is encoded as the unsigned number `i`. */
  | { readonly kind: 'enum'; readonly name: string; readonly cases: readonly string[] };

/** True when a value of this format is read as two's complement. */
export const isSigned = (format: Format): boolean =>
  format.kind === 'sint' || (format.kind === 'fixed' && format.signed);
