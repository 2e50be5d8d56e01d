import { CodecError } from '../../error.js';
import type { Picture } from '../picture.js';
import { checkRate, type Video } from '../video.js';
import { planesOf, type Range, ranges } from '../ycbcr/matrix.js';
import { reduce } from '../ycbcr/sampling.js';
import { samplings } from './format.js';
import { headerLine } from './header.js';

/** The samplings that are written. */
const written = ['444', '422', '420', 'mono'] as const;

export interface Y4mOptions {
  /** Default `444`, every pixel with a colour of its own; `420` is the one of JPEG, whose colours lie in the middle of four. */
  readonly sampling?: (typeof written)[number];
  /** Default `limited`, which every player understands; `full` keeps more levels. */
  readonly range?: Range;
}

/**
 * Moving pictures as a stream in Y4M (BT.601, 8 bits): the first line, then frame by frame, each made when it is asked for.
 *
 * @throws CodecError if an option or the rate is out of its bounds, or a frame has another size than the video
 * @example
 * for await (const chunk of y4mChunks(video)) process.stdout.write(chunk);
 */
export async function* y4mChunks(video: Video, options: Y4mOptions = {}): AsyncGenerator<Uint8Array, void> {
  const { sampling = '444', range = 'limited' } = options;
  const { width, height, rate, frames } = video;
  const kind = written.includes(sampling) ? samplings.get(sampling) : undefined;
  if (!kind || !ranges.includes(range))
    throw new CodecError(
      `a stream in Y4M of sampling '${sampling}' and range '${range}'`,
      `sampling is one of ${written.join(', ')}, range ${ranges.join(' or ')}`,
    );
  checkRate(rate);
  const { x, y, mono } = kind;
  yield ascii(headerLine({ width, height, rate, range }, sampling === '420' ? '420jpeg' : sampling));
  const word = ascii('FRAME\n');
  for await (const frame of frames) {
    checkFrame(frame, video);
    const planes = planesOf(frame.rgb, range);
    const chroma = mono ? [] : [planes.cb, planes.cr].map(plane => reduce(plane, width, height, x, y));
    yield Buffer.concat([word, planes.y, ...chroma]);
  }
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

function checkFrame(frame: Picture, { width, height }: Video): void {
  if (frame.width !== width || frame.height !== height)
    throw new CodecError(
      `a frame of ${frame.width}x${frame.height} pixels in a video of ${width}x${height}`,
      'give all frames the same size',
    );
}
