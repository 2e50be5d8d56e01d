import {
  type Design,
  type Format,
  moduleOf,
  type NodeId,
  type PayloadPart,
  type Shape,
  type StreamInfo,
} from '../../dsl/ir/index.js';
import { signalsOf } from '../signals.js';
import { wayOf } from '../value/tree.js';

/**
 * One signal in a stream's record. A record holds the payload's signals in order, then the mark of a packet's end:
 *
 *     payload uint<8>[3], last     | lane 0 | lane 1 | lane 2 | last |       a byte each
 */
export interface Field {
  /** Index into the signals of the machine. */
  readonly signal: number;
  readonly width: number;
  readonly lanes: number;
  /** First byte of the field in the record, and bytes of one lane. */
  readonly offset: number;
  readonly bytes: number;
  /** The mark of a packet's end, and not payload. */
  readonly last: boolean;
}

/** A scalar of a payload, or the same scalar of every element of a vector, as the bytes of a record hold it. */
export interface Cell {
  /** Way within the payload, with the lengths of vectors. */
  readonly shape: Shape;
  readonly width: number;
  readonly lanes: number;
  readonly format: Format;
  /** First byte of each lane in the record, and bytes of one lane. */
  readonly at: readonly number[];
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
  /** The payload as the user declared it. */
  readonly cells: readonly Cell[];
  /** Bytes of one record. */
  readonly size: number;
}

/** Bytes that one lane of that width takes in a record: 1, 2, 4, 8, then multiples of 8. */
const laneBytes = (width: number): number =>
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
    const { name, dir, valid, ready, last, payload } = stream;
    if (dir === 'inner') return [];
    let size = 0;
    const place = (node: NodeId, isLast: boolean): Field => {
      const { width, lanes } = top.nodes[node]!;
      const offset = size;
      const bytes = laneBytes(width);
      size += bytes * lanes;
      return { signal: numberOf(stream, node), width, lanes, offset, bytes, last: isLast };
    };
    const fields = payload.map(({ node }) => place(node, false));
    const cells = payload.flatMap((part, i) => cellsOf(part, fields[i]!, top.nodes[part.node]!.format));
    if (last !== undefined) fields.push(place(last, true));
    const domain = top.domains.findIndex(candidate => candidate.name === stream.domain);
    return [{ name, dir, domain, valid: numberOf(stream, valid), ready: numberOf(stream, ready), fields, cells, size }];
  });
}

/** What the bytes of a field stand for: the signal's own lanes, or what was laid out in its bits, in whole bytes. */
function cellsOf({ path, shape, packed }: PayloadPart, field: Field, format: Format): Cell[] {
  const { width, lanes, bytes, offset } = field;
  if (!packed) {
    const at = Array.from({ length: lanes }, (_, lane) => offset + lane * bytes);
    return [{ shape: wayOf(path, lanes, shape), width, lanes, format, at, bytes }];
  }
  return packed.map(part => ({
    shape: part.shape,
    width: part.width,
    format: part.format,
    lanes: part.at.length,
    at: part.at.map(bit => offset + Math.floor(bit / width) * bytes + (bit % width) / 8),
    bytes: Math.ceil(part.width / 8),
  }));
}
