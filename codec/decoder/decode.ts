import { setImmediate as breathe } from 'node:timers/promises';
import type { AgcFrame } from '../bitstream/container/frame.js';
import type { AgcHeader } from '../bitstream/container/header.js';
import { readAgcStream } from '../bitstream/container/read-stream.js';
import { CodecError } from '../error.js';
import type { Chunks } from '../file/chunks.js';
import { decodeAvif } from '../video/avif.js';
import type { Picture } from '../video/picture.js';
import type { Video } from '../video/video.js';
import type { Decoder } from './decoder.js';
import { type DecoderOptions, openDecoder } from './engine.js';

export interface DecodeOptions extends DecoderOptions {
  /** A decoder of your own, instead of one by `network` and `engine`; it stays open. */
  readonly decoder?: Decoder | undefined;
  /** The first frame that is wanted. Default 0. Those before it are read, and no pictures are made of them. */
  readonly from?: number | undefined;
  /** How many frames are wanted. Default: all. */
  readonly count?: number | undefined;
  /** Keeps the frames before damage, if there are any: they end there as at the end, and `damage` says what it is. */
  readonly partial?: boolean | undefined;
}

/** Moving pictures that are decoded as they are asked for. */
export interface DecodedVideo extends Video {
  readonly header: AgcHeader;
  /** The damage that decoding came to, with `partial`. */
  readonly damage: CodecError | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Decodes a stream as its bytes come. It holds one frame, one source picture, and what the network makes of that.
 *
 * @throws CodecError if it is no stream, or its network is not there (see `openDecoder`); going through the frames, at
 * damage, unless `partial`, and if there is no frame `from`
 * @example
 * const video = await decode(fileChunks('talk.agc'), { engine: 'int8' });
 * for await (const { rgb } of video.frames) show(rgb);
 */
export async function decode(source: Chunks, options: DecodeOptions = {}): Promise<DecodedVideo> {
  const { from = 0, count = Number.POSITIVE_INFINITY, partial = false } = options;
  if (!(Number.isSafeInteger(from) && from >= 0 && count >= 1))
    throw new CodecError(`${count} frames from frame ${from}`, 'frames are counted from 0, and one is wanted at least');
  const chunks = chunksOf(source);
  const { header, frames } = await readAgcStream(chunks);
  let decoder: Decoder;
  try {
    decoder = options.decoder ?? (await openDecoder(header, options));
  } catch (error) {
    await chunks.return();
    throw error;
  }
  let damage: CodecError | undefined;

  async function* kept(): AsyncGenerator<Picture, void> {
    let any = false;
    try {
      for await (const picture of pictures(header, frames, decoder, { from, count })) {
        any = true;
        yield picture;
      }
    } catch (error) {
      if (!partial || !any || !(error instanceof CodecError)) throw error;
      damage = error;
    } finally {
      if (!options.decoder) await decoder.close();
    }
  }

  const { width, height, rate } = header;
  return {
    width,
    height,
    rate,
    header,
    frames: kept(),
    async close() {
      await chunks.return();
      if (!options.decoder) await decoder.close();
    },
    get damage() {
      return damage;
    },
  };
}

async function* pictures(
  header: AgcHeader,
  frames: AsyncIterable<AgcFrame>,
  decoder: Decoder,
  { from, count }: { readonly from: number; readonly count: number },
): AsyncGenerator<Picture, void> {
  /** A source frame of which there is no picture yet: those of groups before `from` never get one. */
  let coded: Extract<AgcFrame, { kind: 'source' }> | undefined;
  let seen = 0;
  for await (const frame of frames) {
    seen = frame.index + 1;
    if (frame.kind === 'source') coded = frame;
    if (frame.index < from) {
      // A hostile stream has millions of frames in a few bytes; whoever waits must be able to stop.
      if (frame.index % 1024 === 0) await breathe();
      continue;
    }
    let source: Picture | undefined;
    if (coded) {
      source = await decodeAvif(coded.picture, header);
      await decoder.source(source, coded.keypoints);
      coded = undefined;
    }
    yield frame.kind === 'source' ? source! : await decoder.frame(frame.keypoints);
    if (frame.index + 1 >= from + count) return;
  }
  if (from >= seen) throw new CodecError(`the stream has no frame ${from}: it has ${seen}`, 'count frames from 0');
}

/** The source as a generator of our own, which can be closed before its frames are asked for. */
async function* chunksOf(source: Chunks): AsyncGenerator<Uint8Array, void> {
  yield* source;
}
