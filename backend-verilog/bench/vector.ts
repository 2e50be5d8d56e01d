/** One cycle of a bench: what is applied, what must be seen once that has settled, and which clocks then tick. */
export interface Vector {
  /** Inputs and resets by pin; a vector's lanes are packed, lane 0 lowest. A pin left out keeps its value, 0 at first. */
  readonly inputs: Readonly<Record<string, bigint>>;
  /** Expected outputs by pin; a pin left out is not looked at. */
  readonly outputs: Readonly<Record<string, bigint>>;
  /** Clock pins with an active edge at the end of the cycle; several tick at one instant. */
  readonly clocks: readonly string[];
}
