import type { Point } from './point.js';

/** Points as a table of Markdown. */
export function table(points: readonly Point[]): string {
  const rows = points.map(({ codec, setting, kbits, psnr, ssim }) => [
    codec,
    setting,
    kbits.toFixed(2),
    psnr.toFixed(2),
    ssim.toFixed(3),
  ]);
  const lines = [['codec', 'setting', 'kbit/s', 'PSNR dB', 'SSIM'], ['---', '---', '--:', '--:', '--:'], ...rows];
  return lines.map(cells => `| ${cells.join(' | ')} |\n`).join('');
}
