import { join } from 'node:path';
import { type EncodeReport, type Quality, rateText } from 'grace-hdl/codec';
import type { SynthReport } from 'grace-hdl/verilog';
import type { HardwareReport } from './hardware.js';

/** What an accelerator takes of a chip. */
export type Resources = Pick<SynthReport, 'used' | 'available' | 'percent'>;

/** What came of the job. */
export interface Summary {
  /** Of the person. */
  readonly seed: number;
  readonly rate: EncodeReport;
  /** What one would have of the first frame alone, and what is decoded. */
  readonly quality: { readonly repeated: Quality; readonly decoded: Quality };
  /** Not there where no clock ran. */
  readonly hardware?: HardwareReport;
  /** What the accelerator takes of a Zynq-7020. */
  readonly resources?: Resources;
}

/** The figures, as lines for people. */
export function summaryText({ rate, quality, hardware, resources }: Summary): string {
  const lines = (name: string, { psnr, ssim }: Quality): [string, string] => [
    name,
    `${psnr.toFixed(2)} dB, SSIM ${ssim.toFixed(4)}`,
  ];
  const rows: [string, string][] = [
    lines('decoded', quality.decoded),
    lines('the first frame repeated', quality.repeated),
    ...(hardware ? hardwareRows(hardware) : []),
    ...(resources ? [['on a Zynq-7020', resourcesText(resources)] as [string, string]] : []),
  ];
  const wide = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `  ${name.padEnd(wide)}  ${value}`).join('\n');
  return `  ${rateText(rate).trimEnd().replaceAll('\n', '\n  ')}\n\n${table}`;
}

const hardwareRows = ({
  array,
  frames,
  source,
  frame,
  framesPerSecond,
  simulated,
}: HardwareReport): [string, string][] => [
  [
    'accelerator',
    `an array of ${array}, memory of 1.6 GB/s; ${frames === 1 ? '1 frame' : `${frames} frames`} simulated, as the integer model has them`,
  ],
  ['cycles', `${whole(frame.cycles)} for a frame, ${whole(source.cycles)} for a source picture`],
  [
    'utilization',
    `${percent(frame.utilization)} of what the array can multiply in a frame, ${percent(source.utilization)} in a source picture`,
  ],
  [
    'frames per second',
    `${framesPerSecond.at100MHz.toFixed(0)} at 100 MHz, ${framesPerSecond.at150MHz.toFixed(0)} at 150 MHz`,
  ],
  ['simulation', `${whole(simulated)} cycles per second`],
];

const kinds = { dsp: 'DSP48E1', bram: 'RAMB36', lut: 'LUT', ff: 'FF' } as const;

const resourcesText = ({ used, percent: of }: Resources): string =>
  (Object.keys(kinds) as (keyof typeof kinds)[])
    .map(kind => `${whole(used[kind])} ${kinds[kind]} (${of[kind].toFixed(0)} %)`)
    .join(', ');

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The files in a folder, and what is in them. */
export const placesOf = (out: string, files: readonly (readonly [name: string, what: string])[]): string => {
  const wide = Math.max(...files.map(([name]) => name.length));
  return files.map(([name, what]) => `  ${join(out, name.padEnd(wide))}  ${what}`).join('\n');
};
