import { CodecError } from '../../error.js';
import type { Source } from '../../file/source.js';
import { elements, type Tensor } from '../../tensor/tensor.js';
import type { Weights } from '../weights.js';
import { openLegacy } from './legacy.js';
import { tensorsOf } from './state.js';
import { bytesOfKind, readTensor, type StoredTensor } from './stored.js';
import { isZip, openZip } from './zipped.js';

/** Floats in memory for each byte of the file, at most: halves take twice their space, and a zip archive may be packed. */
const largestGrowth = 16;

/**
 * The weights in a checkpoint that PyTorch has saved (`.pth`, `.pth.tar`), as a zip archive or in the form of before
 * version 1.6, which published checkpoints still have. Parts other than `generator` and `kp_detector` are passed over,
 * and not read into memory. That goes up to some 300 MB for the description, which is a program (a pickle), but here
 * one that can call nothing; 16 times the file for the floats; and the largest storage.
 *
 * @throws CodecError if the file is truncated or damaged, holds no weights, or anything besides them that needs code
 */
export function readCheckpoint(source: Source): Weights {
  const { value, read } = isZip(source) ? openZip(source) : openLegacy(source);
  const tensors = tensorsOf(value, source.name);
  checkSize(
    [...tensors.values()].reduce((sum, { shape }) => sum + 4 * elements(shape), 0),
    source,
  );
  // In the order of the checkpoint, while each storage is read but once.
  const weights = new Map<string, Tensor>([...tensors.keys()].map(name => [name, empty]));
  for (const group of byStorage(tensors)) {
    const { storage } = group[0]![1];
    checkSize(storage.length * bytesOfKind.get(storage.kind)!, source);
    const bytes = read(storage);
    for (const [name, stored] of group) weights.set(name, readTensor(name, stored, bytes, source.name));
  }
  return weights;
}

const empty: Tensor = { shape: [0], data: new Float32Array() };

function byStorage(tensors: ReadonlyMap<string, StoredTensor>): [string, StoredTensor][][] {
  const groups = new Map<string, [string, StoredTensor][]>();
  for (const entry of tensors) {
    const { kind, key, length } = entry[1].storage;
    const id = `${kind} ${length} ${key}`;
    const group = groups.get(id);
    if (group) group.push(entry);
    else groups.set(id, [entry]);
  }
  return [...groups.values()];
}

function checkSize(bytes: number, { name, size }: Source): void {
  if (bytes > largestGrowth * size)
    throw new CodecError(
      `what ${name} describes takes ${bytes} bytes, more than ${largestGrowth} times the file`,
      'the file is damaged, or made to fill the memory',
    );
}
