import { CodecError } from '../../error.js';
import type { Keypoints } from '../../tensor/keypoints.js';
import { checkBatch, keypointCoder } from '../keypoints/keypoint-coder.js';
import { dequantizeKeypoints, quantizeKeypoints } from '../keypoints/quantizer.js';
import { limits } from '../limits.js';
import { concat } from './concat.js';
import type { FrameSize } from './frame.js';
import { writeGroup } from './group.js';
import type { AgcHeader } from './header.js';
import { writeHeader } from './header-bytes.js';
import { endPayload, writeRecord } from './record.js';
import { writeSourcePayload } from './source-payload.js';

/** Makes the bytes of a stream, piece by piece; the caller writes them, in order, to wherever it likes. */
export interface AgcWriter {
  /** The first bytes of the stream. */
  readonly header: Uint8Array;
  /**
   * A source frame: a new group begins.
   *
   * @param picture an AVIF file
   * @throws CodecError if the picture is empty or larger than 2^24 - 2^16 bytes, or the keypoints cannot be quantized
   *   (see `quantizeKeypoints`)
   */
  source(picture: Uint8Array, keypoints: Keypoints): WrittenFrame;
  /**
   * A frame that is made from the last source frame.
   *
   * @throws CodecError if there is none, or the group is full, or the keypoints cannot be quantized
   */
  predicted(keypoints: Keypoints): WrittenFrame;
  /**
   * 1 to 64 frames in one record, with one checksum: about 20 bits less for each frame but the first, and none can be read
   * before all are there.
   *
   * @throws CodecError as `predicted`, or if there are no frames or too many
   */
  batch(frames: readonly Keypoints[]): WrittenBatch;
  /**
   * The last bytes.
   *
   * @throws CodecError if the stream has no frame
   */
  end(): Uint8Array;
}

export interface WrittenFrame {
  readonly bytes: Uint8Array;
  /** The keypoints as the decoder will see them. */
  readonly keypoints: Keypoints;
  readonly size: FrameSize;
}

export interface WrittenBatch {
  readonly bytes: Uint8Array;
  /** As the decoder will see them. */
  readonly frames: readonly Keypoints[];
  readonly size: FrameSize;
}

export interface AgcWriterOptions {
  /** Ends with an index of the groups, about five bytes for each; without one, readers look for them. True if not given. */
  readonly index?: boolean;
}

/**
 * A writer of `.agc` streams. It holds the state of the keypoint coder and the index, a few bytes for each group and at
 * most 1 MiB, so clips may be of any length. A frame that is refused leaves the stream as it was.
 *
 * @example
 * const writer = agcWriter(header);
 * output.write(writer.header);
 * output.write(writer.source(avif, keypoints).bytes);
 * output.write(writer.predicted(next).bytes);
 * output.write(writer.end());
 *
 * @throws CodecError if a field of the header is out of its bounds
 */
export function agcWriter(header: AgcHeader, { index: withIndex = true }: AgcWriterOptions = {}): AgcWriter {
  const start = writeHeader(header);
  const coder = keypointCoder(header.keypoints);
  const index: number[] = [];
  let frames = 0;
  let group = { frames: 0, bytes: 0 };
  let chain = 0;
  let ended = false;

  const add = (kind: 'source' | 'predicted', payload: Uint8Array, count: number, size: Omit<FrameSize, 'framing'>) => {
    const record = writeRecord(kind, payload, chain);
    const { bytes } = record;
    chain = record.chain;
    frames += count;
    group = { frames: group.frames + count, bytes: group.bytes + bytes.length };
    return { bytes, size: { ...size, framing: bytes.length - size.picture - size.keypoints } };
  };

  const batch = (given: readonly Keypoints[]): WrittenBatch => {
    mayAdd(given.length);
    checkBatch(given.length);
    if (group.frames === 0)
      throw new CodecError('the first frame of a stream is a predicted one', 'a stream begins with a source frame');
    if (group.frames + given.length > header.gopLimit)
      throw new CodecError(
        `the group has ${group.frames} frames already, and ${header.gopLimit} is the limit in the header`,
        'send a source frame, or set a higher limit',
      );
    const values = given.map(keypoints => quantizeKeypoints(header.keypoints, keypoints));
    const code = coder.encode(values);
    const written = add('predicted', code, given.length, { picture: 0, keypoints: code.length });
    return { ...written, frames: values.map(frame => dequantizeKeypoints(header.keypoints, frame)) };
  };

  /** Beyond its limit an index grows no more, and is not written. */
  const closeGroup = (): void => {
    if (withIndex && group.frames > 0 && index.length <= limits.index) index.push(...writeGroup(group));
    group = { frames: 0, bytes: 0 };
  };

  const mustGoOn = (): void => {
    if (ended) throw new CodecError('the stream has ended already', 'make a writer for each stream');
  };

  const mayAdd = (count: number): void => {
    mustGoOn();
    if (frames + count > limits.frames)
      throw new CodecError(
        `the stream has ${frames} frames already, of at most ${limits.frames}`,
        'begin another stream',
      );
  };

  return {
    header: start,
    source(picture, given) {
      mayAdd(1);
      if (picture.length === 0 || picture.length > limits.picture)
        throw new CodecError(
          `a source picture of ${picture.length} bytes`,
          picture.length === 0
            ? 'give the bytes of an AVIF file'
            : `it may have ${limits.picture}: choose a lower quality`,
        );
      const values = quantizeKeypoints(header.keypoints, given);
      coder.restart();
      const code = coder.encode([values]);
      closeGroup();
      const payload = writeSourcePayload({ index: frames, code, picture });
      const written = add('source', payload, 1, { picture: picture.length, keypoints: code.length });
      return { ...written, keypoints: dequantizeKeypoints(header.keypoints, values) };
    },
    predicted(keypoints) {
      const { bytes, frames, size } = batch([keypoints]);
      return { bytes, keypoints: frames[0]!, size };
    },
    batch,
    end() {
      mustGoOn();
      if (frames === 0) throw new CodecError('a stream without frames', 'give at least one frame');
      ended = true;
      closeGroup();
      const indexed = withIndex && index.length <= limits.index;
      const indexRecord = indexed ? writeRecord('index', Uint8Array.from(index)).bytes : new Uint8Array(0);
      const payload = new Uint8Array(endPayload);
      const view = new DataView(payload.buffer);
      view.setUint32(0, frames, true);
      view.setUint32(4, indexRecord.length, true);
      return concat(indexRecord, writeRecord('end', payload).bytes);
    },
  };
}
