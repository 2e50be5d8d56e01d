import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type AgcHeader,
  agcWriter,
  CodecError,
  checkNetwork,
  type DecodeOptions,
  type Decoder,
  decode,
  decodeAvif,
  decoderOf,
  encode,
  encodeAvif,
  encoderEngine,
  floatDecoder,
  floatDetector,
  integerDecoder,
  integerPredictor,
  loadNetwork,
  networkHash,
  openDecoder,
  type Picture,
  pictureToTensor,
  planesToPicture,
  predictor,
  readAgc,
  tensor,
  tensorToPicture,
} from '../../../codec/index.js';
import { assertExplained, damaged } from '../damage.js';
import { all, drawn, small, smallInteger, videoOf } from './small.js';

const decoding = suite('decoder');
const quantized = smallInteger();

/** Three groups: frames 0 to 3, 4 to 7, 8 to 10. */
const stream = new Uint8Array(
  Buffer.concat(await all(encode(small, videoOf(drawn(11, 1)), { gop: 4, batch: 2, decoder: false }).chunks)),
);
const file = readAgc(stream);

const frames = async (bytes: Uint8Array, options: DecodeOptions = {}): Promise<Picture[]> =>
  all((await decode([bytes], { decoder: floatDecoder(small), ...options })).frames);

const failed = async (act: () => Promise<unknown>): Promise<CodecError> => {
  try {
    await act();
  } catch (error) {
    assertExplained(error);
    return error;
  }
  return assert.unreachable('it ended without an error') as never;
};

decoding('frames are those which the engines give, called by hand', async () => {
  const floats = predictor(small.config, small.weights);
  const integers = integerPredictor(quantized);
  const [inFloat, inInt8] = [await frames(stream), await frames(stream, { decoder: integerDecoder(quantized) })];
  let from: Picture;
  let keypoints: Parameters<typeof floats.frame>[1];
  let count = 0;
  for (const [i, frame] of [...file.frames()].entries()) {
    count++;
    if (frame.kind === 'source') {
      from = await decodeAvif(frame.picture);
      keypoints = frame.keypoints;
      assert.equal([inFloat[i], inInt8[i]], [from, from]);
      continue;
    }
    const { prediction } = floats.frame(floats.source(pictureToTensor(from!)), keypoints!, frame.keypoints);
    assert.equal(inFloat[i], tensorToPicture(prediction));
    const integer = integers.frame(integers.source(from!), keypoints!, frame.keypoints);
    assert.equal(inInt8[i], planesToPicture(integer.prediction!));
  }
  assert.equal([inFloat.length, inInt8.length], [count, count]);
});

decoding('the fast engine gives the same pictures, but for a step of a byte', async () => {
  const { detect, decoder, close } = await encoderEngine(small, 'fast');
  const [one, other] = [await frames(stream, { count: 3 }), await frames(stream, { count: 3, decoder })];
  one.forEach(({ rgb }, i) => {
    assert.ok(rgb.every((byte, at) => Math.abs(byte - other[i]!.rgb[at]!) <= 1));
  });
  const [picture] = drawn(1, 1);
  const [here, there] = [await floatDetector(small)(picture!), await detect(picture!)];
  assert.ok(here.keypoints.data.every((x, i) => Math.abs(x - there.keypoints.data[i]!) < 1e-4));
  await close();
});

decoding('any part of a stream is what it is in the whole; groups before it cost no picture', async () => {
  const whole = await frames(stream);
  for (const [from, count] of [
    [0, 1],
    [3, 2],
    [4, 4],
    [6, 100],
    [10, 1],
  ] as const) {
    const sources: Picture[] = [];
    const inner = floatDecoder(small);
    const decoder: Decoder = {
      ...inner,
      source: (picture, at) => {
        sources.push(picture);
        return inner.source(picture, at);
      },
    };
    assert.equal(await frames(stream, { from, count, decoder }), whole.slice(from, from + count));
    const groups = file.groups().filter(group => group.index < from + count && group.index + group.frames > from);
    assert.is(sources.length, groups.length);
  }
});

decoding('it reads no further than the frames that are wanted, and closes what it reads', async () => {
  let read = 0;
  let closed = false;
  async function* byByte() {
    try {
      for (const byte of stream) {
        read++;
        yield Uint8Array.of(byte);
      }
    } finally {
      closed = true;
    }
  }
  const video = await decode(byByte(), { decoder: floatDecoder(small), count: 2 });
  assert.is((await all(video.frames)).length, 2);
  const [, second] = file.groups();
  assert.ok(read < second!.offset && closed);
  // One that nobody goes through, too.
  closed = false;
  await (await decode(byByte(), { decoder: floatDecoder(small) })).close();
  assert.ok(closed);
});

