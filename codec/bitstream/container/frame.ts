import type { Keypoints } from '../../tensor/keypoints.js';

/** A frame of a stream: a picture, or only how the last picture moves. */
export type AgcFrame = AgcSourceFrame | AgcPredictedFrame;

interface Frame {
  /** The number of the frame in the clip, from 0. */
  readonly index: number;
  /** The byte of the stream at which its record begins; frames of a batch share one. */
  readonly offset: number;
  /** As decoder and encoder both see it: whole numbers of steps. */
  readonly keypoints: Keypoints;
  readonly size: FrameSize;
}

export interface AgcSourceFrame extends Frame {
  readonly kind: 'source';
  /** The coded picture, a file by itself. It is as it came: its decoder must bound what it allocates for it. */
  readonly picture: Uint8Array;
}

export interface AgcPredictedFrame extends Frame {
  readonly kind: 'predicted';
}

/** Where the bytes of a frame go. Those of a batch are all counted for its first frame. */
export interface FrameSize {
  /** Bytes of the picture. */
  readonly picture: number;
  /** Bytes of the code of the keypoints. */
  readonly keypoints: number;
  /** Bytes of lengths, kinds and checksums. */
  readonly framing: number;
}
