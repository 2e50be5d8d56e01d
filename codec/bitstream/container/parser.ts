import { CodecError } from '../../error.js';
import type { Keypoints } from '../../tensor/keypoints.js';
import { keypointCoder } from '../keypoints/keypoint-coder.js';
import { dequantizeKeypoints } from '../keypoints/quantizer.js';
import type { ByteQueue } from './byte-queue.js';
import type { AgcFrame, FrameSize } from './frame.js';
import type { AgcHeader } from './header.js';
import { damaged, endPayload, type Head, longestHead, readHead, verifyRecord } from './record.js';
import { readSourcePayload } from './source-payload.js';

/** Reads the records behind a header, from whatever fills `queue`. */
export interface Parser {
  /**
   * The next frame, `'end'` behind the last one, or undefined if the queue must hold more bytes first.
   *
   * @throws CodecError at damage; there is nothing to go on with then
   */
  next(): AgcFrame | 'end' | undefined;
  /** What is wrong if no more bytes come. */
  truncated(): CodecError;
}

/** Where to begin: at the start of a group. */
export interface Start {
  readonly offset: number;
  /** The number of the frame there. */
  readonly index: number;
}

const nothing: FrameSize = { picture: 0, keypoints: 0, framing: 0 };

/** A parser that begins with the source frame at `start`. */
export function parser(header: AgcHeader, queue: ByteQueue, start: Start): Parser {
  const coder = keypointCoder(header.keypoints);
  let { offset, index } = start;
  /** Frames of the group so far. */
  let inGroup = 0;
  let chain = 0;
  /** Bytes of the index, once it has come. */
  let indexed = 0;

  /** Frames of a batch that are not asked for yet. */
  let waiting: AgcFrame[] = [];

  const read = (head: Head, bytes: Uint8Array): AgcFrame[] | 'end' | 'index' => {
    const content = bytes.subarray(head.payload, head.checksum);
    switch (head.kind) {
      case 'predicted':
        return readPredicted(content, head.length - content.length);
      case 'source':
        return [readSource(content, head.length)];
      case 'index':
        return 'index';
      case 'end':
        return readEnd(content);
    }
  };

  const readSource = (content: Uint8Array, length: number): AgcFrame => {
    const source = readSourcePayload(content);
    if (!source) throw damaged(`the source frame at byte ${offset} has no picture`);
    if (source.index !== index)
      throw damaged(`the source frame at byte ${offset} has number ${source.index}, and frame ${index} must come next`);
    const { picture, code } = source;
    coder.restart();
    const [keypoints, ...more] = decode(code);
    if (more.length > 0) throw damaged(`the source frame at byte ${offset} has keypoints of ${more.length + 1} frames`);
    inGroup = 1;
    const framing = length - picture.length - code.length;
    const size = { picture: picture.length, keypoints: code.length, framing };
    return { kind: 'source', index: index++, offset, keypoints: keypoints!, picture, size };
  };

  const readPredicted = (code: Uint8Array, framing: number): AgcFrame[] => {
    if (inGroup === 0) throw damaged(`the predicted frame at byte ${offset} has no source frame before it`);
    const frames = decode(code);
    inGroup += frames.length;
    if (inGroup > header.gopLimit)
      throw damaged(`the frame at byte ${offset} exceeds the limit of ${header.gopLimit} frames in a group`);
    return frames.map((keypoints, i) => {
      const size = i === 0 ? { picture: 0, keypoints: code.length, framing } : nothing;
      return { kind: 'predicted', index: index++, offset, keypoints, size };
    });
  };

  const decode = (code: Uint8Array): Keypoints[] => {
    try {
      return coder.decode(code).map(values => dequantizeKeypoints(header.keypoints, values));
    } catch (error) {
      if (error instanceof CodecError)
        throw damaged(`frame ${index}, at byte ${offset}: ${error.message}`, { cause: error });
      throw error;
    }
  };

  const readEnd = (content: Uint8Array): 'end' => {
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    if (content.length !== endPayload)
      throw damaged(`the end record at byte ${offset} has ${content.length} bytes, not ${endPayload}`);
    const frames = view.getUint32(0, true);
    if (frames === 0) throw damaged(`the stream has no frames: it ends at byte ${offset}`);
    if (frames !== index)
      throw damaged(`the stream ends at byte ${offset} after ${index} frames, and should have ${frames}`);
    if (view.getUint32(4, true) !== indexed)
      throw damaged(`the index before byte ${offset} has ${indexed} bytes, and should have ${view.getUint32(4, true)}`);
    return 'end';
  };

  return {
    next() {
      while (waiting.length === 0) {
        const head = readHead(queue.peek(longestHead), offset);
        if (!head || queue.length < head.length) return undefined;
        const bytes = queue.peek(head.length);
        if (indexed > 0 && head.kind !== 'end')
          throw damaged(`a record of kind ${head.kind} at byte ${offset} follows the index`);
        chain = verifyRecord(head, bytes, chain, offset);
        const found = read(head, bytes);
        queue.drop(head.length);
        offset += head.length;
        if (found === 'end') return found;
        if (found === 'index') indexed = head.length;
        else waiting = found;
      }
      return waiting.shift();
    },
    truncated: () =>
      damaged(
        `the stream breaks off at byte ${offset + queue.length}, ` +
          (queue.length > 0 ? `within the record at byte ${offset}, ` : '') +
          `after ${index} frames`,
      ),
  };
}
