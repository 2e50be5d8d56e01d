import { CodecError } from '../../error.js';
import { checkSize } from '../limits.js';
import { isRate, type Rate, usualRate } from '../video.js';
import type { Range } from '../ycbcr/matrix.js';
import { type Sampling, samplings } from './format.js';

/** The first bytes of a file. */
export const magic = 'YUV4MPEG2';

/** What the first line says. */
export interface Y4mHeader {
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  readonly sampling: Sampling;
  readonly range: Range;
}

/**
 * Reads the first line: the magic word, and fields of a letter and a value. `W`, `H`, `F`, `C` and
 * `XCOLORRANGE` are used; interlacing, the shape of pixels and comments are passed over.
 * https://wiki.multimedia.cx/index.php/YUV4MPEG2
 *
 * @throws CodecError if it is none, or tells of pictures that cannot be read
 */
export function parseHeader(line: string, name: string): Y4mHeader {
  const wrong = (what: string): never => {
    throw new CodecError(`${name}: ${what}`, 'ffmpeg -i IN -pix_fmt yuv444p OUT.y4m makes what is read here');
  };
  const [word, ...rest] = line.split(' ');
  if (word !== magic) wrong(`it is no Y4M stream, which begins with ${magic}`);
  const fields = new Map(rest.map(field => [field.slice(0, 1), field.slice(1)]));
  const side = (letter: 'W' | 'H'): number => {
    const text = fields.get(letter) ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : wrong(`the size of its pictures is ${letter}${text}`);
  };
  const [width, height] = [side('W'), side('H')];
  checkSize(width, height, name);
  const tag = fields.get('C') ?? '420';
  const sampling =
    samplings.get(tag) ?? wrong(`planes of the kind C${tag} are not read; C${[...samplings.keys()].join(', C')} are`);
  return {
    width,
    height,
    rate: rateOf(fields.get('F')) ?? wrong(`its rate is F${fields.get('F')}`),
    sampling,
    range: rest.includes('XCOLORRANGE=FULL') ? 'full' : 'limited',
  };
}

function rateOf(text = '0:0'): Rate | undefined {
  if (text === '0:0') return usualRate;
  const [, numerator, denominator] = /^(\d{1,10}):(\d{1,10})$/.exec(text) ?? [];
  const rate = { numerator: Number(numerator), denominator: Number(denominator) };
  return isRate(rate) ? rate : undefined;
}

/** The first line of what is written, with its newline. */
export const headerLine = ({ width, height, rate, range }: Omit<Y4mHeader, 'sampling'>, tag: string): string =>
  `${magic} W${width} H${height} F${rate.numerator}:${rate.denominator} Ip A1:1 C${tag} XCOLORRANGE=${range.toUpperCase()}\n`;
