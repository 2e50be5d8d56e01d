import { CodecError } from '../../error.js';
import type { Chunks } from '../../file/chunks.js';
import { byteQueue } from './byte-queue.js';
import type { AgcFrame } from './frame.js';
import type { AgcHeader } from './header.js';
import { headerLength, headerStart, readHeader, truncatedHeader } from './header-bytes.js';
import { parser } from './parser.js';
import type { AgcReadOptions } from './read.js';
import { damaged } from './record.js';

/** A stream that comes in piece by piece. */
export interface AgcStream {
  readonly header: AgcHeader;
  /**
   * The frames, once, each as soon as its last byte has come. When this ends, by itself or by a `break`, the source is
   * closed.
   *
   * @throws CodecError at damage, unless `partial`
   */
  readonly frames: AsyncGenerator<AgcFrame, void>;
  /** The damage that the reading came to, with `partial`. */
  readonly damage: CodecError | undefined;
}

/**
 * Reads a stream from a file, a pipe or a network as it comes: `source` is any iterable of bytes, such as a `Readable` of
 * node. Holds one record and one chunk, at most twice (16 MiB and a chunk); waits for no byte behind the end record.
 *
 * @example
 * const { header, frames } = await readAgcStream(process.stdin);
 * for await (const frame of frames) show(frame);
 *
 * @throws CodecError if it is no stream, or its header is damaged or beyond the bounds of `limits`
 */
export async function readAgcStream(source: Chunks, { partial = false }: AgcReadOptions = {}): Promise<AgcStream> {
  const chunks = chunksOf(source);
  const queue = byteQueue();
  /** Waits for the next chunk; false if there is none. */
  const more = async (): Promise<boolean> => {
    const { done, value } = await chunks.next();
    if (!done) queue.push(value);
    return !done;
  };
  const atLeast = async (count: number): Promise<Uint8Array> => {
    while (queue.length < count && (await more()));
    return queue.peek(count);
  };

  async function open(): Promise<AgcHeader> {
    const length = headerLength(await atLeast(headerStart));
    const bytes = await atLeast(length);
    if (bytes.length < length) throw truncatedHeader(bytes.length);
    const header = readHeader(bytes);
    queue.drop(length);
    offset = length;
    return header;
  }

  let offset = 0;
  let damage: CodecError | undefined;
  const header = await open().catch(async error => {
    await chunks.return();
    throw error;
  });

  async function* frames(): AsyncGenerator<AgcFrame, void> {
    const records = parser(header, queue, { offset, index: 0 });
    try {
      for (;;) {
        const frame = records.next();
        if (frame === undefined) {
          if (!(await more())) throw records.truncated();
        } else if (frame === 'end') {
          if (queue.length > 0) throw damaged(`bytes follow the end of the stream`);
          return;
        } else yield frame;
      }
    } catch (error) {
      if (!partial || !(error instanceof CodecError)) throw error;
      damage = error;
    } finally {
      await chunks.return();
    }
  }

  return {
    header,
    frames: frames(),
    get damage() {
      return damage;
    },
  };
}

async function* chunksOf(source: Chunks): AsyncGenerator<Uint8Array, void> {
  yield* source;
}
