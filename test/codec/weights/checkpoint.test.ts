import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource, readWeights, type Weights } from '../../../codec/index.js';
import { errorOf } from '../damage.js';
import {
  checkpoint,
  dict,
  floats,
  global,
  int,
  type Program,
  pickle,
  reduce,
  storage,
  stored,
  text,
  tuple,
  whole,
} from './pickled.js';

const checkpoints = suite('PyTorch checkpoints');

const data = (name: string): Uint8Array => readFileSync(new URL(`../data/${name}`, import.meta.url));
const read = (bytes: Uint8Array): Weights => readWeights(bytesSource(bytes)).weights;
const small = (name: string): Uint8Array => data(`checkpoints/${name}`);

checkpoints('the reference network is the same as a checkpoint and as safetensors', () => {
  const weights = read(data('fomm-zero-64.pth.tar'));
  const all = read(data('fomm-zero-64.safetensors'));
  assert.is(weights.size, 184);
  for (const [name, { shape, data }] of weights) {
    assert.equal(all.get(name)!.shape, shape, name);
    assert.ok(
      data.every((value, i) => Object.is(value, all.get(name)!.data[i])),
      name,
    );
  }
  assert.equal(
    [...all.keys()].filter(name => /^(?:generator|kp_detector)\./.test(name)).filter(name => !weights.has(name)),
    [],
  );
});

const expected: Readonly<Record<string, readonly [number[], number[]]>> = JSON.parse(
  new TextDecoder().decode(small('expected.json')),
);

for (const name of ['zipped.pth.tar', 'legacy.pth.tar', 'proto4.pth.tar'])
  checkpoints(`${name}: views, all formats, beside an optimizer, as PyTorch has them`, () => {
    const weights = read(small(name));
    assert.equal([...weights.keys()], Object.keys(expected));
    for (const [key, [shape, values]] of Object.entries(expected)) {
      assert.equal(weights.get(key)!.shape, shape, key);
      assert.equal([...weights.get(key)!.data], values.map(Math.fround), key);
    }
  });

checkpoints('a state dict with full names, as training on several GPUs leaves it', () => {
  assert.equal(
    [...read(small('flat.pth')).keys()],
    ['conv.weight', 'conv.bias', 'norm.weight', 'norm.bias', 'norm.running_mean', 'norm.running_var'].map(
      name => `generator.${name}`,
    ),
  );
});

/** A checkpoint of one tensor `generator.w`. */
const single = (tensor: Program, storages: Readonly<Record<string, Uint8Array>>, level?: 0 | 9): Uint8Array =>
  checkpoint(pickle(dict({ generator: dict({ w: tensor }) })), storages, level);

checkpoints('any steps through a storage give what counting through them gives', () => {
  const axes = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 5 })), { maxLength: 4 });
  fc.assert(
    fc.property(axes, fc.nat(4), (steps, offset) => {
      const shape = steps.map(([side]) => side);
      const strides = steps.map(([, stride]) => stride);
      const values = Array.from({ length: 100 }, (_, i) => i * i);
      const places = shape.reduce<number[]>(
        (all, side, axis) => all.flatMap(at => Array.from({ length: side }, (_, i) => at + i * strides[axis]!)),
        [offset],
      );
      const file = single(stored(storage('0', 100), { offset, shape, strides }), { 0: floats(...values) });
      assert.equal(
        [...read(file).get('generator.w')!.data],
        places.map(place => values[place]!),
      );
    }),
    { seed: 1, numRuns: 200 },
  );
});

checkpoints('a packed archive is read too, and tensors may share a storage', () => {
  const bytes = floats(...Array.from({ length: 1000 }, (_, i) => i % 7));
  const tensors = {
    a: whole('0', [10, 100], 1000),
    b: stored(storage('0', 1000), { offset: 5, shape: [2], strides: [1] }),
  };
  const weights = read(checkpoint(pickle(dict({ generator: dict(tensors) })), { 0: bytes }, 9));
  assert.equal([...weights.get('generator.b')!.data], [5, 6]);
  assert.equal(weights.get('generator.a')!.data.length, 1000);
});

