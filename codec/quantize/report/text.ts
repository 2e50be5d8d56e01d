import { aligned } from '../../text/aligned.js';
import type { LayerReport } from './layers.js';
import type { QuantizationReport, Trial } from './report.js';

/** A report to be read: the layers, the methods, and the bits of the sensitive maps. */
export function quantizationText({ float, chosen, methods, bits, layers }: QuantizationReport): string {
  const head = ['PSNR', 'SSIM', 'to float'];
  const plain = [`${float.psnr.toFixed(2)} dB`, float.ssim.toFixed(4), ''];
  const row = (name: string, trial: Trial): string[] => [
    name,
    `${signed(trial.quality.psnr - float.psnr, 3)} dB`,
    signed(trial.quality.ssim - float.ssim, 4),
    `${trial.toFloat.toFixed(2)} dB`,
  ];
  return [
    'Layers, of the first two clips:',
    '',
    aligned([['tensor', 'of', 'type', 'least', 'greatest', '1 is', 'SQNR', 'at an end'], ...layers.map(layerRow)], 5),
    '',
    `Frames, of ${float.frames}: what quantization adds to PSNR and SSIM, and how near it is to floats`,
    '',
    aligned(
      [
        ['', ...head],
        ['in floats', ...plain],
        row('as chosen', chosen),
        ...methods.map(trial => row(trial.method, trial)),
        ...bits.map(trial => row(`${trial.map}=${trial.bits}`, trial)),
      ],
      3,
    ),
    '',
  ].join('\n');
}

const layerRow = ({ name, kind, type, least, greatest, step, sqnr, saturated }: LayerReport): string[] => [
  name,
  kind,
  type,
  least.toFixed(3),
  greatest.toFixed(3),
  step.toPrecision(4),
  Number.isFinite(sqnr) ? `${sqnr.toFixed(1)} dB` : 'exact',
  saturated === 0 ? '' : `${(100 * saturated).toPrecision(2)} %`,
];

const signed = (x: number, digits: number): string => `${x < 0 ? '' : '+'}${x.toFixed(digits)}`;
