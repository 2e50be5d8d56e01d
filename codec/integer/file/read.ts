import { CodecError } from '../../error.js';
import type { Source } from '../../file/source.js';
import { networkConfig } from '../../network/validate.js';
import { type Entry, readHeader } from '../../weights/safetensors/header.js';
import { checkDecoder } from '../check/decoder.js';
import { checkGraph } from '../check/graph.js';
import type { IntegerGraph, IntegerNetwork } from '../network.js';
import type { IntegerArray } from '../tensor.js';
import { type Arrays, fields } from './fields.js';
import { readLayer, readValue } from './layer.js';
import { type Reader, reader } from './object.js';
import { fileForm } from './write.js';

/**
 * The network that `writeIntegerNetwork` wrote, checked: what comes back can be run. Memory goes up to the size of the file
 * and of its largest tensor.
 *
 * @throws CodecError if the file is truncated, damaged, of another kind or version
 */
export function readIntegerNetwork(source: Source): IntegerNetwork {
  const { entries, metadata } = readHeader(source);
  const wrong = (what: string): never => {
    throw new CodecError(`${source.name} is no quantized network: ${what}`, 'make it with grace codec quantize');
  };
  if (metadata.format !== fileForm.format) wrong('it does not say that it is one');
  if (metadata.version !== fileForm.version)
    throw new CodecError(
      `${source.name} is a quantized network of version ${metadata.version}, and this program knows version ${fileForm.version}`,
      Number(metadata.version) < Number(fileForm.version)
        ? 'it is older than the program: make it anew with grace codec quantize'
        : 'get a later version of the program, or make the network anew with grace codec quantize',
    );
  let json: unknown;
  try {
    json = JSON.parse(metadata.network ?? '');
  } catch {
    wrong('its description is no JSON');
  }
  const from = reader(json, 'the network', wrong);
  const named = new Map(entries.map(entry => [entry.name, entry]));
  const arrays =
    (graph: string): Arrays =>
    layer =>
    field =>
      readArray(source, named.get(`${graph}/${layer}/${field}`), field, `${graph}/${layer}/${field}`, wrong);
  const graph = (name: 'source' | 'frame'): IntegerGraph => {
    const made = readGraph(from.object(name), name, wrong, arrays(name));
    checkGraph(made);
    return made;
  };
  const config = networkConfig((json as { config?: unknown }).config, source.name);
  const network = { config, hash: from.string('hash'), source: graph('source'), frame: graph('frame') };
  checkDecoder(network);
  return network;
}

function readGraph(from: Reader, name: 'source' | 'frame', wrong: (what: string) => never, take: Arrays): IntegerGraph {
  return {
    name,
    inputs: from.record('inputs', (value, where) => readValue(reader(value, where, wrong))),
    outputs: from.record('outputs', (value, where) =>
      typeof value === 'string' ? value : wrong(`${where} is no name`),
    ),
    layers: from.list('layers', (value, where) => readLayer(value, where, wrong, take)),
  };
}

const readers = {
  I8: [Int8Array, 'getInt8'],
  U8: [Uint8Array, 'getUint8'],
  I16: [Int16Array, 'getInt16'],
  U16: [Uint16Array, 'getUint16'],
  I32: [Int32Array, 'getInt32'],
} as const;

function readArray(
  source: Source,
  entry: Entry | undefined,
  field: string,
  name: string,
  wrong: (what: string) => never,
): IntegerArray {
  const { type } = fields.find(known => known.name === field)!;
  if (!entry) return wrong(`it lacks ${name}`);
  if (entry.format !== type) return wrong(`${name} is of ${entry.format} and not ${type}`);
  const [Type, get] = readers[type];
  const bytes = source.read(entry.offset, entry.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Type(bytes.length / Type.BYTES_PER_ELEMENT);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view[get](i * Type.BYTES_PER_ELEMENT, true);
  return numbers;
}
