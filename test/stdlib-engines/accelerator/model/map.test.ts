import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readTensor, writeTensor } from '../../../../codec/accelerator/pack.js';
import type { Layout, Place } from '../../../../codec/compiler/image.js';
import { finish } from '../../../../codec/integer/operator/epilogue.js';
import { flowMaps } from '../../../../codec/integer/operator/flow.js';
import { doubleBilinear, type Maps } from '../../../../codec/integer/operator/load.js';
import { masks } from '../../../../codec/integer/operator/masks.js';
import { motionMaps } from '../../../../codec/integer/operator/motion.js';
import { pictureMaps } from '../../../../codec/integer/operator/picture.js';
import { sample } from '../../../../codec/integer/operator/sample.js';
import type { FixedKeypoints } from '../../../../codec/integer/operator/shifts.js';
import { shrink } from '../../../../codec/integer/operator/shrink.js';
import type { IntegerTensor, IntegerType } from '../../../../codec/integer/tensor.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { logitBytes, type MapFields, mapBytes } from '../../../../stdlib-engines/accelerator/isa/check/map.js';
import { encode, type FieldValues, program } from '../../../../stdlib-engines/accelerator/isa/encode.js';
import { end, map, mapOperations } from '../../../../stdlib-engines/accelerator/isa/formats.js';
import { runProgram } from '../../../../stdlib-engines/accelerator/model/run.js';
import { gaussianTaps } from '../../../../stdlib-engines/index.js';
import { randomMaps, randomTensor, seeds } from '../../../codec/integer/arbitrary.js';

const maps = suite('the model of an accelerator computes maps');
const check = { seed: 1, numRuns: 40 };

const common = {
  rows: fc.integer({ min: 2, max: 9 }),
  columns: fc.integer({ min: 2, max: 9 }),
  word: fc.constantFrom(8, 16),
  seed: seeds,
};

/** Where operands and the result lie, far enough from each other. */
const [sourceAt, secondAt, resultAt, workBytes] = [1024, 65536, 98304, 131072];

/** Runs one instruction: `prepare` writes what it reads, of a work region that holds anything. */
function run(
  name: (typeof mapOperations)[number],
  config: AcceleratorConfig,
  given: FieldValues<typeof map.fields>,
  prepare: (work: Uint8Array) => void,
): Uint8Array {
  const operation = mapOperations.indexOf(name);
  const zeros = Object.fromEntries(Object.keys(map.fields).map(field => [field, 0]));
  const fields = { ...zeros, ...given, operation } as MapFields;
  const regions = { sourceRegion: 1, secondRegion: 1, destinationRegion: 1 };
  const addresses = { source: sourceAt, second: secondAt, destination: resultAt };
  const code = program([
    encode(map, { ...fields, ...mapBytes(fields, config), ...regions, ...addresses }),
    encode(end, {}),
  ]);
  const work = new Uint8Array(randomTensor([workBytes], 'u8', 5).data as Uint8Array);
  prepare(work);
  const before = work.slice();
  const ending = runProgram({ config, program: code, constants: new Uint8Array(0), work });
  assert.is(ending.fault, 'none');
  const { destinationBytes } = mapBytes(fields, config);
  before.set(work.subarray(resultAt, resultAt + destinationBytes), resultAt);
  assert.equal(work, before, 'nothing else is touched');
  return work;
}

const place = (offset: number, type: IntegerType, shape: readonly number[], layout: Layout): Place => ({
  ...{ shape, type, offset, imageStride: 0, layout },
  bytes: 32768,
});
const blocks: Layout = { kind: 'blocks' };
const asBlocks = (offset: number, { shape }: { shape: readonly number[] }): Place => place(offset, 'i8', shape, blocks);

/** Keypoints, some of them far away, and Jacobians. */
const keypointsOf = (count: number, size: number, jacobians: boolean, seed: number): FixedKeypoints => ({
  source: randomTensor([count, 2], 'i32', seed, [0, 256 * (size - 1)]).data,
  driving: randomTensor([count, 2], 'i32', seed + 1, [0, 256 * (size - 1)]).data,
  jacobians: jacobians ? randomTensor([count, 2, 2], 'i32', seed + 2, [-9000, 9000]).data : undefined,
});

