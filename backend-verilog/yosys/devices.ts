/** What an FPGA has of each kind. */
export interface Resources {
  /** Lookup tables of the family: 6 inputs on xc7, 4 on ECP5 and iCE40. */
  readonly lut: number;
  readonly ff: number;
  /** Block RAMs of the family's full size: RAMB36, DP16KD, 4 kbit EBR. Halves count as 0.5. */
  readonly bram: number;
  /** Multiplier blocks: DSP48E1, MULT18X18D, SB_MAC16. */
  readonly dsp: number;
}

export type Target = 'xc7' | 'ecp5' | 'ice40';

export interface Device {
  readonly target: Target;
  readonly has: Resources;
}

/** Devices by the name that vendors sell them under, from their data sheets (DS180, DS190, FPGA-DS-02012, FPGA-DS-02029). */
export const devices = {
  xc7z010: { target: 'xc7', has: { lut: 17600, ff: 35200, bram: 60, dsp: 80 } },
  xc7z020: { target: 'xc7', has: { lut: 53200, ff: 106400, bram: 140, dsp: 220 } },
  xc7z045: { target: 'xc7', has: { lut: 218600, ff: 437200, bram: 545, dsp: 900 } },
  xc7a35t: { target: 'xc7', has: { lut: 20800, ff: 41600, bram: 50, dsp: 90 } },
  xc7a100t: { target: 'xc7', has: { lut: 63400, ff: 126800, bram: 135, dsp: 240 } },
  xc7k325t: { target: 'xc7', has: { lut: 203800, ff: 407600, bram: 445, dsp: 840 } },
  'lfe5u-25f': { target: 'ecp5', has: { lut: 24288, ff: 24288, bram: 56, dsp: 28 } },
  'lfe5u-45f': { target: 'ecp5', has: { lut: 43848, ff: 43848, bram: 108, dsp: 72 } },
  'lfe5u-85f': { target: 'ecp5', has: { lut: 83640, ff: 83640, bram: 208, dsp: 156 } },
  ice40hx1k: { target: 'ice40', has: { lut: 1280, ff: 1280, bram: 16, dsp: 0 } },
  ice40hx8k: { target: 'ice40', has: { lut: 7680, ff: 7680, bram: 32, dsp: 0 } },
  ice40up5k: { target: 'ice40', has: { lut: 5280, ff: 5280, bram: 30, dsp: 8 } },
} as const satisfies Record<string, Device>;

export type DeviceName = keyof typeof devices;

/** The device that a report without one is measured against. */
export const usualDevice: Record<Target, DeviceName> = { xc7: 'xc7z020', ecp5: 'lfe5u-85f', ice40: 'ice40hx8k' };
