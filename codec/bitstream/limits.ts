/**
 * The bounds of the format. A reader checks them before it allocates, so whatever a stream claims it holds no more than one
 * record and what one record decodes to; a writer refuses what is beyond them.
 */
export const limits = {
  /** Pixels of a side. */
  side: 4096,
  /** Numerator and denominator of the frames per second. */
  rate: 2 ** 32 - 1,
  /** Keypoints of a frame. */
  keypoints: 64,
  /** Steps per unit, of keypoints and of Jacobians. */
  steps: 65535,
  /** The largest magnitude of a quantized number, in steps. */
  value: 2 ** 20,
  /** Frames from a source frame to the last one before the next. */
  gop: 65535,
  /** Characters of the name of a network. */
  name: 64,
  /** Bytes of a picture. */
  picture: 2 ** 24 - 2 ** 16,
  /** Bytes of the payload of a source frame: a picture, and room for any keypoints. */
  source: 2 ** 24,
  /** Predicted frames of one record. */
  batch: 64,
  /** Bytes of the payload of predicted frames: room for a batch of any keypoints. */
  predicted: 2 ** 21,
  /** Bytes of the payload of an index. A writer with more groups writes none. */
  index: 2 ** 20,
  /** Frames of a stream. */
  frames: 2 ** 32 - 1,
} as const;
