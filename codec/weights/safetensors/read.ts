import { CodecError } from '../../error.js';
import type { Source } from '../../file/source.js';
import { type Tensor, tensor } from '../../tensor/tensor.js';
import { bytesOf, decodeFloats, type FloatFormat } from '../decode.js';
import { isCounter } from '../names.js';
import { quote } from '../quote.js';
import type { WeightsFile } from '../weights.js';
import { type Entry, readHeader } from './header.js';

/**
 * The weights in a safetensors file: tensors of F32, F16, BF16 and F64, as floats. Counters of batches
 * (`num_batches_tracked`), which are integers and no part of the network, are left out. Tensors are read one by one:
 * memory goes up to that of the floats, at most twice the file, the largest tensor, and the header.
 *
 * @throws CodecError if the file is truncated or damaged, or holds integers
 */
export function readSafetensors(source: Source): WeightsFile {
  const { entries, metadata } = readHeader(source);
  const wanted = entries.filter(({ name, format }) => format in bytesOf || !isCounter(name));
  const strange = wanted.find(({ format }) => !(format in bytesOf));
  if (strange)
    throw new CodecError(
      `${quote(strange.name)} in ${source.name} is of format ${strange.format}`,
      'weights are F32, F16, BF16 or F64',
    );
  return { weights: new Map(wanted.map(entry => [entry.name, readTensor(source, entry)])), metadata };
}

const readTensor = (source: Source, { shape, format, offset, length }: Entry): Tensor =>
  tensor(shape, decodeFloats(source.read(offset, length), format as FloatFormat));
