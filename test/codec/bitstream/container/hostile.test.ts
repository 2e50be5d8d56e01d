import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crc32 } from '../../../../codec/bitstream/container/checksum.js';
import { writeHeader } from '../../../../codec/bitstream/container/header-bytes.js';
import { type RecordKind, writeRecord } from '../../../../codec/bitstream/container/record.js';
import { varint } from '../../../../codec/bitstream/container/varint.js';
import { CodecError, keypointCoder, readAgc, readAgcStream } from '../../../../codec/index.js';
import { header, plain, sample } from './sample.js';

interface Outcome {
  readonly frames: readonly ReturnType<typeof plain>[];
  readonly error: CodecError | undefined;
}

/** Reads what can be read; anything thrown that is no `CodecError` fails the test. */
function read(bytes: Uint8Array): Outcome {
  const frames: ReturnType<typeof plain>[] = [];
  try {
    const file = readAgc(bytes);
    for (const frame of file.frames()) frames.push(plain(frame));
    file.groups();
    return { frames, error: undefined };
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    assert.ok(error.message.length > 10 && error.message.length < 250 && error.help.length > 10, error.message);
    assert.not(/undefined|NaN|\[object/.test(error.message), error.message);
    return { frames, error };
  }
}

/** The same, as it comes in. */
async function readStream(bytes: Uint8Array): Promise<Outcome> {
  const frames: ReturnType<typeof plain>[] = [];
  try {
    for await (const frame of (await readAgcStream([bytes.subarray(0, 7), bytes.subarray(7)])).frames)
      frames.push(plain(frame));
    return { frames, error: undefined };
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return { frames, error };
  }
}

const { bytes, ends } = sample(6);
const whole = read(bytes);
const headerLength = writeHeader(header).length;

test('a stream that is cut off anywhere gives the frames before the cut, and one error', async () => {
  assert.is(whole.frames.length, 6);
  for (let length = 0; length < bytes.length; length++) {
    const { frames, error } = read(bytes.subarray(0, length));
    assert.ok(error, `cut at ${length}`);
    assert.equal(frames, whole.frames.slice(0, ends.filter(end => end <= length).length), `cut at ${length}`);
    if (length > headerLength) assert.match(error.message, `breaks off at byte ${length}`);
    const streamed = await readStream(bytes.subarray(0, length));
    assert.equal(streamed.frames, frames);
    assert.is(streamed.error?.message, error.message);
  }
});

test('any wrong bit gives the frames before it, and one error', () => {
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const wrong = bytes.slice();
    wrong[bit >> 3]! ^= 1 << (bit & 7);
    const { frames, error } = read(wrong);
    assert.ok(error, `bit ${bit}`);
    assert.equal(frames, whole.frames.slice(0, ends.filter(end => end <= bit >> 3).length), `bit ${bit}`);
  }
});

test('frames that are lost, twice there or in another order are told', () => {
  const piece = (i: number): Uint8Array => bytes.subarray(i < 0 ? 0 : ends[i]!, ends[i + 1]);
  const rest = bytes.subarray(ends[5]);
  const of = (...order: number[]): Outcome =>
    read(Buffer.concat([bytes.subarray(0, ends[0]), ...order.map(i => piece(i - 1)), rest]));
  assert.not(of(1, 2, 3, 4, 5).error);
  for (const order of [
    [2, 3, 4, 5],
    [1, 3, 4, 5],
    [1, 1, 2, 3, 4, 5],
    [2, 1, 3, 4, 5],
    [1, 2, 4, 5],
    [1, 2, 3, 5],
    [1, 2, 3, 4],
    [4, 5],
    [5],
  ])
    assert.ok(of(...order).error, `${order}`);
});