/** Records of the background and each keypoint, `total` in all. */
function records({ source, driving, jacobians }: FixedKeypoints, total: number): IntegerTensor {
  const data = new Int32Array(8 * total);
  for (let k = 0; k < source.length / 2; k++) {
    const four = [source[2 * k]!, source[2 * k + 1]!, driving[2 * k]!, driving[2 * k + 1]!];
    data.set([...four, ...[0, 1, 2, 3].map(i => jacobians?.[4 * k + i] ?? 0)], 8 * (k + 1));
  }
  return { shape: [total, 8], data };
}

maps('picture', () => {
  const property = fc.property(fc.record(common), ({ rows, columns, word, seed }) => {
    const config = acceleratorConfig(word);
    const picture = randomTensor([3, rows, columns], 'u8', seed);
    const work = run('picture', config, { rows, columns }, into =>
      writeTensor(into, place(sourceAt, 'u8', picture.shape, blocks), picture, config),
    );
    assert.equal(readTensor(work, asBlocks(resultAt, picture), config).data, pictureMaps(picture.data as Uint8Array));
  });
  fc.assert(property, check);
});

maps('shrink', () => {
  const style = fc.constantFrom<'decimate' | 'bilinear'>('decimate', 'bilinear');
  const shape = { ...common, half: fc.integer({ min: 0, max: 6 }), factor: fc.integer({ min: 1, max: 3 }), style };
  const property = fc.property(fc.record(shape), given => {
    const { word, seed, half, factor, style } = given;
    const [rows, columns] = [given.rows + 1, given.columns + 1];
    const config = acceleratorConfig(word);
    const source = randomMaps([3, rows, columns], seed);
    const taps = gaussianTaps(2 * half + 1, 0.3 + half / 3);
    const size = (from: number) => (style === 'bilinear' ? Math.floor(from / factor) : Math.ceil(from / factor));
    const [outRows, outColumns] = [size(rows), size(columns)];
    const fields = {
      rows,
      columns,
      outRows,
      outColumns,
      taps: taps.length,
      factor,
      style: style === 'bilinear' ? 1 : 0,
    };
    const work = run('shrink', config, fields, into => {
      writeTensor(into, asBlocks(sourceAt, source), source, config);
      into.set(new Uint8Array(Uint16Array.from(taps).buffer), secondAt);
    });
    const shape = [3, outRows, outColumns];
    const made = readTensor(work, place(resultAt, 'i8', shape, blocks), config);
    assert.equal(made.data, shrink(source, { taps, factor, style }));
  });
  fc.assert(property, check);
});

maps('bilinear', () => {
  const property = fc.property(fc.record(common), ({ rows, columns, word, seed }) => {
    const config = acceleratorConfig(word);
    const source = randomMaps([word - 3, rows, columns], seed);
    const work = run('bilinear', config, { rows, columns, outRows: 2 * rows, outColumns: 2 * columns }, into =>
      writeTensor(into, asBlocks(sourceAt, source), source, config),
    );
    const expected = doubleBilinear(source);
    assert.equal(readTensor(work, asBlocks(resultAt, expected), config).data, expected.data);
  });
  fc.assert(property, check);
});

maps('motion', () => {
  const property = fc.property(fc.record({ ...common, jacobians: fc.boolean() }), given => {
    const { rows, columns, word, seed, jacobians } = given;
    const config = acceleratorConfig(word);
    const small: Maps = randomMaps([3, rows, columns], seed);
    const keypoints = keypointsOf(word / 4 - 1, 9, jacobians, seed + 1);
    const fields = { rows, columns, unit: 3000 + (seed % 3000), jacobians: jacobians ? 1 : 0 };
    const work = run('motion', config, fields, into => {
      writeTensor(into, asBlocks(sourceAt, small), small, config);
      const motions = records(keypoints, word / 4);
      writeTensor(into, place(secondAt, 'i32', motions.shape, { kind: 'motions' }), motions, config);
    });
    const made = readTensor(work, place(resultAt, 'i8', [word, rows, columns], blocks), config);
    assert.equal(made.data, motionMaps(small, keypoints, fields.unit));
  });
  fc.assert(property, check);
});

