import { CodecError } from '../../error.js';
import { type Source, startsWith } from '../../file/source.js';
import { type Checkpoint, longestPickle } from './checkpoint.js';
import { outsideOf } from './outside.js';
import { readPickle } from './pickle/read.js';
import { bytesOfKind } from './stored.js';
import { readArchive } from './zip.js';

/** Whether a file begins as a zip archive does. */
export const isZip = (source: Source): boolean => startsWith(source, 0x50, 0x4b, 3, 4);

/** A checkpoint of PyTorch since 1.6: a zip archive with the description as `name/data.pkl`, and a storage in each `name/data/key`. */
export function openZip(source: Source): Checkpoint {
  const wrong = (what: string): never => {
    throw new CodecError(`${source.name} is no checkpoint: ${what}`, 'give a file that torch.save has written');
  };
  const { members, read } = readArchive(source);
  const member = (name: string) => members.get(name) ?? wrong(`${JSON.stringify(name)} is missing in the archive`);
  const pickle = [...members.keys()].find(name => /^[^/]+\/data\.pkl$/.test(name)) ?? wrong('it has no data.pkl');
  const folder = pickle.slice(0, -'data.pkl'.length);
  const order = members.get(`${folder}byteorder`);
  if (order && order.size < 16 && new TextDecoder().decode(read(order)) === 'big') wrong('its numbers are big-endian');
  if (member(pickle).size > longestPickle)
    wrong(`its description has ${member(pickle).size} bytes, of which at most ${longestPickle} are read`);
  const { value } = readPickle(read(member(pickle)), 0, outsideOf(source.name), source.name);
  return {
    value,
    read: ({ key, kind, length }) => {
      const storage = member(`${folder}data/${key}`);
      const bytes = length * bytesOfKind.get(kind)!;
      if (storage.size !== bytes) wrong(`storage ${key} has ${storage.size} bytes instead of ${bytes}`);
      return read(storage);
    },
  };
}
