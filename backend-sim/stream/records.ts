import { isSigned } from '../../dsl/ir/index.js';
import { fail } from '../error.js';
import { decode, encode, type Value } from '../value/compound.js';
import { describe } from '../value/scalar.js';
import { type Tree, treeOf } from '../value/tree.js';
import { readLane, writeLane } from './bytes.js';
import type { Cell, StreamPort } from './layout.js';

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
  const count = countOf(port, data);
  const bytes = new Uint8Array(count * port.size);
  if (!copyPlain(port, data, bytes)) packEach(port, data, count, bytes);
  const end = port.fields.find(field => field.last);
  if (end) {
    for (let i = 0; i < count; i++) bytes[i * port.size + end.offset] = endsPacket(last, i, count) ? 1 : 0;
  }
  return { count, data: bytes };
}

/** That ends of packets can be meant so: the stream marks them, and there is one statement for all transfers, or for each. */
export function checkEnds(port: StreamPort, last: LastOf, data: Payloads | undefined): void {
  const { name } = port;
  if (!port.fields.some(field => field.last))
    fail(`last: stream '${name}' marks no packets: streamIn(type, { last: true })`);
  if (typeof last === 'number') {
    if (!(Number.isInteger(last) && last > 0)) fail(`last: stream '${name}' ends a packet every ${last} transfers`);
    return;
  }
  const count = data === undefined ? 0 : countOf(port, data);
  if (!Array.isArray(last) || last.length !== count || last.some(end => typeof end !== 'boolean'))
    fail(
      `last: stream '${name}' wants true or false for each of its ${count} transfers, or the number of transfers of a packet`,
    );
}

function endsPacket(last: LastOf | undefined, index: number, count: number): boolean {
  if (last === undefined) return index === count - 1;
  return typeof last === 'number' ? (index + 1) % last === 0 : last[index] === true;
}

/** Reads the payloads of `count` records: a typed array for single numbers of up to 32 bits, else an array of values. */
export function unpackRecords(port: StreamPort, data: Uint8Array, count: number): Payloads {
  const [only] = port.cells;
  const isField = typeof only?.shape[0] === 'string';
  if (port.cells.length === 1 && only && isNumber(only) && only.shape.length <= 1 && !isField) {
    const numbers = unpackNumbers(port, only, data, count);
    if (only.shape.length === 0) return numbers;
    const { lanes } = only;
    return Array.from({ length: count }, (_, i) => Array.from(numbers.subarray(i * lanes, (i + 1) * lanes)));
  }
  const tree = payloadTree(port);
  return Array.from({ length: count }, (_, i) =>
    decode(tree, ({ signal }) => {
      const { at, bytes, width } = port.cells[signal]!;
      return at.map(first => BigInt.asUintN(width, readLane(data, i * port.size + first, bytes)));
    }),
  );
}

/** Which of the records end a packet; undefined for a stream without that mark. */
export function unpackLast(port: StreamPort, data: Uint8Array, count: number): boolean[] | undefined {
  const end = port.fields.find(field => field.last);
  return end && Array.from({ length: count }, (_, i) => data[i * port.size + end.offset] !== 0);
}

/** The payload as a value; its leaves are numbered like the cells. */
const payloadTree = ({ cells }: StreamPort): Tree =>
  treeOf(cells.map((cell, signal) => ({ shape: cell.shape, leaf: { ...cell, signal } })));

/** A cell of whole numbers of up to 32 bits. */
const isNumber = ({ width, format }: Cell): boolean =>
  width <= 32 && (format.kind === 'uint' || format.kind === 'sint');

/** A payload that is a vector of whole numbers may come flat, all lanes one after another. */
const isFlat = ({ cells }: StreamPort, data: Payloads): boolean =>
  cells.length === 1 && cells[0]!.shape.length > 0 && ArrayBuffer.isView(data);

