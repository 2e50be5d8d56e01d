import { CodecError } from '../../error.js';
import { byteQueue } from './byte-queue.js';
import type { AgcFrame } from './frame.js';
import type { Group } from './group.js';
import type { AgcHeader } from './header.js';
import { headerLength, headerStart, readHeader, truncatedHeader } from './header-bytes.js';
import { readIndex } from './index-record.js';
import { parser, type Start } from './parser.js';
import { damaged } from './record.js';

export interface AgcReadOptions {
  /** Keeps the frames before damage: reading ends there as at the end, and `damage` says what it is. */
  readonly partial?: boolean;
}

/** A stream that lies in memory. */
export interface AgcFile {
  readonly header: AgcHeader;
  /**
   * The frames, read as they are asked for. With `from`, it begins at the source frame of the group which holds that frame.
   *
   * @throws CodecError at damage, unless `partial`; RangeError if there is no frame `from`
   */
  frames(from?: number): Generator<AgcFrame, void>;
  /**
   * The groups of pictures: from the index if the stream has one, otherwise all of it is read.
   *
   * @throws CodecError at damage, unless `partial`
   */
  groups(): readonly Group[];
  /** The damage that the last reading came to, with `partial`. */
  readonly damage: CodecError | undefined;
}

/**
 * Opens a stream that lies in memory; reads no more than the header.
 *
 * @example
 * for (const frame of readAgc(await readFile('talk.agc')).frames()) console.log(frame.kind, frame.size);
 *
 * @throws CodecError if it is no stream, or its header is damaged or beyond the bounds of `limits`
 */
export function readAgc(bytes: Uint8Array, { partial = false }: AgcReadOptions = {}): AgcFile {
  const length = headerLength(bytes.subarray(0, headerStart));
  if (bytes.length < length) throw truncatedHeader(bytes.length);
  const header = readHeader(bytes.subarray(0, length));
  const first: Start = { offset: length, index: 0 };
  let damage: CodecError | undefined;

  function* framesFrom(start: Start): Generator<AgcFrame, void> {
    damage = undefined;
    try {
      yield* parse(start);
    } catch (error) {
      if (!partial || !(error instanceof CodecError)) throw error;
      damage = error;
    }
  }

  function* parse(start: Start): Generator<AgcFrame, void> {
    const queue = byteQueue(bytes.subarray(start.offset));
    const frames = parser(header, queue, start);
    for (;;) {
      const frame = frames.next();
      if (frame === undefined) throw frames.truncated();
      if (frame === 'end') {
        if (queue.length > 0)
          throw damaged(`${queue.length} bytes follow the end of the stream, at byte ${bytes.length - queue.length}`);
        return;
      }
      yield frame;
    }
  }

  const scan = (): readonly Group[] => {
    const groups: Group[] = [];
    for (const { kind, index, offset, size } of framesFrom(first)) {
      const bytes = size.picture + size.keypoints + size.framing;
      if (kind === 'source') groups.push({ index, frames: 1, offset, bytes });
      else {
        const group = groups.pop()!;
        groups.push({ ...group, frames: group.frames + 1, bytes: group.bytes + bytes });
      }
    }
    return groups;
  };

  const groups = (): readonly Group[] => readIndex(bytes, length) ?? scan();

  return {
    header,
    groups,
    *frames(from = 0) {
      const group = from === 0 ? first : groups().find(({ index, frames }) => from >= index && from < index + frames);
      if (!group) throw new RangeError(`the stream has no frame ${from}`);
      yield* framesFrom(group);
    },
    get damage() {
      return damage;
    },
  };
}