const four = { 0: floats(1, 2, 3, 4) };
const bytesOf = (length: number, ...values: readonly number[]): number[] =>
  Array.from({ length }, (_, i) => values[i % values.length]!);
const legacy = small('legacy.pth.tar');

const wrong: readonly (readonly [what: string, file: () => Uint8Array, error: RegExp])[] = [
  [
    'a call of the system',
    () => checkpoint(pickle(reduce(global('os', 'system'), tuple(text('touch /tmp/owned'))))),
    /it asks for os\.system/,
  ],
  ['posix by protocol 4', () => checkpoint(pickle(text('posix'), text('system'), [0x93])), /it asks for posix\.system/],
  [
    'eval',
    () => checkpoint(pickle(reduce(global('builtins', 'eval'), tuple(text('1'))))),
    /it asks for builtins\.eval/,
  ],
  [
    'a loader within the file',
    () => checkpoint(pickle(global('torch.storage', '_load_from_bytes'))),
    /_load_from_bytes/,
  ],
  [
    'methods of what is allowed',
    () => checkpoint(pickle(global('collections', 'OrderedDict.__class__'))),
    /OrderedDict\.__class__/,
  ],
  [
    'names of what every object has',
    () => checkpoint(pickle(global('constructor', 'constructor'))),
    /it asks for constructor\.constructor/,
  ],
  ['a name that is no text', () => checkpoint(pickle([0x5d, 0x5d, 0x93])), /something without a name/],
  ['an object of a class', () => checkpoint(pickle([0x7d, 0x29, 0x81])), /operation 0x81/],
  ['a whole module', () => small('module.pth'), /it asks for __main__\.Part/],
  ['a call of a text', () => checkpoint(pickle(reduce(text('f'), tuple()))), /calls what is no function/],
  [
    'a call without arguments',
    () => checkpoint(pickle(reduce(global('collections', 'OrderedDict'), int(3)))),
    /calls what is no function/,
  ],
  [
    'a dictionary of no pairs',
    () => checkpoint(pickle(reduce(global('collections', 'OrderedDict'), tuple(int(3))))),
    /made of no pairs/,
  ],
  [
    'a call of a storage',
    () => checkpoint(pickle(reduce(global('torch', 'FloatStorage'), tuple()))),
    /calls a type of storage/,
  ],
  ['items of a number', () => checkpoint(pickle(int(1), int(2), int(3), [0x73])), /no dictionary/],
  ['items of nothing', () => checkpoint(pickle([0x73])), /nothing on the stack/],
  ['a list of nothing', () => checkpoint(pickle([0x65])), /no mark/],
  ['a tuple over a mark', () => checkpoint(pickle(int(1), [0x28], [0x85])), /nothing on the stack/],
  ['an empty recall', () => checkpoint(pickle([0x68, 9])), /recalls what it has not stored/],
  ['no end', () => checkpoint(Uint8Array.from([0x80, 2, 0x7d])), /breaks off/],
  ['a text beyond the end', () => checkpoint(Uint8Array.from([0x58, 255, 255, 255, 255])), /breaks off/],
  ['a text of 2^63 bytes', () => checkpoint(Uint8Array.from([0x8d, ...bytesOf(8, 255)])), /breaks off/],
  [
    'a million and one operations',
    () => checkpoint(Uint8Array.from(bytesOf(1_000_001, 0x7d)), {}, 9),
    /more than 1000000 operations/,
  ],
  [
    'a description that is too long',
    () => checkpoint(new Uint8Array((16 << 20) + 1), {}, 9),
    /of which at most 16777216 are read/,
  ],
  ['no dictionary', () => checkpoint(pickle(int(3))), /no dictionary/],
  ['an empty dictionary', () => checkpoint(pickle(dict({}))), /it is empty/],
  [
    'other contents',
    () => checkpoint(pickle(dict({ model: dict({}), epoch: int(1) }))),
    /no tensors below "model", "epoch"/,
  ],
  [
    'the same name twice',
    () =>
      checkpoint(pickle(dict({ 'generator.w': whole('0', [4], 4), generator: dict({ w: whole('0', [4], 4) }) })), four),
    /"generator\.w" twice/,
  ],
  ['a reference to a module', () => checkpoint(pickle(tuple(text('module')), [0x51])), /no storage/],
  [
    'a storage of an unknown kind',
    () => single(stored(storage('0', 4, 'QInt8Storage'), { shape: [4], strides: [1] }), four),
    /asks for torch\.QInt8Storage/,
  ],
  [
    'a tensor of integers',
    () => single(stored(storage('0', 2, 'LongStorage'), { shape: [2], strides: [1] }), { 0: new Uint8Array(16) }),
    /of LongStorage, which is none of floats/,
  ],
  ['a missing storage', () => single(whole('1', [4], 4), four), /"archive\/data\/1" is missing/],
  ['a storage that is too short', () => single(whole('0', [5], 5), four), /has 16 bytes instead of 20/],
  [
    'a tensor beyond its storage',
    () => single(stored(storage('0', 4), { offset: 1, shape: [4], strides: [1] }), four),
    /larger than its storage/,
  ],
  [
    'one number for all',
    () => single(stored(storage('0', 4), { shape: [5], strides: [0] }), four),
    /larger than its storage/,
  ],
  [
    'a tensor of 2^60 elements',
    () => single(stored(storage('0', 4), { shape: [2 ** 30, 2 ** 30], strides: [0, 0] }), four),
    /more than 16 times the file/,
  ],
  ['nine dimensions', () => single(whole('0', bytesOf(9, 1), 4), four), /9 dimensions/],
  [
    'more strides than sides',
    () => single(stored(storage('0', 4), { shape: [4], strides: [1, 1] }), four),
    /no known way/,
  ],
  [
    'negative strides',
    () => single(stored(storage('0', 4), { offset: 3, shape: [4], strides: [-1] }), four),
    /no known way/,
  ],
  [
    'a bomb',
    () => single(stored(storage('0', 1 << 20), { shape: [1], strides: [1] }), { 0: new Uint8Array(1 << 22) }, 9),
    /more than 16 times the file/,
  ],
  [
    'an archive without a description',
    () =>
      new Uint8Array(checkpoint(pickle()).map((byte, i, all) => (all[i - 1] === 0x70 && byte === 0x6b ? 0x6c : byte))),
    /no data\.pkl/,
  ],
  ['another version of the old form', () => legacy.with(legacy.indexOf(0x4d) + 1, 0), /unknown version/],
];

for (const [what, file, error] of wrong)
  checkpoints(`${what}: one clear error`, () => assert.match(errorOf(() => read(file())).message, error));

checkpoints('a text, a tuple and a list that hold themselves are read, and passed over', () => {
  const cycle: Program = [0x5d, 0x71, 0, 0x68, 0, 0x61];
  const deep: Program = [0x29, ...bytesOf(50_000, 0x85)];
  const weights = read(
    checkpoint(pickle(dict({ cycle, deep, generator: dict({ w: whole('0', [4], 4), cycle, deep }) })), four),
  );
  assert.equal([...weights.keys()], ['generator.w']);
});

checkpoints('a change of any byte of a storage is noticed', () => {
  const file = single(whole('0', [4], 4), four);
  const place = file.findIndex((_, i) => [0x80, 0x3f, 0, 0, 0, 0x40].every((byte, k) => file[i + k] === byte));
  assert.match(errorOf(() => read(file.with(place, 1))).message, /do not fit their CRC/);
});

checkpoints.run();
