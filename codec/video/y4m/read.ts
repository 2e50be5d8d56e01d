import { CodecError } from '../../error.js';
import { ChunkReader, type Chunks } from '../../file/chunks.js';
import { type Picture, picture } from '../picture.js';
import type { Video } from '../video.js';
import { rgbOf } from '../ycbcr/matrix.js';
import { enlarge, samples } from '../ycbcr/sampling.js';
import { parseHeader, type Y4mHeader } from './header.js';

const longestLine = 4096;

/**
 * Moving pictures out of a stream in Y4M, as its bytes come: 8 bits, 4:2:0, 4:2:2, 4:4:4 or brightness alone, BT.601,
 * limited range unless the stream says `XCOLORRANGE=FULL`, 25 frames per second unless it says more. Colour that is
 * sampled less often than brightness is interpolated linearly. One frame is in memory, and a piece of the stream.
 *
 * @param name what errors call the stream
 * @throws CodecError if it is no such stream; going through the frames, if it breaks off or is damaged, after all
 * frames before that
 */
export async function readY4m(source: Chunks, name = 'the stream'): Promise<Video> {
  const reader = new ChunkReader(source);
  try {
    const line = await reader.line(longestLine);
    const header = parseHeader(line ? text(line) : '', name);
    const { width, height, rate } = header;
    return { width, height, rate, frames: frames(reader, header, name), close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

async function* frames(reader: ChunkReader, header: Y4mHeader, name: string): AsyncGenerator<Picture, void> {
  const length = frameBytes(header);
  try {
    for (let index = 0; !(await reader.ended()); index++) {
      const line = await reader.line(longestLine);
      if (!line || !/^FRAME(?: |$)/.test(text(line)))
        throw new CodecError(
          `${name} is damaged: frame ${index} does not begin with FRAME`,
          'make the file again; the frames before that can be used',
        );
      const bytes = await reader.take(length);
      if (bytes.length < length)
        throw new CodecError(
          `${name} breaks off in frame ${index}, after ${bytes.length} of its ${length} bytes`,
          'make the file again; the frames before that can be used',
        );
      yield pictureOf(bytes, header);
    }
  } finally {
    await reader.close();
  }
}

const chromaBytes = ({ width, height, sampling: { x, y, mono } }: Y4mHeader): number =>
  mono ? 0 : samples(width, x) * samples(height, y);

const frameBytes = (header: Y4mHeader): number => header.width * header.height + 2 * chromaBytes(header);

function pictureOf(bytes: Uint8Array, header: Y4mHeader): Picture {
  const { width, height, range, sampling } = header;
  const pixels = width * height;
  const chroma = chromaBytes(header);
  const plane = (index: number): Uint8Array =>
    sampling.mono
      ? new Uint8Array(pixels).fill(128)
      : enlarge(bytes.subarray(pixels + index * chroma).subarray(0, chroma), width, height, sampling.x, sampling.y);
  return picture(width, height, rgbOf({ y: bytes.subarray(0, pixels), cb: plane(0), cr: plane(1) }, range));
}
