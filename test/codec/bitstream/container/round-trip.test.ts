import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type AgcFrame,
  type AgcHeader,
  type AgcSourceFrame,
  agcWriter,
  CodecError,
  type Keypoints,
  readAgc,
  readAgcStream,
  tensor,
  type WrittenBatch,
} from '../../../../codec/index.js';
import { header, plain, sample } from './sample.js';

const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;

const headers = record({
  width: fc.integer({ min: 1, max: 4096 }),
  height: fc.integer({ min: 1, max: 4096 }),
  rate: record({
    numerator: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    denominator: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  }),
  keypoints: fc.oneof(
    record({ count: fc.integer({ min: 1, max: 64 }), steps: fc.integer({ min: 1, max: 65535 }) }),
    record({
      count: fc.integer({ min: 1, max: 64 }),
      steps: fc.integer({ min: 1, max: 65535 }),
      jacobianSteps: fc.integer({ min: 1, max: 65535 }),
    }),
  ),
  gopLimit: fc.integer({ min: 1, max: 65535 }),
  pictureFormat: fc.constant('avif' as const),
  network: record({
    name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
    hash: fc.stringMatching(/^[0-9a-f]{16}$/),
  }),
});

/** A header, and frames that a stream with it may have: whether it is a source frame, its picture, its numbers or
 * those of a batch. */
const streams = headers.chain(of => {
  const numbers = of.keypoints.count * ('jacobianSteps' in of.keypoints ? 6 : 2);
  const frame = fc.record({
    source: fc.boolean(),
    batch: fc.array(fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: numbers, maxLength: numbers }), {
      minLength: 1,
      maxLength: 3,
    }),
    picture: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  });
  return fc.record({ of: fc.constant<AgcHeader>(of), frames: fc.array(frame, { minLength: 1, maxLength: 12 }) });
});

function keypointsOf(of: AgcHeader, numbers: readonly number[]): Keypoints {
  const { count, jacobianSteps } = of.keypoints;
  const keypoints = tensor([count, 2], Float32Array.from(numbers.slice(0, 2 * count)));
  if (jacobianSteps === undefined) return { keypoints };
  return { keypoints, jacobians: tensor([count, 2, 2], Float32Array.from(numbers.slice(2 * count))) };
}

const isRangeError = (error: unknown): boolean => error instanceof RangeError;
const isCodecError = (error: unknown): boolean => error instanceof CodecError;

/** The bytes in chunks of these lengths, over and over. */
async function* chunked(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length]!;
    yield bytes.slice(at, at + length);
    at += length;
  }
}