test('with `partial` reading ends at the damage, and says what it is', async () => {
  const wrong = bytes.slice();
  wrong[ends[3]! + 3]! ^= 4;
  const file = readAgc(wrong, { partial: true });
  assert.is(file.damage, undefined);
  assert.equal([...file.frames()].map(plain), whole.frames.slice(0, 4));
  assert.match(file.damage!.message, `the record at byte ${ends[3]}`);
  const stream = await readAgcStream([wrong], { partial: true });
  const frames = [];
  for await (const frame of stream.frames) frames.push(plain(frame));
  assert.equal(frames, whole.frames.slice(0, 4));
  assert.is(stream.damage!.message, file.damage!.message);
  const [cut] = [readAgc(bytes.subarray(0, -1), { partial: true })];
  assert.is([...cut!.frames()].length, 6);
  assert.is(cut!.groups().length, 2);
  assert.ok(cut!.damage);
});

const refused = (stream: Uint8Array | readonly number[], pattern: RegExp): void =>
  assert.match(read(Uint8Array.from(stream)).error?.message ?? 'no error', pattern);

test('what is no stream, or one of the future, is said to be so', () => {
  refused([], /empty file/);
  refused([...Buffer.from('YUV4MPEG2 W64 H64 F25:1')], /no \.agc stream/);
  refused(bytes.subarray(0, 3), /no \.agc stream/);
  refused(bytes.subarray(0, 5), /ends after 5 bytes, within its header/);
  refused([...bytes.subarray(0, 4), 2, ...bytes.subarray(5)], /version 2 of the format, .* reads version 1/);
});

const crcOf = (body: Uint8Array): Buffer => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(body));
  return sum;
};

/** The sample's header with other fields, and a checksum that is right. */
function withHeader(change: (view: DataView) => void): Uint8Array {
  const changed = writeHeader(header);
  change(new DataView(changed.buffer));
  const body = changed.subarray(0, -4);
  return Buffer.concat([body, crcOf(body)]);
}

test('a header with fields out of their bounds is refused before anything is made of it', () => {
  const wrong: [(view: DataView) => void, RegExp][] = [
    [view => view.setUint16(6, 0, true), /width .* is 0/],
    [view => view.setUint16(8, 65535, true), /height .* is 65535/],
    [view => view.setUint32(14, 0, true), /rate\.denominator .* is 0/],
    [view => view.setUint8(18, 255), /keypoints\.count .* is 255/],
    [view => view.setUint8(19, 9), /format 9, at byte 19/],
    [view => view.setUint16(20, 0, true), /keypoints\.steps .* is 0/],
    [view => view.setUint16(24, 0, true), /gopLimit .* is 0/],
    [view => view.setUint8(34, 27), /network\.name .*u001b/],
  ];
  for (const [change, pattern] of wrong) refused(withHeader(change), pattern);
});

test('a network without a name is refused', () => {
  const nameless = Buffer.concat([writeHeader(header).subarray(0, 34)]);
  nameless[5] = 0;
  refused(Buffer.concat([nameless, crcOf(nameless)]), /network\.name .* is ""/);
});

/** A stream of records with right checksums. */
function stream(records: readonly (readonly [RecordKind, readonly number[]])[], of = header): Uint8Array {
  let chain = 0;
  const parts = records.map(([kind, payload]) => {
    const record = writeRecord(kind, Uint8Array.from(payload), chain);
    chain = record.chain;
    return record.bytes;
  });
  return Buffer.concat([writeHeader(of), ...parts]);
}

const u32 = (value: number): number[] => [0, 8, 16, 24].map(shift => (value >>> shift) & 255);
const source = (index: number): [RecordKind, number[]] => ['source', [...varint(index), 0, 42]];
const end = (frames: number, index = 0): [RecordKind, number[]] => ['end', [...u32(frames), ...u32(index)]];

