import crc from 'crc-32';
import { inflateSync } from 'fflate';
import { CodecError } from '../../error.js';
import type { Source } from '../../file/source.js';

/** A file in an archive. */
export interface Member {
  readonly name: string;
  /** Bytes once unpacked. */
  readonly size: number;
}

/** A zip archive of which the list of members has been read. */
export interface Archive {
  readonly members: ReadonlyMap<string, Member>;
  /**
   * The bytes of a member, unpacked and checked by its CRC.
   *
   * @throws CodecError if it is damaged
   */
  read(member: Member): Uint8Array;
}

interface Record extends Member {
  readonly packed: number;
  readonly method: number;
  readonly sum: number;
  readonly offset: number;
}

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
/** The longest list of members that is read, in bytes; some 200,000 tensors. */
const longestList = 16 << 20;
/** Deflate makes of a byte at most this many. */
const largestRatio = 1032;

/**
 * Reads the list of members of a zip archive, also one of 64-bit sizes, which PyTorch always writes.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @throws CodecError if it is no archive, truncated, damaged or encrypted
 */
export function readArchive(source: Source): Archive {
  const wrong: Wrong = what => {
    throw new CodecError(
      `${source.name} is damaged: ${what}`,
      'get the file again, and compare its size with the origin',
    );
  };
  const { offset, length } = placeOfList(source, wrong);
  if (length > longestList) wrong(`its list of members has ${length} bytes, of which at most ${longestList} are read`);
  const records = new Map<string, Record>();
  for (const record of recordsIn(source.read(offset, length), wrong)) {
    if (records.has(record.name)) wrong(`${JSON.stringify(record.name)} is in it twice`);
    records.set(record.name, record);
  }
  return { members: records, read: ({ name }) => readMember(source, records.get(name)!, wrong) };
}

type Wrong = (what: string) => never;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The record at the end of the file, behind which a comment may stand, says where the list is. */
function placeOfList(source: Source, wrong: Wrong): { readonly offset: number; readonly length: number } {
  const tail = Math.min(source.size, 22 + 0xffff);
  const start = source.size - tail;
  const view = viewOf(source.read(start, tail));
  let at = tail - 22;
  while (at >= 0 && view.getUint32(at, true) !== signature.end) at--;
  if (at < 0) return wrong('the end of the archive is missing');
  const place = { length: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  const locator = start + at - 20;
  if (locator < 0) return place;
  const found = viewOf(source.read(locator, 20));
  if (found.getUint32(0, true) !== signature.locator64) return place;
  const end64 = viewOf(source.read(Number(found.getBigUint64(8, true)), 56));
  if (end64.getUint32(0, true) !== signature.end64) return wrong('the 64-bit end of the archive is missing');
  return { length: Number(end64.getBigUint64(40, true)), offset: Number(end64.getBigUint64(48, true)) };
}

function* recordsIn(list: Uint8Array, wrong: Wrong): Generator<Record> {
  const view = viewOf(list);
  const names = new TextDecoder();
  for (let at = 0; at < list.length; ) {
    if (at + 46 > list.length || view.getUint32(at, true) !== signature.central)
      return wrong('its list of members breaks off');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
    const next = at + 46 + nameLength! + extraLength! + commentLength!;
    if (next > list.length) return wrong('its list of members breaks off');
    const name = names.decode(list.subarray(at + 46, at + 46 + nameLength!));
    if (view.getUint16(at + 8, true) & 1) return wrong(`${JSON.stringify(name)} is encrypted`);
    const extra = list.subarray(at + 46 + nameLength!, at + 46 + nameLength! + extraLength!);
    const wide = wideNumbers(extra);
    const number = (offset: number): number => {
      const short = view.getUint32(at + offset, true);
      return short === 0xffffffff
        ? (wide.next().value ?? wrong(`the size of ${JSON.stringify(name)} is missing`))
        : short;
    };
    yield {
      name,
      method: view.getUint16(at + 10, true),
      sum: view.getInt32(at + 16, true),
      // In this order they stand in the field of 64-bit numbers.
      size: number(24),
      packed: number(20),
      offset: number(42),
    };
    at = next;
  }
}

/** Numbers too large for their place stand in an extra field of kind 1. */
function* wideNumbers(extra: Uint8Array): Generator<number, undefined> {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1)
      for (let number = at + 4; number + 8 <= Math.min(end, extra.length); number += 8)
        yield Number(view.getBigUint64(number, true));
    at = end;
  }
  return undefined;
}

function readMember(source: Source, { name, size, packed, method, sum, offset }: Record, wrong: Wrong): Uint8Array {
  const shown = JSON.stringify(name);
  const local = viewOf(source.read(offset, 30));
  if (local.getUint32(0, true) !== signature.local) wrong(`${shown} is not where the list says`);
  const data = source.read(offset + 30 + local.getUint16(26, true) + local.getUint16(28, true), packed);
  const bytes = unpack(data);
  if (bytes.length !== size || (sum !== 0 && crc.buf(bytes) !== sum))
    wrong(`the contents of ${shown} do not fit their CRC`);
  return bytes;

  function unpack(data: Uint8Array): Uint8Array {
    if (method === 0) return data;
    if (method !== 8) return wrong(`${shown} is packed by method ${method}; stored and deflated are read`);
    if (size > packed * largestRatio) return wrong(`${shown} cannot become ${size} bytes out of ${packed}`);
    try {
      // It is given the space, and never takes more.
      return inflateSync(data, { out: new Uint8Array(size) });
    } catch {
      return wrong(`${shown} cannot be unpacked`);
    }
  }
}
