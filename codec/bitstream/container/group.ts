import { readVarint, varint } from './varint.js';

/** A group of pictures: a source frame and the predicted ones behind it, decodable by themselves. */
export interface Group {
  /** The number of its source frame in the clip. */
  readonly index: number;
  readonly frames: number;
  /** The byte of the stream at which it begins. */
  readonly offset: number;
  readonly bytes: number;
}

/** The entry of a group in an index. */
export const writeGroup = ({ frames, bytes }: Pick<Group, 'frames' | 'bytes'>): number[] => [
  ...varint(frames),
  ...varint(bytes),
];

/** The groups of an index of a stream whose first group begins at `start`; undefined if it is no index. */
export function readGroups(payload: Uint8Array, start: number): Group[] | undefined {
  const groups: Group[] = [];
  let index = 0;
  let offset = start;
  for (let at = 0; at < payload.length; ) {
    const frames = readVarint(payload.subarray(at));
    const bytes = frames && readVarint(payload.subarray(at + frames.length));
    if (!bytes) return undefined;
    groups.push({ index, frames: frames.value, offset, bytes: bytes.value });
    index += frames.value;
    offset += bytes.value;
    at += frames.length + bytes.length;
  }
  return groups;
}
