import { type AgcFrame, type AgcHeader, agcWriter } from '../../../../codec/index.js';
import { talkingTrack } from '../keypoints/tracks.js';

export const header: AgcHeader = {
  width: 64,
  height: 64,
  rate: { numerator: 25, denominator: 1 },
  keypoints: { count: 3, steps: 256 },
  gopLimit: 4,
  pictureFormat: 'avif',
  network: { name: 'tiny-64', hash: '0123456789abcdef' },
};

export interface Sample {
  readonly bytes: Uint8Array;
  /** The byte at which each frame ends. */
  readonly ends: readonly number[];
}

/** A stream of `frames` frames with a source frame every `group`; its pictures are just bytes. */
export function sample(frames: number, { group = 4, index = true, of = header, seed = 1 } = {}): Sample {
  const writer = agcWriter(of, { index });
  const parts = [writer.header];
  const ends: number[] = [];
  let length = writer.header.length;
  talkingTrack(seed, frames, { count: of.keypoints.count }).forEach((keypoints, i) => {
    const picture = Uint8Array.from({ length: 20 + i }, (_, j) => (i * 31 + j * 7) % 256);
    const { bytes } = i % group === 0 ? writer.source(picture, { keypoints }) : writer.predicted({ keypoints });
    parts.push(bytes);
    length += bytes.length;
    ends.push(length);
  });
  return { bytes: new Uint8Array(Buffer.concat([...parts, writer.end()])), ends };
}

/** What two readings of a frame must agree on. */
export const plain = (frame: AgcFrame) => ({
  ...frame,
  keypoints: [...frame.keypoints.keypoints.data, ...(frame.keypoints.jacobians?.data ?? [])],
  picture: frame.kind === 'source' ? [...frame.picture] : [],
});
