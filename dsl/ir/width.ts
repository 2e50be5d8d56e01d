/** Key of the width that TypeScript knows of a type; it exists in types only. */
declare const literalWidth: unique symbol;

/**
 * A type of W bits, as far as TypeScript knows. A method's parameter is compared both ways, so a width that is only a
 * `number` goes with every other, while two literal ones that differ are kept apart.
 */
export interface OfWidth<W extends number> {
  [literalWidth]?(w: W): void;
}