test('records that are whole and make no sense are refused', () => {
  assert.not(read(stream([source(0), ['predicted', []], end(2)])).error);
  refused(stream([]), /breaks off at byte 45, after 0 frames/);
  refused(stream([end(0)]), /no frames/);
  refused(stream([['index', []], end(0, 5)]), /no frames/);
  refused(stream([['predicted', []]]), /no source frame before it/);
  refused(stream([source(1)]), /has number 1, and frame 0/);
  refused(stream([source(0), source(0)]), /has number 0, and frame 1/);
  refused(stream([source(0), end(2)]), /after 1 frames, and should have 2/);
  refused(stream([source(0), end(1, 5)]), /index .* has 0 bytes, and should have 5/);
  refused(stream([source(0), ['index', [1, 1]], source(1)]), /follows the index/);
  refused(stream([source(0), ['index', []], ['index', []], end(1, 5)]), /follows the index/);
  refused(stream([source(0), ['end', [1, 0, 0, 0]]]), /4 bytes, not 8/);
  refused(stream([['source', [0, 0]]]), /no picture/);
  refused(stream([['source', [0, 9, 1, 2, 3]]]), /no picture/);
  refused(stream([['source', [128, 128, 128, 128, 128, 1]]]), /no picture/);
  refused(
    stream([source(0), ['predicted', Array(100).fill(255)]]),
    /frame 1, at byte .*(more than they need|more bits)/,
  );
  const five: [RecordKind, number[]][] = Array(4).fill(['predicted', []]);
  refused(stream([source(0), ...five]), /exceeds the limit of 4 frames/);
  // After a frame of zeros, which `source` is, four more in one record; then two where there must be one.
  const zeros = (count: number) => Array.from({ length: count }, () => new Int32Array(6));
  const coder = keypointCoder(header.keypoints);
  coder.encode(zeros(1));
  refused(stream([source(0), ['predicted', [...coder.encode(zeros(4))]]]), /exceeds the limit of 4 frames/);
  const two = keypointCoder(header.keypoints).encode(zeros(2));
  refused(stream([['source', [0, two.length, ...two, 42]]]), /keypoints of 2 frames/);
  refused(Buffer.concat([stream([source(0), end(1)]), Buffer.of(0)]), /1 bytes follow the end/);
});

test('an index that does not fit the stream is as none, whatever it claims', () => {
  const frames: [RecordKind, number[]][] = [source(0), ['predicted', []]];
  const [right] = readAgc(stream([...frames, end(2)])).groups();
  assert.is(right!.frames, 2);
  const entries = [[2, right!.bytes + 1], [3, right!.bytes], [1, right!.bytes], [0, 0], [1, 5, 1, 5], [2], [128], []];
  for (const entry of [[2, right!.bytes], ...entries]) {
    const index: [RecordKind, number[]] = ['index', entry];
    const file = readAgc(stream([...frames, index, end(2, entry.length + 5)]));
    assert.equal(file.groups(), [right], `${entry}`);
    assert.is([...file.frames(1)].length, 2);
  }
});

test('absurd lengths are refused before their bytes are waited for', async () => {
  const claim = (kind: number, length: number): Uint8Array =>
    Buffer.concat([stream([source(0)]), Buffer.from(varint(length * 4 + kind))]);
  refused(claim(0, 2 ** 21 + 1), /claims 2097153 bytes/);
  refused(claim(1, 2 ** 24 + 1), /claims 16777217 bytes/);
  refused(claim(2, 2 ** 20 + 1), /claims 1048577 bytes/);
  refused(claim(3, 9), /claims 9 bytes/);
  refused(claim(0, 2 ** 32), /claims 4294967296 bytes/);
  refused([...stream([source(0)]), 128, 128, 128, 128, 128, 128], /begins with no length/);
  refused([...stream([source(0)]), 128, 0], /begins with no length/);
  // Only a longest record is ever held of a source that never ends.
  let given = 0;
  const endless = function* () {
    yield claim(1, 2 ** 24 + 1);
    for (;;) yield new Uint8Array(++given);
  };
  const { frames } = await readAgcStream(endless());
  assert.is((await frames.next()).done, false);
  await frames.next().then(
    () => assert.unreachable(),
    error => assert.match(error.message, /claims 16777217/),
  );
  assert.is(given, 0);
});

