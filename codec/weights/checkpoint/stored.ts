import { CodecError } from '../../error.js';
import { elements, type Tensor, tensor } from '../../tensor/tensor.js';
import { bytesOf, decodeFloats, type FloatFormat } from '../decode.js';
import { quote } from '../quote.js';

/** Numbers that one or several tensors of a checkpoint are views of. */
export interface Storage {
  /** Under which name the file has it. */
  readonly key: string;
  /** As PyTorch calls it, such as `FloatStorage`. */
  readonly kind: string;
  /** How many numbers. */
  readonly length: number;
  /** Which of them is the first that tensors count from. */
  readonly start: number;
}

/** A tensor as a checkpoint describes it: steps of `strides` through a storage. */
export class StoredTensor {
  constructor(
    readonly storage: Storage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

/** Formats of floats by the name of their storage. */
const formats: ReadonlyMap<string, FloatFormat> = new Map([
  ['FloatStorage', 'F32'],
  ['HalfStorage', 'F16'],
  ['BFloat16Storage', 'BF16'],
  ['DoubleStorage', 'F64'],
]);

/** Storages of integers, which no weights are in, but counters of training; and the bytes of one of their numbers. */
const integers = [
  ['LongStorage', 8],
  ['IntStorage', 4],
  ['ShortStorage', 2],
  ['CharStorage', 1],
  ['ByteStorage', 1],
  ['BoolStorage', 1],
] as const;

export const isInteger = (kind: string): boolean => integers.some(([name]) => name === kind);

/** Every storage that a checkpoint may name, and the bytes of one of its numbers. */
export const bytesOfKind: ReadonlyMap<string, number> = new Map([
  ...[...formats].map(([kind, format]) => [kind, bytesOf[format]] as const),
  ...integers,
]);

/**
 * The tensor that a description means, out of the bytes of its storage.
 *
 * @throws CodecError if it is larger than its storage, or none of floats
 */
export function readTensor(name: string, stored: StoredTensor, bytes: Uint8Array, file: string): Tensor {
  const { storage, shape, strides } = stored;
  const offset = storage.start + stored.offset;
  const wrong = (what: string): never => {
    throw new CodecError(`${quote(name)} in ${file} ${what}`, 'the file is damaged, or holds no weights: get it again');
  };
  const format = formats.get(storage.kind) ?? wrong(`is of ${storage.kind}, which is none of floats`);
  const size = bytesOf[format];
  const count = elements(shape);
  // A view may use a number twice, which weights do not; without that, a few bytes could stand for any amount.
  const last = shape.reduce((sum, side, axis) => sum + (side - 1) * strides[axis]!, offset);
  if (count > storage.length || (count > 0 && !(last < storage.length))) wrong('is larger than its storage');
  if (isDense(shape, strides))
    return tensor(shape, decodeFloats(bytes.subarray(offset * size, (offset + count) * size), format));
  const all = decodeFloats(bytes, format);
  return tensor(shape, gather(all, offset, shape, strides));
}

/** Whether the elements stand in the file as in a tensor, one behind the other. */
function isDense(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

function gather(all: Float32Array, offset: number, shape: readonly number[], strides: readonly number[]): Float32Array {
  const data = new Float32Array(elements(shape));
  const index = shape.map(() => 0);
  let from = offset;
  for (let i = 0; i < data.length; i++) {
    data[i] = all[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return data;
}
