import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource, readWeights, tensor, writeSafetensors } from '../../../codec/index.js';
import { readSafetensors } from '../../../codec/weights/safetensors/read.js';
import { damaged, endsWell, errorOf } from '../damage.js';
import { anyWeights, plain } from './arbitrary.js';

const safetensors = suite('safetensors');
const read = (bytes: Uint8Array) => readSafetensors(bytesSource(bytes));

safetensors('weights and metadata come back as they were written', () => {
  const metadata = fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 });
  fc.assert(
    fc.property(anyWeights(), metadata, (weights, said) => {
      const file = read(writeSafetensors({ weights, metadata: said }));
      assert.equal(plain(file.weights), plain(weights));
      assert.equal({ ...file.metadata }, { ...said });
    }),
    { seed: 1, numRuns: 300 },
  );
});

safetensors('the order in which weights are given makes no difference', () => {
  fc.assert(
    fc.property(anyWeights(), weights => {
      const backwards = new Map([...weights].reverse());
      assert.equal(writeSafetensors({ weights: backwards }), writeSafetensors({ weights }));
    }),
    { seed: 1, numRuns: 100 },
  );
});

safetensors('halves come back, and floats become the nearest ones', () => {
  const small = fc.float({ min: -60000, max: 60000, noNaN: true });
  fc.assert(
    fc.property(anyWeights(small), weights => {
      const once = read(writeSafetensors({ weights }, 'F16')).weights;
      for (const [name, { data }] of weights)
        data.forEach((value, i) => {
          const rounded = once.get(name)!.data[i]!;
          assert.ok(Math.abs(rounded - value) <= Math.max(Math.abs(value) / 2048, 2 ** -25));
        });
      assert.equal(writeSafetensors({ weights: once }, 'F16'), writeSafetensors({ weights }, 'F16'));
    }),
    { seed: 1, numRuns: 100 },
  );
  const large = new Map([['w', tensor([1], new Float32Array([70000]))]]);
  assert.match(errorOf(() => writeSafetensors({ weights: large }, 'F16')).message, /"w" holds 70000/);
});

/** A file with this header, as it is or as JSON, and so many bytes behind it. */
function file(header: unknown, data: Uint8Array | number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = typeof data === 'number' ? new Uint8Array(data) : data;
  const all = new Uint8Array(8 + text.length + bytes.length);
  new DataView(all.buffer).setBigUint64(0, BigInt(text.length), true);
  all.set(text, 8);
  all.set(bytes, 8 + text.length);
  return all;
}
const one = (dtype: string, shape: unknown, from: unknown, to: unknown) => ({ dtype, shape, data_offsets: [from, to] });

safetensors('the file is as the format says, with data at a multiple of 8', () => {
  const bytes = writeSafetensors({
    weights: new Map([
      ['b', tensor([2], new Float32Array([1, -2]))],
      ['a', tensor([], new Float32Array([0.5]))],
    ]),
    metadata: { network: 'tiny' },
  });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  assert.is(length % 8, 0);
  assert.is(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd(),
    '{"__metadata__":{"network":"tiny"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}',
  );
  assert.equal([...new Float32Array(bytes.slice(8 + length).buffer)], [0.5, 1, -2]);
});

safetensors('all formats of floats are read, and counters of batches are passed over', () => {
  const data = new Uint8Array(26);
  const view = new DataView(data.buffer);
  view.setFloat64(0, 1 / 3, true);
  view.setFloat32(8, -7.25, true);
  view.setUint16(12, 0x3e00, true);
  view.setUint16(14, 0xc040, true);
  view.setBigInt64(16, 99n, true);
  const header = {
    d: one('F64', [], 0, 8),
    f: one('F32', [1], 8, 12),
    h: one('F16', [1, 1], 12, 14),
    b: one('BF16', [1], 14, 16),
    'n.num_batches_tracked': one('I64', [], 16, 24),
    e: one('F32', [0, 3], 24, 24),
  };
  const found = read(file(header, data.subarray(0, 24))).weights;
  assert.equal(
    [...found].map(([name, { shape, data }]) => [name, shape, [...data]]),
    [
      ['d', [], [Math.fround(1 / 3)]],
      ['f', [1], [-7.25]],
      ['h', [1, 1], [1.5]],
      ['b', [1], [-3]],
      ['e', [0, 3], []],
    ],
  );
});

