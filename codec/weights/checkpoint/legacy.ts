import { CodecError } from '../../error.js';
import { type Source, startsWith } from '../../file/source.js';
import { type Checkpoint, longestPickle } from './checkpoint.js';
import { outsideOf } from './outside.js';
import type { Value } from './pickle/machine.js';
import { readPickle } from './pickle/read.js';
import { bytesOfKind, type Storage } from './stored.js';

/** The first pickle of the file is this number. */
const magic = 0x1950a86a20f9469cfc6cn;

/** Whether a file begins as one of before PyTorch 1.6 does: a pickle of protocol 2 that is the magic number. */
export const isLegacy = (source: Source): boolean => startsWith(source, 0x80, 2, 0x8a, 10);

/**
 * A checkpoint of before PyTorch 1.6: five pickles, which are the magic number, the version of the format, facts about
 * the machine, the description, and the keys of the storages; then these in that order, each after its length.
 */
export function openLegacy(source: Source): Checkpoint {
  const wrong = (what: string): never => {
    throw new CodecError(`${source.name} is no checkpoint: ${what}`, 'give a file that torch.save has written');
  };
  const bytes = source.read(0, Math.min(source.size, longestPickle));
  const kinds = new Map<string, Storage>();
  const { globals, persistent } = outsideOf(source.name);
  const outside = {
    globals,
    persistent: (id: Value): Value => {
      const storage = persistent(id) as Storage;
      const known = kinds.get(storage.key) ?? storage;
      if (known.kind !== storage.kind || known.length !== storage.length)
        wrong(`storage ${storage.key} is described in two ways`);
      kinds.set(storage.key, storage);
      return storage;
    },
  };
  let at = 0;
  const next = (): Value => {
    const { value, end } = readPickle(bytes, at, outside, source.name);
    at = end;
    return value;
  };
  if (next() !== magic) wrong('it does not begin with the magic number');
  if (next() !== 1001) wrong('it is of an unknown version');
  const machine = next();
  if (machine instanceof Map && machine.get('little_endian') === false) wrong('its numbers are big-endian');
  const value = next();
  const keys = next();
  if (!Array.isArray(keys)) return wrong('the list of storages is missing');
  const places = new Map<string, number>();
  for (const key of keys) {
    const { kind, length } = kinds.get(key) ?? wrong('a storage in it belongs to nothing');
    const said = source.read(at, 8);
    const recorded = Number(new DataView(said.buffer, said.byteOffset, 8).getBigUint64(0, true));
    if (recorded !== length) wrong(`storage ${key} has ${recorded} numbers instead of ${length}`);
    places.set(key, at + 8);
    at += 8 + length * bytesOfKind.get(kind)!;
  }
  return {
    value,
    read: ({ key, kind, length }) =>
      source.read(places.get(key) ?? wrong(`storage ${key} is missing`), length * bytesOfKind.get(kind)!),
  };
}