maps('masks', () => {
  const shape = {
    ...common,
    count: fc.constantFrom(1, 2, 10),
    jacobians: fc.boolean(),
    bits: fc.record({ logits: fc.boolean(), shares: fc.boolean(), occlusion: fc.boolean(), flow: fc.boolean() }),
    fraction: fc.integer({ min: 1, max: 9 }),
    flowFraction: fc.integer({ min: 0, max: 8 }),
  };
  const property = fc.property(fc.record(shape), given => {
    const { rows, columns, word, seed, count, jacobians, bits, fraction, flowFraction } = given;
    const config = acceleratorConfig(word);
    const channels = count + 1;
    const keypoints = keypointsOf(count, 9, jacobians, seed + 1);
    const logits = randomTensor([channels, rows, columns], bits.logits ? 'i8' : 'i16', seed + 4);
    const sums = { shape: [1, rows, columns] as const, data: randomTensor([1, rows, columns], 'i16', seed + 5).data };
    const fields = {
      ...{ rows, columns, channels, fraction, flowFraction },
      ...{ logits8: bits.logits ? 1 : 0, shares8: bits.shares ? 1 : 0, occlusion8: bits.occlusion ? 1 : 0 },
      ...{ flow8: bits.flow ? 1 : 0, jacobians: jacobians ? 1 : 0 },
    };
    const pixels = (first: number, all: number, shift = 0): Layout => ({ kind: 'pixels', channels: all, first, shift });
    const all = logitBytes(channels, word) / 2;
    const work = run('masks', config, fields, into => {
      writeTensor(into, place(sourceAt, 'i16', logits.shape, pixels(0, all)), logits, config);
      writeTensor(into, place(sourceAt, 'i16', [1, rows, columns], pixels(channels, all)), sums, config);
      const motions = records(keypoints, channels);
      writeTensor(into, place(secondAt, 'i32', motions.shape, { kind: 'motions' }), motions, config);
    });
    const shares = masks(logits.data, channels, bits.logits ? fraction : 9, bits.shares ? 'u8' : 'u16');
    const type = bits.flow ? 'i8' : 'i16';
    const expected = flowMaps({ shape: logits.shape, data: shares }, keypoints, { type, fraction: flowFraction });
    const flow = readTensor(work, place(resultAt, type, [2, rows, columns], pixels(0, 4)), config);
    assert.equal(flow.data, expected);
    const seen = bits.occlusion ? 'u8' : 'u16';
    const scale = { gain: Uint16Array.of(256), shift: Uint8Array.of(0) };
    const logit = { shape: sums.shape, data: Int32Array.from(sums.data) };
    const format = { type: seen, step: 1 } as const;
    const occlusion = finish(logit, { epilogue: { kind: 'sigmoid' }, scale, format }, new Map());
    const shift = bits.occlusion ? 8 : 0;
    const made = readTensor(work, place(resultAt, seen, [1, rows, columns], pixels(2, 4, shift)), config);
    assert.equal(made.data, occlusion);
  });
  fc.assert(property, check);
});

maps('warp', () => {
  const shape = { ...common, flowFraction: fc.integer({ min: 0, max: 8 }), narrow: fc.boolean() };
  const property = fc.property(fc.record(shape), ({ rows, columns, word, seed, flowFraction, narrow }) => {
    const config = acceleratorConfig(word);
    const features = randomMaps([word, rows, columns], seed);
    const reach = narrow ? 127 : Math.min(32767, 12 << flowFraction);
    const flow = randomTensor([2, rows, columns], narrow ? 'i8' : 'i16', seed + 1, [-reach, reach]);
    const occlusion = randomTensor([1, rows, columns], narrow ? 'u8' : 'u16', seed + 2);
    const entry = (first: number, shift: number): Layout => ({ kind: 'pixels', channels: 4, first, shift });
    const work = run('warp', config, { rows, columns, flowFraction }, into => {
      writeTensor(into, asBlocks(sourceAt, features), features, config);
      writeTensor(into, place(secondAt, 'i16', flow.shape, entry(0, 0)), flow, config);
      writeTensor(into, place(secondAt, 'u16', occlusion.shape, entry(2, narrow ? 8 : 0)), occlusion, config);
    });
    const made = readTensor(work, asBlocks(resultAt, features), config);
    assert.equal(made.data, sample(features, flow.data, flowFraction, occlusion.data));
  });
  fc.assert(property, check);
});

maps.run();