test('no more than the longest record is taken from a source that never ends', async () => {
  let taken = 0;
  const endless = function* () {
    yield Buffer.concat([stream([]), Buffer.from(varint(2 ** 24 * 4 + 1))]);
    for (; ; taken += 2 ** 16) yield new Uint8Array(2 ** 16);
  };
  const { frames } = await readAgcStream(endless());
  await frames.next().then(
    () => assert.unreachable(),
    error => assert.match(error.message, /CRC does not match/),
  );
  assert.ok(taken <= 2 ** 24 + 2 ** 16, `${taken} bytes`);
});

const runs = 10_000;

/** What happens to a good stream on its way. */
const mutation = fc.oneof(
  fc.record({ at: fc.nat(bytes.length - 1), write: fc.uint8Array({ minLength: 1, maxLength: 6 }) }),
  fc.record({ at: fc.nat(bytes.length - 1), remove: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ at: fc.nat(bytes.length - 1), insert: fc.uint8Array({ minLength: 1, maxLength: 6 }) }),
);

function mutate(good: Uint8Array, change: { at: number; write?: Uint8Array; remove?: number; insert?: Uint8Array }) {
  const { at, write, remove = write?.length ?? 0, insert = write ?? new Uint8Array(0) } = change;
  return Buffer.concat([good.subarray(0, at), insert, good.subarray(at + remove)]);
}

test(`${runs / 2} streams that were changed somewhere: the frames before, then an error, unless nothing changed`, () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), changes => {
      const changed = changes.reduce<Uint8Array>(mutate, bytes);
      const first = changed.findIndex((byte, i) => byte !== bytes[i]);
      const { frames, error } = read(changed);
      if (first < 0 && changed.length === bytes.length) return;
      assert.ok(error);
      const intact = ends.filter(end => end <= (first < 0 ? changed.length : first)).length;
      assert.equal(frames.slice(0, intact), whole.frames.slice(0, intact));
      assert.is(frames.length, intact);
    }),
    { numRuns: runs / 2, seed: 1 },
  );
});

const kinds: readonly RecordKind[] = ['predicted', 'predicted', 'predicted', 'source', 'index', 'end'];
const anyRecord = fc.tuple(fc.constantFrom(...kinds), fc.array(fc.nat(255), { maxLength: 40 }));
const codeOf = fc.array(fc.nat(255), { maxLength: 12 });
const likely = fc.oneof(
  { weight: 1, arbitrary: anyRecord },
  { weight: 8, arbitrary: codeOf.map((code): [RecordKind, number[]] => ['predicted', code]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(4), codeOf)
      .map(([index, code]): [RecordKind, number[]] => ['source', [index, code.length, ...code, 1, 2, 3]]),
  },
  { weight: 1, arbitrary: fc.nat(5).map(frames => end(frames)) },
);

test(`${runs * 0.4} streams of any records with right checksums: frames within the format, or an error`, () => {
  let complete = 0;
  fc.assert(
    fc.property(fc.boolean(), codeOf, fc.array(likely, { maxLength: 8 }), (jacobians, code, records) => {
      const of = jacobians ? { ...header, keypoints: { ...header.keypoints, jacobianSteps: 64 } } : header;
      const first: [RecordKind, number[]] = ['source', [0, code.length, ...code, 9]];
      const { frames, error } = read(stream([first, ...records], of));
      for (const { keypoints } of frames) for (const v of keypoints) assert.ok(Math.abs(v) <= 2 ** 20 / 64, `${v}`);
      if (!error) complete++;
    }),
    { numRuns: runs * 0.4, seed: 2 },
  );
  assert.ok(complete > 0, 'some are streams');
});

test(`${runs * 0.1} files of random bytes, with and without a beginning that is right`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(headerLength), fc.uint8Array({ maxLength: 200 }), async (good, noise) => {
      const file = Buffer.concat([bytes.subarray(0, good), noise]);
      const { frames, error } = read(file);
      assert.ok(error);
      assert.equal(frames, []);
      assert.is((await readStream(file)).error?.message, error.message);
    }),
    { numRuns: runs * 0.1, seed: 3 },
  );
});

test.run();