const f32 = (from: unknown, to: unknown, shape: unknown = [1]) => one('F32', shape, from, to);
const wrong: readonly (readonly [what: string, bytes: Uint8Array, error: RegExp])[] = [
  ['nothing', new Uint8Array(0), /has 0 bytes/],
  ['less than a length', new Uint8Array(7), /has 7 bytes/],
  ['a header longer than the file', file('{}', 0).fill(255, 0, 1), /header has 255 bytes, the file has 10/],
  ['a header of exabytes', file('{}', 0).fill(255, 0, 8), /header has 18446744073709552000 bytes/],
  ['text that is no JSON', file('{"a":', 0), /no JSON/],
  ['bytes that are no text', file('{"a\uffff', 0).fill(0xff, 10, 12), /no JSON/],
  ['a list', file('[]', 0), /no object/],
  ['nesting without end', file(`{"a":${'['.repeat(100_000)}`, 0), /no JSON/],
  ['deep nesting', file(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, 0), /"a" is no object/],
  ['a tensor that is a number', file({ a: 3 }, 0), /"a" is no object/],
  ['metadata of numbers', file({ __metadata__: { a: 3 } }, 0), /metadata are not texts/],
  ['an unknown format', file({ a: one('F8_E4M3', [4], 0, 4) }, 4), /unknown format, "F8_E4M3"/],
  ['a format by the name of a method', file({ a: one('toString', [4], 0, 4) }, 4), /unknown format/],
  ['integers', file({ a: one('I32', [1], 0, 4) }, 4), /"a" in the file is of format I32/],
  ['a negative side', file({ a: f32(0, 4, [-1]) }, 4), /shape of "a"/],
  ['a side that is no number', file({ a: f32(0, 4, ['1']) }, 4), /shape of "a"/],
  ['sides beyond all numbers', file({ a: f32(0, 4, [2 ** 40, 2 ** 40]) }, 4), /has 4 bytes and not/],
  ['a place with a fraction', file({ a: f32(0, 4.5) }, 8), /place of "a"/],
  ['a place backwards', file({ a: f32(4, 0) }, 4), /has -4 bytes and not 4/],
  ['a place behind the end', file({ a: f32(4, 8) }, 4), /gap before it/],
  ['a place of another size', file({ a: f32(0, 8) }, 8), /has 8 bytes and not 4/],
  ['an overlap', file({ a: f32(0, 8, [2]), b: f32(4, 12, [2]) }, 12), /"b" overlaps another tensor/],
  ['a gap', file({ a: f32(0, 4), b: f32(8, 12) }, 12), /"b" has a gap before it/],
  ['bytes that belong to nothing', file({ a: f32(0, 4) }, 8), /end at byte \d+, and the file at byte/],
  ['data that break off', file({ a: f32(0, 8, [2]) }, 4), /end at byte \d+, and the file at byte/],
];

for (const [what, bytes, error] of wrong)
  safetensors(`${what}: one clear error`, () => assert.match(errorOf(() => read(bytes)).message, error));

const sample = writeSafetensors({
  weights: new Map([
    ['generator.w', tensor([2, 3])],
    ['generator.b', tensor([2])],
  ]),
  metadata: { a: 'b' },
});

safetensors('cut off at every byte, it is an error', () => {
  for (let length = 0; length < sample.length; length++)
    assert.not.ok(
      endsWell(() => readWeights(bytesSource(sample.subarray(0, length)))),
      `${length}`,
    );
});

safetensors('however it is damaged, it is read or explained', () => {
  fc.assert(
    fc.property(damaged(sample), bytes => void endsWell(() => readWeights(bytesSource(bytes)))),
    { seed: 1, numRuns: 10_000 },
  );
});

safetensors.run();