test('any stream comes back as the writer said, from memory and in pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      streams,
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      async ({ of, frames }, index, lengths) => {
        const writer = agcWriter(of, { index });
        const parts = [writer.header];
        const expected: ReturnType<typeof plain>[] = [];
        const wrote = (
          { bytes, size }: Pick<WrittenBatch, 'bytes' | 'size'>,
          frames: readonly Keypoints[],
          picture?: Uint8Array,
        ) => {
          assert.is(size.picture + size.keypoints + size.framing, bytes.length);
          const offset = Buffer.concat(parts).length;
          parts.push(bytes);
          frames.forEach((keypoints, i) => {
            const frame = { index: expected.length, offset, keypoints };
            const nothing = { picture: 0, keypoints: 0, framing: 0 };
            const whole: AgcFrame = picture
              ? { kind: 'source', picture, ...frame, size }
              : { kind: 'predicted', ...frame, size: i === 0 ? size : nothing };
            expected.push(plain(whole));
          });
        };
        let room = 0;
        for (const [i, { source, picture, batch }] of frames.entries()) {
          const given = batch.map(numbers => keypointsOf(of, numbers));
          if (source || i === 0 || room < given.length) {
            const written = writer.source(picture, given[0]!);
            wrote(written, [written.keypoints], picture);
            room = of.gopLimit - 1;
          } else {
            const written = writer.batch(given);
            wrote(written, written.frames);
            room -= given.length;
          }
        }
        const bytes = new Uint8Array(Buffer.concat([...parts, writer.end()]));
        const file = readAgc(bytes);
        assert.equal(file.header, of);
        assert.equal([...file.frames()].map(plain), expected);
        const stream = await readAgcStream(chunked(bytes, lengths));
        assert.equal(stream.header, of);
        const streamed: ReturnType<typeof plain>[] = [];
        for await (const frame of stream.frames) streamed.push(plain(frame));
        assert.equal(streamed, expected);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test('reading may begin at any frame, with an index and without', () => {
  for (const index of [true, false]) {
    const file = readAgc(sample(14, { index }).bytes);
    const all = [...file.frames()].map(plain);
    const groups = file.groups();
    assert.equal(
      groups.map(({ index, frames }) => [index, frames]),
      [
        [0, 4],
        [4, 4],
        [8, 4],
        [12, 2],
      ],
    );
    for (let from = 0; from < 14; from++)
      assert.equal([...file.frames(from)].map(plain), all.slice(from - (from % 4)), `from ${from}`);
    assert.throws(() => [...file.frames(14)], isRangeError);
    assert.throws(() => [...file.frames(-1)], isRangeError);
  }
});

test('an index costs a few bytes for each group, and one that does not fit is as none', () => {
  const { bytes } = sample(14);
  const without = sample(14, { index: false });
  assert.ok(bytes.length - without.bytes.length <= 5 + 4 * 3, `${bytes.length - without.bytes.length} bytes`);
  const expected = readAgc(bytes).groups();
  assert.equal(readAgc(without.bytes).groups(), expected);
  const damaged = bytes.slice();
  damaged[bytes.length - 13 - 6]! ^= 1;
  assert.throws(() => readAgc(damaged).groups(), isCodecError);
  assert.equal(readAgc(damaged, { partial: true }).groups(), expected);
});

test('frames come out of a stream as soon as their last byte is in', async () => {
  const { bytes, ends } = sample(9);
  let given = 0;
  async function* source() {
    for (const byte of bytes) {
      given++;
      yield Uint8Array.of(byte);
    }
  }
  const { frames } = await readAgcStream(source());
  for await (const { index } of frames) assert.is(given, ends[index]);
});

test('a stream waits for nothing behind the end record, and closes its source', async () => {
  const { bytes } = sample(3);
  let closed = 0;
  async function* source() {
    try {
      yield bytes;
      await new Promise(() => {});
    } finally {
      closed++;
    }
  }
  for await (const _ of (await readAgcStream(source())).frames);
  assert.is(closed, 1);
  for await (const _ of (await readAgcStream(source())).frames) break;
  assert.is(closed, 2);
});

test('what a writer cannot write is refused, and leaves the stream as it was', () => {
  const still = { keypoints: tensor([3, 2]) };
  const astray = { keypoints: tensor([3, 2], new Float32Array(6).fill(NaN)) };
  const picture = Uint8Array.of(1);
  const refused = (call: () => unknown, pattern: RegExp): void =>
    assert.throws(call, (error: unknown) => error instanceof CodecError && pattern.test(error.message));
  const writer = agcWriter({ ...header, gopLimit: 2 });
  refused(() => writer.end(), /without frames/);
  refused(() => writer.predicted(still), /first frame/);
  refused(() => writer.source(new Uint8Array(0), still), /picture of 0 bytes/);
  refused(() => writer.source(new Uint8Array(2 ** 24), still), /picture of 16777216 bytes/);
  refused(() => writer.source(picture, astray), /keypoint 0/);
  const parts = [writer.header, writer.source(picture, still).bytes];
  refused(() => writer.predicted(astray), /keypoint 0/);
  refused(() => writer.batch([]), /batch of 0 frames/);
  refused(() => writer.batch([still, still]), /1 frames already, and 2 is the limit/);
  refused(() => writer.batch(Array(65).fill(still)), /batch of 65 frames/);
  parts.push(writer.predicted(still).bytes);
  refused(() => writer.predicted(still), /2 frames already, and 2 is the limit/);
  refused(() => writer.source(picture, astray), /keypoint 0/);
  parts.push(writer.source(picture, still).bytes, writer.end());
  refused(() => writer.source(picture, still), /ended/);
  refused(() => writer.end(), /ended/);
  assert.is([...readAgc(Buffer.concat(parts)).frames()].length, 3);
});

test('the largest picture goes through', () => {
  const picture = new Uint8Array(2 ** 24 - 2 ** 16).fill(7);
  const writer = agcWriter(header);
  const bytes = Buffer.concat([
    writer.header,
    writer.source(picture, { keypoints: tensor([3, 2]) }).bytes,
    writer.end(),
  ]);
  const [frame] = readAgc(bytes).frames();
  assert.is(Buffer.compare((frame as AgcSourceFrame).picture, picture), 0);
});

test.run();
