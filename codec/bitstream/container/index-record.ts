import { type Group, readGroups } from './group.js';
import { endPayload, readHead, verifyRecord } from './record.js';

/** Bytes of an end record: its head, its payload, a CRC-32. */
const endLength = 1 + endPayload + 4;

/**
 * The groups that the index of a whole stream tells; undefined if there is none. An index only saves time: one that is
 * damaged, or does not fit the stream, is as none.
 *
 * @param start where the first group begins
 */
export function readIndex(bytes: Uint8Array, start: number): readonly Group[] | undefined {
  const end = bytes.length - endLength;
  if (end < start) return undefined;
  const total = payloadAt(bytes, end, 'end');
  if (total?.length !== endPayload) return undefined;
  const view = new DataView(total.buffer, total.byteOffset, endPayload);
  const at = end - view.getUint32(4, true);
  if (at < start || at === end) return undefined;
  const payload = payloadAt(bytes.subarray(0, end), at, 'index');
  const groups = payload && readGroups(payload, start);
  const last = groups?.at(-1);
  const fits = last && last.index + last.frames === view.getUint32(0, true) && last.offset + last.bytes === at;
  return fits ? groups : undefined;
}

/** The payload of the record which fills the bytes from `offset` on, if it is one of that kind. */
function payloadAt(bytes: Uint8Array, offset: number, kind: 'index' | 'end'): Uint8Array | undefined {
  const record = bytes.subarray(offset);
  try {
    const head = readHead(record, offset);
    if (head?.kind !== kind || head.length !== record.length) return undefined;
    verifyRecord(head, record, 0, offset);
    return record.subarray(head.payload, head.checksum);
  } catch {
    return undefined;
  }
}