decoding('of a damaged stream the frames before the damage are kept, if one asks for it', async () => {
  const whole = await frames(stream);
  const offsets = [...file.frames()].map(({ offset }) => offset);
  for (const cut of [offsets[4]! + 3, offsets[5]! + 1, stream.length - 1]) {
    const bytes = stream.subarray(0, cut);
    const error = await failed(() => frames(bytes));
    const video = await decode([bytes], { decoder: floatDecoder(small), partial: true });
    const kept = await all(video.frames);
    // Those of a batch share a record, and an offset.
    const before = offsets.filter(
      (at, i) => (offsets.slice(i).find(next => next > at) ?? stream.length) <= cut || at + 8 < cut,
    ).length;
    assert.equal(kept, whole.slice(0, kept.length));
    assert.ok(kept.length > 0 && kept.length <= before);
    assert.is(video.damage!.message, error.message);
  }
  // Where there is nothing to keep it remains an error.
  await failed(() => frames(stream.subarray(0, offsets[0]! + 20), { partial: true }));
});

decoding('whatever is damaged, what comes is a beginning of the clip, or one clear error', async () => {
  const repeat = (): Decoder => decoderOf({ source: picture => picture, frame: from => from });
  const whole = await frames(stream, { decoder: repeat() });
  await fc.assert(
    fc.asyncProperty(damaged(stream), async bytes => {
      try {
        const video = await decode([bytes], { decoder: repeat(), partial: true });
        const kept = await all(video.frames);
        assert.equal(kept, whole.slice(0, kept.length));
        assert.ok(kept.length === whole.length || video.damage);
      } catch (error) {
        assertExplained(error);
      }
    }),
    { seed: 1, numRuns: 150 },
  );
});

const header: AgcHeader = file.header;

/** A stream whose checksums are right, and which is wrong nevertheless. */
function forged(change: Partial<AgcHeader>, picture: Uint8Array): Uint8Array {
  const writer = agcWriter({ ...header, ...change });
  const at = { keypoints: tensor([change.keypoints?.count ?? 3, 2]) };
  return Buffer.concat([writer.header, writer.source(picture, at).bytes, writer.end()]);
}

decoding('a source picture that is none, or of another size, is refused before it takes memory', async () => {
  const [large] = drawn(1, 1);
  const wide = await encodeAvif({ width: 128, height: 32, rgb: large!.rgb });
  assert.match((await failed(() => frames(forged({}, wide)))).message, /it has 128x32 pixels instead of 64x64/);
  assert.match((await failed(() => frames(forged({}, Uint8Array.of(1, 2, 3))))).message, /it does not begin as one/);
  assert.match(
    (await failed(() => frames(forged({}, wide.subarray(0, 300)), { partial: true }))).message,
    /^a picture is no AVIF/,
  );
});

decoding('a stream needs the network that it was made with', async () => {
  const avif = await encodeAvif(drawn(1, 1)[0]!);
  const unknown = await failed(() => decode([stream]));
  assert.is(
    unknown.message,
    `the stream was made with the network small (${header.network.hash}), which does not ship`,
  );
  const wrong = { ...header.network, name: 'tiny-64' };
  const other = await failed(() => decode([forged({ network: wrong }, avif)]));
  assert.match(other.message, /^the stream was made with the network tiny-64 \(\w+\), and this is tiny-64/);
  assert.throws(
    () => checkNetwork(header, { ...header.network, hash: '0'.repeat(16) }),
    (error: unknown) => error instanceof CodecError,
  );
  const missing = await failed(() => decode([stream], { network: 'nowhere.safetensors' }));
  assert.match(missing.message, /^cannot read nowhere\.safetensors: there is no such file$/);
});

decoding('a header that does not fit its network is refused', async () => {
  const { config, weights } = await loadNetwork('tiny-64');
  const network = { name: 'tiny-64', hash: networkHash(config, weights) };
  for (const change of [
    { width: 65 },
    { height: 32 },
    { keypoints: { count: 3, steps: 256 } },
    { keypoints: { count: 10, steps: 256, jacobianSteps: 9 } },
  ])
    assert.match(
      (await failed(() => openDecoder({ ...header, keypoints: { count: 10, steps: 256 }, network, ...change })))
        .message,
      /^the stream says .* pixels of .* keypoints with.* Jacobians, and its network makes 64x64 pixels of 10 keypoints without Jacobians$/,
    );
  const fitting = { ...header, keypoints: { count: 10, steps: 256 }, network };
  const decoder = await openDecoder(fitting);
  assert.type(decoder.frame, 'function');
  // A quantized network holds its configuration; another one that is given is not passed over.
  await openDecoder(fitting, { engine: 'int8', config: 'tiny-64' });
  for (const [options, message] of [
    [{ engine: 'int8', config: 'vox-256' }, /^the quantized network tiny-64 is not of the configuration vox-256$/],
    [{ engine: 'float', array: '16x16' }, /^an array of 16x16 for the engine float$/],
  ] as const)
    assert.match((await failed(() => openDecoder(fitting, options))).message, message);
});

decoding('frames are counted from 0, and one is wanted at least', async () => {
  assert.is((await failed(() => frames(stream, { from: 11 }))).message, 'the stream has no frame 11: it has 11');
  for (const options of [{ from: -1 }, { from: 0.5 }, { count: 0 }, { count: Number.NaN }])
    assert.match((await failed(() => frames(stream, options))).message, /frames from frame/);
  try {
    await floatDecoder(small).frame({ keypoints: tensor([3, 2]) });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RangeError);
  }
});

decoding.run();
