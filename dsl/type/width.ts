/**
 * Widths at type level, where that is cheap: sums and maxima of literal widths up to 64 by table, `number` beyond.
 * No recursive types: tuple arithmetic by recursion costs seconds of type checking at a few hundred bits.
 */
/** One tuple for every width up to 64: the only tables that type-level widths need. */
interface Tuples {
  0: [];
  1: [...Tuples[0], 0];
  2: [...Tuples[1], 0];
  3: [...Tuples[2], 0];
  4: [...Tuples[3], 0];
  5: [...Tuples[4], 0];
  6: [...Tuples[5], 0];
  7: [...Tuples[6], 0];
  8: [...Tuples[7], 0];
  9: [...Tuples[8], 0];
  10: [...Tuples[9], 0];
  11: [...Tuples[10], 0];
  12: [...Tuples[11], 0];
  13: [...Tuples[12], 0];
  14: [...Tuples[13], 0];
  15: [...Tuples[14], 0];
  16: [...Tuples[15], 0];
  17: [...Tuples[16], 0];
  18: [...Tuples[17], 0];
  19: [...Tuples[18], 0];
  20: [...Tuples[19], 0];
  21: [...Tuples[20], 0];
  22: [...Tuples[21], 0];
  23: [...Tuples[22], 0];
  24: [...Tuples[23], 0];
  25: [...Tuples[24], 0];
  26: [...Tuples[25], 0];
  27: [...Tuples[26], 0];
  28: [...Tuples[27], 0];
  29: [...Tuples[28], 0];
  30: [...Tuples[29], 0];
  31: [...Tuples[30], 0];
  32: [...Tuples[31], 0];
  33: [...Tuples[32], 0];
  34: [...Tuples[33], 0];
  35: [...Tuples[34], 0];
  36: [...Tuples[35], 0];
  37: [...Tuples[36], 0];
  38: [...Tuples[37], 0];
  39: [...Tuples[38], 0];
  40: [...Tuples[39], 0];
  41: [...Tuples[40], 0];
  42: [...Tuples[41], 0];
  43: [...Tuples[42], 0];
  44: [...Tuples[43], 0];
  45: [...Tuples[44], 0];
  46: [...Tuples[45], 0];
  47: [...Tuples[46], 0];
  48: [...Tuples[47], 0];
  49: [...Tuples[48], 0];
  50: [...Tuples[49], 0];
  51: [...Tuples[50], 0];
  52: [...Tuples[51], 0];
  53: [...Tuples[52], 0];
  54: [...Tuples[53], 0];
  55: [...Tuples[54], 0];
  56: [...Tuples[55], 0];
  57: [...Tuples[56], 0];
  58: [...Tuples[57], 0];
  59: [...Tuples[58], 0];
  60: [...Tuples[59], 0];
  61: [...Tuples[60], 0];
  62: [...Tuples[61], 0];
  63: [...Tuples[62], 0];
  64: [...Tuples[63], 0];
}

type Known = keyof Tuples;

/** A + B, when both are literals up to 64; otherwise `number`. */
export type Sum<A extends number, B extends number> = A extends Known
  ? B extends Known
    ? Length<[...Tuples[A], ...Tuples[B]]>
    : number
  : number;

/** The larger of A and B, when both are literals up to 64; otherwise `number`. */
export type Max<A extends number, B extends number> = A extends Known
  ? B extends Known
    ? Tuples[A] extends [...Tuples[B], ...0[]]
      ? A
      : B
    : number
  : number;

type Length<T> = T extends { readonly length: infer N extends number } ? N : number;

/** The width of a sum or difference of A and B bits that loses nothing. */
export type Grow<A extends number, B extends number> = Sum<Max<A, B>, 1>;

/**
 * Our message in the editor when two literal widths differ; nothing at all when either is only a `number`.
 * Intersected with the parameter's type, so that the message is the type the argument fails to have.
 */
export type Same<Target extends number, Source extends number> = number extends Target
  ? unknown
  : number extends Source
    ? unknown
    : [Target] extends [Source]
      ? unknown
      : {
          readonly 'width mismatch': `the target has ${Target} bits, this value has ${Source}: use .extend(), .trunc(), .sat() or .wrap()`;
        };
