import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource, readWeights, type Weights } from '../../../codec/index.js';
import { damaged, endsWell } from '../damage.js';
import { checkpoint, floats, global, int, type Program, pickle, storage, text, whole } from './pickled.js';

const checkpoints = suite('damaged checkpoints');

const read = (bytes: Uint8Array): Weights => readWeights(bytesSource(bytes)).weights;
const small = (name: string): Uint8Array => readFileSync(new URL(`../data/checkpoints/${name}`, import.meta.url));
const legacy = small('legacy.pth.tar');
const four = { 0: floats(1, 2, 3, 4) };

checkpoints('an archive that is cut off or damaged is read or explained', () => {
  const file = small('flat.pth');
  for (let length = 0; length < file.length; length += 3)
    assert.not.ok(
      endsWell(() => read(file.subarray(0, length))),
      `${length}`,
    );
  fc.assert(
    fc.property(damaged(file), bytes => void endsWell(() => read(bytes))),
    { seed: 1, numRuns: 3000 },
  );
});

checkpoints('a file of the old form that is cut off or damaged is read or explained', () => {
  for (let length = 0; length < legacy.length; length += 11)
    assert.not.ok(
      endsWell(() => read(legacy.subarray(0, length))),
      `${length}`,
    );
  fc.assert(
    fc.property(damaged(legacy), bytes => void endsWell(() => read(bytes))),
    { seed: 1, numRuns: 2000 },
  );
});

checkpoints('any program is read or explained', () => {
  const operation = fc.constantFrom(
    ...[0x28, 0x29, 0x2e, 0x30, 0x51, 0x52, 0x5d, 0x61, 0x62, 0x65, 0x73, 0x74, 0x75, 0x7d, 0x85, 0x86],
  );
  const piece = fc.oneof(
    operation.map(code => [code]),
    fc.integer({ min: 0, max: 255 }).map(code => [code]),
    fc.constantFrom<Program>(
      text('generator'),
      text('storage'),
      int(1),
      storage('0', 4),
      whole('0', [4], 4),
      global('collections', 'OrderedDict'),
      global('torch._utils', '_rebuild_tensor_v2'),
      [0x71, 0],
      [0x68, 0],
    ),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      program => void endsWell(() => read(checkpoint(pickle(...program), four))),
    ),
    { seed: 1, numRuns: 5000 },
  );
});

checkpoints.run();
