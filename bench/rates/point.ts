import type { Quality } from '../../codec/quality/meter.js';

/** One codec with one setting on one clip, or on the mean of clips. */
export interface Point {
  /** The line of the plot that it belongs to. */
  readonly codec: string;
  readonly setting: string;
  /** Thousands of bits per second of the whole stream, pictures and headers included. */
  readonly kbits: number;
  readonly psnr: number;
  readonly ssim: number;
}

export function pointOf(codec: string, setting: string, bytes: number, seconds: number, quality: Quality): Point {
  return { codec, setting, kbits: (bytes * 8) / 1000 / seconds, psnr: quality.psnr, ssim: quality.ssim };
}

/** The means over clips of points with one codec and setting, in the order of the first clip. */
export function meanPoints(perClip: readonly (readonly Point[])[]): Point[] {
  const mean = (points: readonly Point[], of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return perClip[0]!.map(({ codec, setting }) => {
    const same = perClip.map(points => points.find(point => point.codec === codec && point.setting === setting)!);
    return {
      codec,
      setting,
      kbits: mean(same, ({ kbits }) => kbits),
      psnr: mean(same, ({ psnr }) => psnr),
      ssim: mean(same, ({ ssim }) => ssim),
    };
  });
}
