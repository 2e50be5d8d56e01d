import { createReadStream } from 'node:fs';
import { explainRead } from './system-error.js';

/** Bytes in pieces of any size, as a file or a pipe gives them. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * A file, piece by piece.
 *
 * @throws CodecError if it cannot be read
 */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array, void> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw explainRead(error, path);
  }
}

/** Reads bytes that come in pieces, in amounts of its own. It holds what was asked for and at most one piece. */
export class ChunkReader {
  readonly #source: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: Chunks) {
    this.#source = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  /** So many bytes; fewer, or none, when the source ends before. */
  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0 && (this.#rest.length > 0 || (await this.#more()))) {
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** The bytes before the next newline, which is taken too; undefined when none comes within `most` bytes. */
  async line(most: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    for (let length = 0; length <= most; ) {
      if (this.#rest.length === 0 && !(await this.#more())) return undefined;
      const end = this.#rest.indexOf(newline);
      const part = end < 0 ? this.#rest : this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(part.length + (end < 0 ? 0 : 1));
      parts.push(part);
      length += part.length;
      if (end >= 0) return length <= most ? Buffer.concat(parts) : undefined;
    }
    return undefined;
  }

  /** Whether nothing is left. */
  async ended(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#more());
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #more(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#source.next();
      if (done) return false;
      this.#rest = value;
      if (value.length > 0) return true;
    }
  }
}

const newline = 0x0a;
