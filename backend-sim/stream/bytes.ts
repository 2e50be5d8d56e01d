import type { Field, StreamPort } from './layout.js';

/** Reads one lane, unsigned, from its bytes. */
export function readLane(bytes: Uint8Array, at: number, size: number): bigint {
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]!);
  return value;
}

/** Writes one lane, unsigned, as bytes. */
export function writeLane(bytes: Uint8Array, at: number, size: number, value: bigint): void {
  let rest = value;
  for (let i = 0; i < size; i++) {
    bytes[at + i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/** The lanes of a field in record `index`. */
export function readField(data: Uint8Array, port: StreamPort, field: Field, index: number): bigint[] {
  const at = index * port.size + field.offset;
  return Array.from({ length: field.lanes }, (_, lane) => readLane(data, at + lane * field.bytes, field.bytes));
}

/** Stores the lanes of a field in record `index`. */
export function writeField(
  data: Uint8Array,
  port: StreamPort,
  field: Field,
  index: number,
  lanes: readonly bigint[],
): void {
  const at = index * port.size + field.offset;
  lanes.forEach((lane, i) => {
    writeLane(data, at + i * field.bytes, field.bytes, lane);
  });
}
