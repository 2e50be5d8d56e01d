import { isSigned } from '../../dsl/ir/index.js';
import { fail } from '../error.js';
import { decode, encode, type Value } from '../value/compound.js';
import { describe } from '../value/scalar.js';
import { type Tree, treeOf } from '../value/tree.js';
import { type Field, readField, type StreamPort, writeLane } from './layout.js';

/** Payloads of a stream, one per transfer: an array of values, or of numbers packed as they are in memory. */
export type Payloads = readonly Value[] | IntegerArray;

/** The typed arrays of whole numbers. */
export type IntegerArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** Which transfers end a packet: every n-th, those marked true, or (by default) only the final one. */
export type LastOf = number | readonly boolean[];

/** Builds the bytes of a stream's records. */
export function packRecords(
  port: StreamPort,
  data: Payloads,
  last: LastOf | undefined,
): { readonly count: number; readonly data: Uint8Array } {
  const payload = port.fields.filter(field => !field.last);
  const end = port.fields.find(field => field.last);
  const count = countOf(port, payload, data);
  const bytes = new Uint8Array(count * port.size);
  if (!copyPlain(port, payload, data, bytes)) packEach(port, payload, data, count, bytes);
  if (end) {
    for (let i = 0; i < count; i++) bytes[i * port.size + end.offset] = endsPacket(last, i, count) ? 1 : 0;
  }
  return { count, data: bytes };
}

/** Reads the payloads of `count` records: a typed array for single numbers of up to 32 bits, else an array of values. */
export function unpackRecords(port: StreamPort, data: Uint8Array, count: number): Payloads {
  const payload = port.fields.filter(field => !field.last);
  const [only] = payload;
  if (payload.length === 1 && only && isNumber(only) && only.shape.length <= 1) {
    const make = arrayFor(only);
    // A copy, because typed arrays want their numbers aligned.
    const packed =
      port.size === only.bytes * only.lanes ? data.slice(0, count * port.size) : repack(port, only, data, count);
    const numbers = new make(packed.buffer as ArrayBuffer);
    const above = 32 - only.width;
    if (only.format.kind === 'sint' && only.width < 8 * only.bytes) {
      for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i]! << above) >> above;
    }
    if (only.shape.length === 0) return numbers;
    const { lanes } = only;
    return Array.from({ length: count }, (_, i) => Array.from(numbers.subarray(i * lanes, (i + 1) * lanes)));
  }
  const tree = payloadTree(payload);
  return Array.from({ length: count }, (_, i) =>
    decode(tree, ({ signal }) => readField(data, port, payload.find(field => field.signal === signal)!, i)),
  );
}

/** Which of the records end a packet; undefined for a stream without that mark. */
export function unpackLast(port: StreamPort, data: Uint8Array, count: number): boolean[] | undefined {
  const end = port.fields.find(field => field.last);
  return end && Array.from({ length: count }, (_, i) => data[i * port.size + end.offset] !== 0);
}

function endsPacket(last: LastOf | undefined, index: number, count: number): boolean {
  if (last === undefined) return index === count - 1;
  return typeof last === 'number' ? (index + 1) % last === 0 : last[index] === true;
}

const payloadTree = (payload: readonly Field[]): Tree =>
  treeOf(payload.map(field => ({ shape: field.shape, leaf: field })));

/** A field of whole numbers of up to 32 bits. */
const isNumber = ({ width, format }: Field): boolean =>
  width <= 32 && (format.kind === 'uint' || format.kind === 'sint');

/** The bytes of one field of every record, without what stands between. */
function repack(port: StreamPort, field: Field, data: Uint8Array, count: number): Uint8Array {
  const size = field.bytes * field.lanes;
  const packed = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const from = i * port.size + field.offset;
    packed.set(data.subarray(from, from + size), i * size);
  }
  return packed;
}

/** A payload that is a vector of whole numbers may come flat, all lanes one after another. */
const isFlat = (payload: readonly Field[], data: Payloads): boolean =>
  payload.length === 1 && payload[0]!.lanes > 1 && ArrayBuffer.isView(data);