function countOf(port: StreamPort, data: Payloads): number {
  if (!Array.isArray(data) && !ArrayBuffer.isView(data)) {
    fail(`stream ${port.name}: ${describe(data)} where an array with one payload per transfer belongs`);
  }
  if (!isFlat(port, data)) return data.length;
  const { lanes } = port.cells[0]!;
  if (data.length % lanes !== 0) {
    fail(`stream ${port.name}: ${data.length} numbers are no whole count of ${lanes} lanes`);
  }
  return data.length / lanes;
}

/** A record holds the lanes of this cell, one after another, and nothing else. */
const isAll = (port: StreamPort, { at, bytes, lanes }: Cell): boolean =>
  port.size === bytes * lanes && at.every((first, lane) => first === lane * bytes);

/** Copies numbers whose bytes in memory already are the records. */
function copyPlain(port: StreamPort, data: Payloads, bytes: Uint8Array): boolean {
  const [only] = port.cells;
  if (port.cells.length !== 1 || !only || !isAll(port, only) || !ArrayBuffer.isView(data)) return false;
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

function packEach(port: StreamPort, data: Payloads, count: number, bytes: Uint8Array): void {
  const [only] = port.cells;
  if (port.cells.length === 1 && only && (only.shape.length === 0 || isFlat(port, data))) {
    packNumbers(port, only, data, count, bytes);
    return;
  }
  const tree = payloadTree(port);
  for (let i = 0; i < count; i++) {
    encode(tree, data[i], `${port.name}[${i}]`, ({ signal }, lane, bits) => {
      const cell = port.cells[signal]!;
      writeLane(bytes, i * port.size + cell.at[lane]!, cell.bytes, bits);
    });
  }
}

/** Scalars one by one, without BigInt where they are small. */
function packNumbers(port: StreamPort, cell: Cell, data: Payloads, count: number, bytes: Uint8Array): void {
  const { lanes, width, format, bytes: size } = cell;
  const tree: Tree = { kind: 'leaf', leaf: { ...cell, signal: 0 } };
  const small = isNumber(cell);
  const min = isSigned(format) ? -(2 ** (width - 1)) : 0;
  const max = isSigned(format) ? 2 ** (width - 1) - 1 : 2 ** width - 1;
  for (let i = 0; i < count * lanes; i++) {
    const value = data[i];
    const at = Math.floor(i / lanes) * port.size + cell.at[i % lanes]!;
    if (small && typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
      const bits = value < 0 ? value + 2 ** width : value;
      for (let byte = 0; byte < size; byte++) bytes[at + byte] = bits >>> (8 * byte);
      continue;
    }
    encode(tree, value, `${port.name}[${i}]`, (_leaf, _lane, bits) => writeLane(bytes, at, size, bits));
  }
}

type Numbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/** All lanes of all records, in the narrowest typed array that holds them. */
function unpackNumbers(port: StreamPort, cell: Cell, data: Uint8Array, count: number): Numbers {
  const { width, lanes, at, bytes, format } = cell;
  const signed = format.kind === 'sint';
  const Narrowest = arrayFor(width, signed);
  if (isAll(port, cell) && bytes === Narrowest.BYTES_PER_ELEMENT && width === 8 * bytes) {
    // A copy, because typed arrays want their numbers aligned.
    return new Narrowest(data.slice(0, count * port.size).buffer as ArrayBuffer);
  }
  const numbers = new Narrowest(count * lanes);
  const above = 32 - width;
  for (let i = 0; i < numbers.length; i++) {
    const first = Math.floor(i / lanes) * port.size + at[i % lanes]!;
    let bits = 0;
    for (let byte = 0; byte < bytes; byte++) bits |= data[first + byte]! << (8 * byte);
    numbers[i] = signed ? (bits << above) >> above : (bits << above) >>> above;
  }
  return numbers;
}

function arrayFor(width: number, signed: boolean) {
  if (width <= 8) return signed ? Int8Array : Uint8Array;
  if (width <= 16) return signed ? Int16Array : Uint16Array;
  return signed ? Int32Array : Uint32Array;
}
