import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type FaultName, faults } from '../../../stdlib-engines/accelerator/fault.js';
import { load, store, table } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { configs, worlds } from './arbitrary.js';
import { byteAt, regions, runLoads, runStores, runWeights, type World } from './bench.js';
import { type Load, type Store, type Table, type Weights, zeros } from './model.js';

const test = suite('faults of dma');

const config = configs[1]!;
const { size } = regions.work;

const box: Load = {
  ...zeros(load),
  ...{ region: 1, images: 2, blocks: 2, rows: 3, columns: 2, rowStride: 16, blockStride: 48, imageStride: 96 },
  ...{ rowPitch: 4, blockPitch: 12, imagePitch: 24 },
};
const out: Store = {
  ...zeros(store),
  ...{ region: 1, images: 2, blocks: 2, rows: 3, columns: 2, rowStride: 16, blockStride: 48, imageStride: 96 },
  ...{ rowPitch: 4, blockPitch: 12, imagePitch: 24 },
};
const lines: Table = { ...zeros(table), region: 0, count: 2 };
const stream: Weights = { address: 64, region: 0, bytes: 640 };

/** Changes of a good command, and the fault they make. */
const both: readonly (readonly [Partial<Load & Store>, FaultName])[] = [
  [{ images: 0 }, 'field'],
  [{ blocks: 0 }, 'field'],
  [{ region: 2 }, 'address'],
  [{ region: 3 }, 'address'],
  [{ address: 4 }, 'alignment'],
  [{ address: size }, 'address'],
  [{ address: size - 176 }, 'address'],
  [{ address: 2 ** 32 - 16 }, 'address'],
  [{ rowStride: 12 }, 'alignment'],
  [{ rowStride: 2 ** 24 - 16 }, 'address'],
  [{ blockStride: 2 ** 32 - 8 }, 'address'],
  [{ imageStride: 2 ** 31 }, 'address'],
  [{ images: 3, imageStride: 2 ** 31 }, 'address'],
  [{ base: 512 }, 'field'],
  [{ base: 470 }, 'field'],
  [{ rowPitch: 65535 }, 'field'],
  [{ imagePitch: 65535 }, 'field'],
];
const ofLoad: typeof both = [
  [{ rows: 0 }, 'field'],
  [{ skip: 1, base: 250 }, 'field'],
  [{ affine: 1, table: 7 }, 'field'],
  [{ columns: 0 }, 'field'],
  // A block that begins behind 2^32 with a row of zeros, which is not looked for in memory.
  [{ padTop: 1, address: 64, blockStride: 2 ** 32 - 64 }, 'address'],
  [{ padTop: 2, address: 64, imageStride: 2 ** 32 - 64 }, 'address'],
];
const ofStore: typeof both = [
  [{ rows: 0 }, 'field'],
  [{ columns: 0 }, 'field'],
  [{ region: 0 }, 'address'],
];

test('a load with a fault reads nothing outside, says what it was, and the next one is right', () => {
  for (const [change, fault] of [...both, ...ofLoad]) {
    const { done, bursts, writes } = runLoads(config, [{ load: { ...box, ...change } }, { load: box }]);
    assert.equal(done, [faults[fault], 0], JSON.stringify(change));
    for (const { address, length } of bursts) {
      const from = Number(address) - regions.work.base;
      assert.ok(from >= 0 && from + length * 8 <= size, `${JSON.stringify(change)}: ${from}`);
    }
    for (const { address } of writes) assert.ok(address < config.tileWords);
    const good = writes.slice(-24);
    assert.is(good.length, 24);
    assert.is(good[0]!.address, 0);
    assert.is(good[0]!.data[0], (byteAt(regions.work.base) << 24) >> 24);
  }
});

test('tables: places beyond the last row, nothing at all, and bytes that are not there', () => {
  for (const [change, fault] of [
    [{ count: 0 }, 'field'],
    [{ first: 7 }, 'field'],
    [{ first: 1023, count: 1023 }, 'field'],
    [{ region: 2 }, 'address'],
    [{ address: regions.constants.size - 64 }, 'address'],
    [{ address: 4 }, 'alignment'],
  ] as const)
    assert.equal(
      runLoads(config, [{ table: { ...lines, ...change } }, { table: lines }]).done,
      [faults[fault], 0],
      JSON.stringify(change),
    );
});

test('a store with a fault writes nothing outside, and the next one is right', () => {
  for (const [change, fault] of [...both, ...ofStore]) {
    const { done, memory, bursts } = runStores(config, [{ ...out, ...change }, out]);
    assert.equal(done, [faults[fault], 0], JSON.stringify(change));
    for (const { address, length } of bursts) {
      const from = Number(address) - regions.work.base;
      assert.ok(from >= 0 && from + length * 8 <= size, `${JSON.stringify(change)}: ${from}`);
    }
    for (const { base, size: bytes } of Object.values(regions)) {
      const around = [...memory.read(base - 256, 256), ...memory.read(base + bytes, 256)];
      const places = around.map((_, i) => (i < 256 ? base - 256 + i : base + bytes + i - 256));
      assert.equal(around, places.map(byteAt), 'bytes around the region');
    }
  }
});

test('weights with a fault read nothing, and the next ones are right', () => {
  for (const [change, fault] of [
    [{ bytes: 0 }, 'field'],
    [{ bytes: 24 }, 'alignment'],
    [{ address: 4 }, 'alignment'],
    [{ region: 2 }, 'address'],
    [{ address: regions.constants.size - 624 }, 'address'],
    [{ address: 2 ** 32 - 16 }, 'address'],
  ] as const) {
    const { done, bursts } = runWeights(config, [{ ...stream, ...change }, stream], 40);
    assert.equal(done, [faults[fault], 0], JSON.stringify(change));
    assert.is(
      bursts.reduce((sum, { length }) => sum + 8 * length, 0),
      640,
    );
  }
});

const part = fc.record({ from: fc.nat(size / 64 - 1).map(n => n * 64), bytes: fc.constant(64) });

test('errors of the bus: the command ends, says so, and the others are not touched by it', () => {
  // Boxes of 192 bytes, with gaps between them and without.
  const holds = (bad: { from: number; bytes: number }, apart: number, world: World): void => {
    const boxes = [0, 1, 2, 3].map(n => ({ address: n * apart }));
    const hit = boxes.map(({ address }) => bad.from + bad.bytes > address && bad.from < address + 192);
    const errors = [{ ...bad, from: regions.work.base + bad.from }];
    const ends = (code: number) => hit.map(is => (is ? code : 0));
    const loads = boxes.map(at => ({ load: { ...box, ...at } }));
    const read = runLoads(config, loads, { ...world, errors });
    assert.equal(read.done, ends(faults.readError));
    assert.is(read.writes.length, 4 * 24);
    const written = runStores(
      config,
      boxes.map(at => ({ ...out, ...at })),
      { ...world, errors },
    );
    assert.equal(written.done, ends(faults.writeError));
    const commands = boxes.map(at => ({ ...at, region: 1, bytes: 192 }));
    assert.equal(runWeights(config, commands, 48, { ...world, errors }).done, ends(faults.readError));
  };
  const near = fc.constantFrom(0, 64, 128, 192, 3072, 6144 + 128, 9216).map(from => ({ from, bytes: 64 }));
  fc.assert(fc.property(fc.oneof(near, part), fc.constantFrom(192, 3072), worlds, holds), {
    seed: 1,
    numRuns: 40,
    includeErrorInReport: true,
  });
});

test.run();
