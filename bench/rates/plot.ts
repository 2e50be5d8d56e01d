import { type Axis, linear, logarithmic } from './axis.js';
import type { Point } from './point.js';

/** A value that is there without a rate worth showing, such as that of repeating one picture: a dashed line. */
export interface Level {
  readonly name: string;
  readonly psnr: number;
  readonly ssim: number;
}

/** Colours that are told apart by all eyes (Okabe and Ito), and marks that are without colours. */
const styles = [
  { colour: '#d55e00', mark: circle },
  { colour: '#0072b2', mark: square },
  { colour: '#009e73', mark: triangle },
  { colour: '#555555', mark: cross },
  { colour: '#cc79a7', mark: circle },
  { colour: '#e69f00', mark: square },
] as const;

function circle(x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="3.5"/>`;
}
function square(x: number, y: number): string {
  return `<path d="M${x - 3.2} ${y - 3.2}h6.4v6.4h-6.4z"/>`;
}
function triangle(x: number, y: number): string {
  return `<path d="M${x} ${y - 4.2}l4 7h-8z"/>`;
}
function cross(x: number, y: number): string {
  return `<path d="M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7" fill="none" stroke="currentColor" stroke-width="1.6"/>`;
}

const width = 420;
const height = 300;
const margin = { left: 58, right: 14, top: 30, bottom: 46 };
const legendHeight = 30;

const place = (value: number): number => Number(value.toFixed(1));
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const text = (x: number, y: number, anchor: string, words: string, more = ''): string =>
  `<text x="${place(x)}" y="${place(y)}" text-anchor="${anchor}"${more}>${escaped(words)}</text>`;

/** Rate against quality, as an SVG of two panels (PSNR, SSIM) with one line for each codec. */
export function plot(title: string, points: readonly Point[], levels: readonly Level[]): string {
  const codecs = [...new Set(points.map(({ codec }) => codec))];
  const panels = (['psnr', 'ssim'] as const).map((measure, i) => panel(measure, i * width, points, levels, codecs));
  const step = (2 * width - margin.left) / codecs.length;
  const legend = codecs.map((codec, i) => {
    const { colour, mark } = styles[i % styles.length]!;
    const x = margin.left + i * Math.min(step, 190);
    const y = height + 12;
    const line = `<path d="M${x} ${y}h26" stroke="${colour}" stroke-width="1.8" fill="none"/>`;
    return `${line}<g fill="${colour}" color="${colour}">${mark(x + 13, y)}</g>${text(x + 33, y + 4, 'start', codec)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * width}" height="${height + legendHeight}" viewBox="0 0 ${2 * width} ${height + legendHeight}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${2 * width}" height="${height + legendHeight}" fill="#fff"/>`,
    text(margin.left, 18, 'start', title, ' font-size="13" font-weight="bold"'),
    ...panels.flat(),
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}

function panel(
  measure: 'psnr' | 'ssim',
  left: number,
  points: readonly Point[],
  levels: readonly Level[],
  codecs: readonly string[],
): string[] {
  const from = left + margin.left;
  const to = left + width - margin.right;
  const bottom = height - margin.bottom;
  const x = logarithmic(
    points.map(({ kbits }) => kbits),
    from,
    to,
  );
  const y = linear(
    [...points, ...levels].map(point => point[measure]),
    bottom,
    margin.top,
  );
  const lines = codecs.map((codec, i) => {
    const { colour, mark } = styles[i % styles.length]!;
    const places = points
      .filter(point => point.codec === codec)
      .toSorted((a, b) => a.kbits - b.kbits)
      .map(point => [place(x.at(point.kbits)), place(y.at(point[measure]))] as const);
    const path = `<polyline points="${places.map(([px, py]) => `${px},${py}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="1.8"/>`;
    return `${path}<g fill="${colour}" color="${colour}">${places.map(([px, py]) => mark(px, py)).join('')}</g>`;
  });
  const dashed = levels.map(level => {
    const at = place(y.at(level[measure]));
    const line = `<path d="M${from} ${at}H${to}" stroke="#888" stroke-width="1.2" stroke-dasharray="5 4"/>`;
    return line + text(to - 4, at - 5, 'end', level.name, ' fill="#666" font-size="11"');
  });
  return [...grid(x, y, from, to, bottom, measure), ...dashed, ...lines];
}

function grid(x: Axis, y: Axis, from: number, to: number, bottom: number, measure: 'psnr' | 'ssim'): string[] {
  const middle = (margin.top + bottom) / 2;
  const name = measure === 'psnr' ? 'PSNR, dB' : 'SSIM';
  return [
    ...x.ticks.map(tick => {
      const at = place(x.at(tick));
      return `<path d="M${at} ${margin.top}V${bottom}" stroke="#e4e4e4"/>${text(at, bottom + 16, 'middle', `${tick}`)}`;
    }),
    ...y.ticks.map(tick => {
      const at = place(y.at(tick));
      return `<path d="M${from} ${at}H${to}" stroke="#e4e4e4"/>${text(from - 7, at + 4, 'end', `${tick}`)}`;
    }),
    `<path d="M${from} ${margin.top}V${bottom}H${to}" fill="none" stroke="#444"/>`,
    text((from + to) / 2, bottom + 34, 'middle', 'kbit/s'),
    text(from - 42, middle, 'middle', name, ` transform="rotate(-90 ${place(from - 42)} ${place(middle)})"`),
  ];
}
