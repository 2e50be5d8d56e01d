import { concat } from './concat.js';
import { readVarint, varint } from './varint.js';

/** What a source frame's record holds. */
export interface SourcePayload {
  /** The number of the frame in the clip. */
  readonly index: number;
  /** The code of its keypoints. */
  readonly code: Uint8Array;
  readonly picture: Uint8Array;
}

export const writeSourcePayload = ({ index, code, picture }: SourcePayload): Uint8Array =>
  concat(varint(index), varint(code.length), code, picture);

/** What a payload holds, the picture as a copy that outlives it; undefined if it is none. */
export function readSourcePayload(bytes: Uint8Array): SourcePayload | undefined {
  const index = readVarint(bytes);
  const length = index && readVarint(bytes.subarray(index.length));
  if (!length) return undefined;
  const code = index.length + length.length;
  const picture = code + length.value;
  if (picture >= bytes.length) return undefined;
  return { index: index.value, code: bytes.subarray(code, picture), picture: new Uint8Array(bytes.subarray(picture)) };
}
