import { type Design, type Format, moduleOf, type NodeId, type Shape, type StreamInfo } from '../../dsl/ir/index.js';
import { signalsOf } from '../signals.js';
import { wayOf } from '../value/tree.js';

/** One field of a stream's record in a bulk transfer. */
export interface Field {
  /** Way within the payload, `[]` for a plain payload; the mark of a packet's end has `last: true`. */
  readonly shape: Shape;
  readonly last: boolean;
  /** Index into the signals of the machine. */
  readonly signal: number;
  readonly width: number;
  readonly lanes: number;
  readonly format: Format;
  /** First byte of the field in the record, and bytes of one lane. */
  readonly offset: number;
  readonly bytes: number;
}

/** A stream port of the top module, as a bulk transfer sees it. */
export interface StreamPort {
  readonly name: string;
  readonly dir: 'in' | 'out';
  /** Index into the domains of the top. */
  readonly domain: number;
  /** Indices into the signals of the machine. */
  readonly valid: number;
  readonly ready: number;
  readonly fields: readonly Field[];
  /** Bytes of one record. */
  readonly size: number;
}

/** Bytes that one lane of that width takes in a record: 1, 2, 4, 8, then multiples of 8. */
export const laneBytes = (width: number): number =>
  width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : 8 * Math.ceil(width / 64);

/** The stream ports of a design's top module. Inner streams are not among them. */
export function streamPortsOf(design: Design): readonly StreamPort[] {
  const top = moduleOf(design, design.top);
  const numbers = new Map<NodeId, number>();
  signalsOf(design).forEach(({ place }, i) => {
    if (place.at === 'node' && place.scope === 0) numbers.set(place.node, i);
  });
  const numberOf = (stream: StreamInfo, node: NodeId): number => {
    const number = numbers.get(node);
    if (number === undefined) throw new Error(`stream '${stream.name}' of '${top.name}' is not made of named signals`);
    return number;
  };
  return top.streams.flatMap(stream => {
    if (stream.dir === 'inner') return [];
    const members = [
      ...stream.payload.map(part => ({ ...part, last: false })),
      ...(stream.last === undefined ? [] : [{ path: [], node: stream.last, last: true }]),
    ];
    let size = 0;
    const fields = members.map(({ path, node, last, ...way }): Field => {
      const { width, lanes, format } = top.nodes[node]!;
      const offset = size;
      const bytes = laneBytes(width);
      size += bytes * lanes;
      const shape = wayOf(path, lanes, 'shape' in way ? way.shape : undefined);
      return { shape, last, signal: numberOf(stream, node), width, lanes, format, offset, bytes };
    });
    return [
      {
        name: stream.name,
        dir: stream.dir,
        domain: top.domains.findIndex(domain => domain.name === stream.domain),
        valid: numberOf(stream, stream.valid),
        ready: numberOf(stream, stream.ready),
        fields,
        size,
      },
    ];
  });
}

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