function countOf(port: StreamPort, payload: readonly Field[], data: Payloads): number {
  if (!Array.isArray(data) && !ArrayBuffer.isView(data)) {
    fail(`stream ${port.name}: ${describe(data)} where an array with one payload per transfer belongs`);
  }
  if (!isFlat(payload, data)) return data.length;
  const { lanes } = payload[0]!;
  if (data.length % lanes !== 0)
    fail(`stream ${port.name}: ${data.length} numbers are no whole count of ${lanes} lanes`);
  return data.length / lanes;
}

/** Copies numbers whose bytes in memory already are the records. */
function copyPlain(port: StreamPort, payload: readonly Field[], data: Payloads, bytes: Uint8Array): boolean {
  const [only] = payload;
  if (payload.length !== 1 || !only || port.size !== only.bytes * only.lanes || !ArrayBuffer.isView(data)) return false;
  if (data.BYTES_PER_ELEMENT !== only.bytes || only.width !== 8 * only.bytes) return false;
  if (only.format.kind !== (isSignedArray(data) ? 'sint' : 'uint')) return false;
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return true;
}

const isSignedArray = (data: ArrayBufferView): boolean =>
  data instanceof Int8Array ||
  data instanceof Int16Array ||
  data instanceof Int32Array ||
  data instanceof BigInt64Array;

function packEach(port: StreamPort, payload: readonly Field[], data: Payloads, count: number, bytes: Uint8Array): void {
  const [only] = payload;
  if (payload.length === 1 && only && (only.shape.length === 0 || isFlat(payload, data))) {
    packNumbers(port, only, data, count, bytes);
    return;
  }
  const tree = payloadTree(payload);
  const offsets = new Map(payload.map(field => [field.signal, field]));
  for (let i = 0; i < count; i++) {
    encode(tree, data[i], `${port.name}[${i}]`, (leaf, lane, bits) => {
      const field = offsets.get(leaf.signal)!;
      writeLane(bytes, i * port.size + field.offset + lane * field.bytes, field.bytes, bits);
    });
  }
}

/** Whole numbers one by one, without BigInt where they are small. */
function packNumbers(port: StreamPort, field: Field, data: Payloads, count: number, bytes: Uint8Array): void {
  const { lanes, width, format, offset, bytes: size } = field;
  const tree: Tree = { kind: 'leaf', leaf: field };
  const small = isNumber(field);
  const min = isSigned(format) ? -(2 ** (width - 1)) : 0;
  const max = isSigned(format) ? 2 ** (width - 1) - 1 : 2 ** width - 1;
  for (let i = 0; i < count * lanes; i++) {
    const value = data[i];
    const at = Math.floor(i / lanes) * port.size + offset + (i % lanes) * size;
    if (small && typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
      for (let byte = 0; byte < size; byte++) bytes[at + byte] = value >> (8 * byte);
      // A negative number fills its bytes with sign; the record holds only `width` bits.
      if (width < 8 * size) clearAbove(bytes, at, width, size);
      continue;
    }
    encode(tree, value, `${port.name}[${i}]`, (_leaf, _lane, bits) => writeLane(bytes, at, size, bits));
  }
}

function clearAbove(bytes: Uint8Array, at: number, width: number, size: number): void {
  for (let byte = 0; byte < size; byte++)
    bytes[at + byte]! &= (2 ** Math.max(0, Math.min(8, width - 8 * byte)) - 1) & 0xff;
}

type NumberArray =
  | typeof Int8Array
  | typeof Uint8Array
  | typeof Int16Array
  | typeof Uint16Array
  | typeof Int32Array
  | typeof Uint32Array;

function arrayFor({ width, bytes, format }: Field): NumberArray {
  const signed = format.kind === 'sint';
  if (bytes === 1) return signed ? Int8Array : Uint8Array;
  if (bytes === 2) return signed ? Int16Array : Uint16Array;
  return signed && width <= 32 ? Int32Array : Uint32Array;
}
