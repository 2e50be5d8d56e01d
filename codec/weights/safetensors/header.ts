import { CodecError } from '../../error.js';
import type { Source } from '../../file/source.js';
import { quote } from '../quote.js';

/**
 * One tensor in a safetensors file. The file is: the length of the header in 8 bytes, little-endian; the header, JSON
 * that gives each tensor by name its format, shape and place; the tensors, back to back.
 * https://huggingface.co/docs/safetensors
 */
export interface Entry {
  readonly name: string;
  /** `F32`, `I8` and so on. */
  readonly format: string;
  readonly shape: readonly number[];
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

export interface Header {
  /** In the order of their places. */
  readonly entries: readonly Entry[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Bytes of one element. */
export const elementBytes: Readonly<Record<string, number>> = {
  F64: 8,
  I64: 8,
  U64: 8,
  F32: 4,
  I32: 4,
  U32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/** The longest header that is read, in bytes; the largest published networks of this kind need a hundredth of it. */
const longestHeader = 16 << 20;

/**
 * Reads and checks the header: when it returns, every tensor lies within the file, has just the bytes of its shape, and
 * no two overlap.
 *
 * @throws CodecError if the file is none of this kind, truncated or damaged
 */
export function readHeader(source: Source): Header {
  const wrong = (what: string): never => {
    throw new CodecError(`${source.name} is no safetensors file: ${what}`, 'the file is damaged: get it again');
  };
  if (source.size < 8) wrong(`it has ${source.size} bytes`);
  const first = source.read(0, 8);
  const length = Number(new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true));
  if (length > longestHeader || length > source.size - 8)
    wrong(`it says that its header has ${length} bytes, the file has ${source.size}, and ${longestHeader} are allowed`);
  const start = 8 + length;
  const { metadata, tensors } = parse(source.read(8, length), wrong);
  const entries = tensors
    .map(([name, value]): Entry => {
      const {
        dtype,
        shape,
        data_offsets: offsets,
      } = fields(value) ?? wrong(`what it says of ${quote(name)} is no object`);
      const size = typeof dtype === 'string' && Object.hasOwn(elementBytes, dtype) ? elementBytes[dtype]! : 0;
      if (typeof dtype !== 'string' || size === 0)
        return wrong(`${quote(name)} has an unknown format, ${quote(dtype)}`);
      if (!isNumbers(shape)) return wrong(`the shape of ${quote(name)} is not one`);
      if (!isNumbers(offsets) || offsets.length !== 2) return wrong(`the place of ${quote(name)} is not one`);
      const [from, to] = offsets as readonly [number, number];
      const bytes = shape.reduce((product, side) => product * side, size);
      if (to - from !== bytes)
        return wrong(
          `${quote(name)}, ${shape.join('x') || 'one'} of ${dtype}, has ${to - from} bytes and not ${bytes}`,
        );
      return { name, format: dtype, shape, offset: start + from, length: bytes };
    })
    .sort((a, b) => a.offset - b.offset || a.length - b.length);
  let end = start;
  for (const { name, offset, length: bytes } of entries) {
    if (offset !== end) wrong(`${quote(name)} ${offset < end ? 'overlaps another tensor' : 'has a gap before it'}`);
    end += bytes;
  }
  if (end !== source.size) wrong(`its tensors end at byte ${end}, and the file at byte ${source.size}`);
  return { entries, metadata };
}

type Wrong = (what: string) => never;

function parse(
  bytes: Uint8Array,
  wrong: Wrong,
): { readonly metadata: Readonly<Record<string, string>>; readonly tensors: readonly (readonly [string, unknown])[] } {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    wrong('its header is no JSON');
  }
  const { __metadata__: metadata = {}, ...tensors } = fields(header) ?? wrong('its header is no object');
  const texts = fields(metadata);
  if (!texts || Object.values(texts).some(value => typeof value !== 'string'))
    return wrong('its metadata are not texts');
  return { metadata: texts as Readonly<Record<string, string>>, tensors: Object.entries(tensors) };
}

const fields = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(item => Number.isSafeInteger(item) && item >= 0);
