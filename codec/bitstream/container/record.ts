import { CodecError } from '../../error.js';
import { limits } from '../limits.js';
import { crc16, crc32 } from './checksum.js';
import { longestVarint, readVarint, varint } from './varint.js';

/** In the order of their numbers in a stream, 0 .. 3. */
const kinds = ['predicted', 'source', 'index', 'end'] as const;
export type RecordKind = (typeof kinds)[number];

/** Bytes of the payload of an end record: how many frames, and how long the index is. */
export const endPayload = 8;

/** The most bytes of payloads. */
const longest: Readonly<Record<RecordKind, number>> = {
  predicted: limits.predicted,
  source: limits.source,
  index: limits.index,
  end: endPayload,
};

/** Predicted frames are too short for four bytes. */
const checksumBytes = (kind: RecordKind): number => (kind === 'predicted' ? 2 : 4);

/** The first bytes of a record. */
export interface Head {
  readonly kind: RecordKind;
  /** Where the payload begins. */
  readonly payload: number;
  /** Where the checksum begins. */
  readonly checksum: number;
  /** Bytes of the whole record. */
  readonly length: number;
}

/** Bytes that a head has at most. */
export const longestHead = longestVarint;

/** A record, and the remainder that the next one goes on from. */
export interface WrittenRecord {
  readonly bytes: Uint8Array;
  readonly chain: number;
}

/**
 * Head, payload and checksum. The checksum of a predicted frame goes on from that of the frame before (`chain`), so that one
 * that is lost, sent twice or in another order is told though it is whole.
 */
export function writeRecord(kind: RecordKind, payload: Uint8Array, chain = 0): WrittenRecord {
  const head = varint(payload.length * kinds.length + kinds.indexOf(kind));
  const end = head.length + payload.length;
  const bytes = new Uint8Array(end + checksumBytes(kind));
  bytes.set(head);
  bytes.set(payload, head.length);
  const checksum = checksumOf(kind, bytes.subarray(0, end), chain);
  for (let i = 0; end + i < bytes.length; i++) bytes[end + i] = checksum >>> (8 * i);
  return { bytes, chain: checksum & 0xffff };
}

/**
 * Reads a head from the bytes at `offset` of the stream; undefined if it does not end within them.
 *
 * @throws CodecError if there can be no such record
 */
export function readHead(bytes: Uint8Array, offset: number): Head | undefined {
  const head = readVarint(bytes);
  if (!head) {
    if (bytes.length < longestHead && bytes.every(byte => byte >= 128)) return undefined;
    throw damaged(`the record at byte ${offset} begins with no length`);
  }
  const kind = kinds[head.value % kinds.length]!;
  const payload = Math.floor(head.value / kinds.length);
  if (payload > longest[kind])
    throw damaged(
      `the record at byte ${offset} claims ${payload} bytes, and one of its kind (${kind}) has at most ${longest[kind]}`,
    );
  const checksum = head.length + payload;
  return { kind, payload: head.length, checksum, length: checksum + checksumBytes(kind) };
}

/**
 * Checks a whole record, and gives the remainder that the next one goes on from.
 *
 * @throws CodecError if the checksum is another
 */
export function verifyRecord({ kind, checksum }: Head, bytes: Uint8Array, chain: number, offset: number): number {
  const computed = checksumOf(kind, bytes.subarray(0, checksum), chain);
  const stored = bytes.subarray(checksum).reduce((sum, byte, i) => sum + byte * 256 ** i, 0);
  if (stored !== computed)
    throw damaged(`the record at byte ${offset} (${kind}, ${bytes.length} bytes) is damaged: its CRC does not match`);
  return computed & 0xffff;
}

const checksumOf = (kind: RecordKind, bytes: Uint8Array, chain: number): number =>
  kind === 'predicted' ? crc16(bytes, chain) : crc32(bytes);

/** What is wrong with a stream, and what there is to do about it. */
export const damaged = (message: string, options?: ErrorOptions): CodecError =>
  new CodecError(
    message,
    'get the stream again; the frames before the damage can be kept (--partial, partial: true)',
    options,
  );
