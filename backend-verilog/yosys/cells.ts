import type { Target } from './devices.js';

/** What a synthesised design uses; carry cells are counted apart, since no device lists them. */
export interface Usage {
  readonly lut: number;
  readonly ff: number;
  readonly bram: number;
  readonly dsp: number;
  readonly carry: number;
  /** LUTs that serve as memory or shift registers, among `lut`. */
  readonly lutRam: number;
}

type Weight = Partial<Record<keyof Usage, number>>;

/** How many LUTs a primitive of LUT RAM takes. */
const lutRam = (lut: number): Weight => ({ lut, lutRam: lut });

/** What each vendor primitive counts as; the first pattern that fits decides. */
const weights: Record<Target, readonly (readonly [RegExp, Weight])[]> = {
  xc7: [
    [/^LUT[1-6]$/, { lut: 1 }],
    [/^INV$/, { lut: 1 }],
    [/^FD[A-Z]+E?(_1)?$|^LD[CP]E$/, { ff: 1 }],
    [/^RAMB36E1$/, { bram: 1 }],
    [/^RAMB18E1$/, { bram: 0.5 }],
    [/^DSP48E1$/, { dsp: 1 }],
    [/^CARRY4$/, { carry: 1 }],
    [/^SRL(16E|C32E|C16E)$/, lutRam(1)],
    [/^RAM(32|64)X1S$/, lutRam(1)],
    [/^RAM(32|64)X1D$/, lutRam(2)],
    [/^RAM128X1S$/, lutRam(2)],
    [/^RAM128X1D$/, lutRam(4)],
    [/^RAM256X1S$/, lutRam(4)],
    [/^RAM256X1D$/, lutRam(8)],
    [/^RAM512X1S$/, lutRam(8)],
    [/^RAM(32|64)M$/, lutRam(4)],
    [/^RAM(32|64)M16$/, lutRam(8)],
  ],
  ecp5: [
    [/^LUT4$/, { lut: 1 }],
    [/^CCU2C$/, { lut: 2, carry: 1 }],
    [/^TRELLIS_DPR16X4$/, lutRam(4)],
    [/^TRELLIS_FF$/, { ff: 1 }],
    [/^DP16KD$|^PDPW16KD$/, { bram: 1 }],
    [/^MULT18X18D$/, { dsp: 1 }],
  ],
  ice40: [
    [/^SB_LUT4$/, { lut: 1 }],
    [/^SB_CARRY$/, { carry: 1 }],
    [/^SB_DFF/, { ff: 1 }],
    [/^SB_RAM40_4K/, { bram: 1 }],
    [/^SB_MAC16$/, { dsp: 1 }],
  ],
};

/** Adds up the cells by kind; cells that take none of these (buffers, wide multiplexers) count nothing. */
export function usageOf(target: Target, cells: Readonly<Record<string, number>>): Usage {
  const sum = { lut: 0, ff: 0, bram: 0, dsp: 0, carry: 0, lutRam: 0 };
  for (const [cell, count] of Object.entries(cells)) {
    const weight = weights[target].find(([pattern]) => pattern.test(cell))?.[1] ?? {};
    for (const key of Object.keys(sum) as (keyof Usage)[]) sum[key] += (weight[key] ?? 0) * count;
  }
  return sum;
}
