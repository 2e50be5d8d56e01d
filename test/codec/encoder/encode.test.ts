import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CodecError,
  type Decoder,
  decode,
  decodeAvif,
  dequantizeKeypoints,
  type EncodeOptions,
  encode,
  floatDecoder,
  type Picture,
  picture,
  pictureToTensor,
  predictor,
  psnr,
  quantizeKeypoints,
  rateText,
  readAgc,
  tensor,
} from '../../../codec/index.js';
import { assertExplained } from '../damage.js';
import { all, drawn, small, videoOf } from '../decoder/small.js';

const encoder = suite('encoder');

async function encoded(pictures: Iterable<Picture>, options: EncodeOptions = {}, fps = 25) {
  const { chunks, report } = encode(small, videoOf(pictures, fps), options);
  const parts = await all(chunks);
  return { parts, bytes: new Uint8Array(Buffer.concat(parts)), report: report() };
}

/** An encoder's view of a decoder that repeats the source: quick, and poor wherever something moves. */
function repeating(): Decoder & { readonly sources: Picture[] } {
  const sources: Picture[] = [];
  return {
    sources,
    source: async from => void sources.push(from),
    frame: async () => sources.at(-1)!,
    close: async () => {},
  };
}

const nowhere = () => ({ keypoints: tensor([3, 2]) });

encoder('what is sent is what the detector found and the picture that was there, quantized', async () => {
  const pictures = drawn(7, 1);
  const { bytes, report } = await encoded(pictures, { gop: 4, steps: 100 });
  const file = readAgc(bytes);
  const { detect } = predictor(small.config, small.weights);
  const frames = [...file.frames()];
  assert.equal(
    frames.map(({ kind }) => kind),
    pictures.map((_, i) => (i % 4 === 0 ? 'source' : 'predicted')),
  );
  for (const [i, frame] of frames.entries()) {
    const format = file.header.keypoints;
    const sent = dequantizeKeypoints(format, quantizeKeypoints(format, detect(pictureToTensor(pictures[i]!))));
    assert.equal(frame.keypoints, sent);
    if (frame.kind === 'source') assert.ok(psnr(pictures[i]!, await decodeAvif(frame.picture)) > 28);
  }
  assert.is(report.refreshes, 0);
  assert.equal([report.frames, report.sources, report.longest, report.seconds], [7, 2, 4, 7 / 25]);
  assert.is(report.bytes.total, bytes.length);
  assert.is(report.bitsPerSecond, (bytes.length * 8) / (7 / 25));
  assert.match(rateText(report), /^7 frames, 0\.28 s: 2 source frames, 5 predicted/);
});

encoder('the quality that it reports is that of the frames which a decoder gives', async () => {
  const pictures = drawn(6, 2);
  const { bytes, report } = await encoded(pictures, { gop: 5 });
  const video = await decode([bytes], { decoder: floatDecoder(small) });
  const decoded = await all(video.frames);
  const error = decoded.reduce((sum, frame, i) => sum + 10 ** (-psnr(pictures[i]!, frame) / 10), 0) / decoded.length;
  assert.ok(Math.abs(report.quality!.psnr + 10 * Math.log10(error)) < 1e-9);
  assert.is(report.quality!.frames, 6);
});

encoder('another scene gets a source picture at once, and one that goes on gets none', async () => {
  const pictures = [...drawn(12, 1), ...drawn(12, 2), ...drawn(12, 3)];
  const { bytes, report } = await encoded(pictures, { decoder: repeating(), detect: nowhere, refresh: 12 });
  const sources = [...readAgc(bytes).frames()].filter(({ kind }) => kind === 'source').map(({ index }) => index);
  assert.equal(sources, [0, 12, 24]);
  assert.is(report.refreshes, 2);
});

encoder('scenes that no source serves cost no more than the spacing says', async () => {
  const noise = Array.from({ length: 30 }, (_, i) =>
    picture(64, 64, new Uint8Array(3 * 64 * 64).fill(i % 2 ? 255 : 0)),
  );
  const { bytes } = await encoded(noise, { decoder: repeating(), detect: nowhere, spacing: 7 });
  const sources = [...readAgc(bytes).frames()].filter(({ kind }) => kind === 'source').map(({ index }) => index);
  assert.equal(sources, [0, 7, 14, 21, 28]);
  const open = await encoded(noise, { decoder: false, detect: nowhere, spacing: 7 });
  assert.is(open.report.sources, 1);
  assert.is(open.report.quality, undefined);
});

encoder('what nobody sees asks for nothing: a still picture is sent once', async () => {
  const still = drawn(1, 4)[0]!;
  const nearly = picture(
    64,
    64,
    still.rgb.map((byte, i) => (i % 97 === 0 ? byte ^ 1 : byte)),
  );
  const frames = Array.from({ length: 20 }, (_, i) => (i === 0 ? still : nearly));
  const { report } = await encoded(frames, {
    decoder: repeating(),
    detect: nowhere,
    refresh: 0.5,
    spacing: 1,
    quality: 100,
  });
  assert.is(report.sources, 1);
});

encoder('the closed loop works with the picture and the keypoints of the stream', async () => {
  const decoder = repeating();
  const { bytes } = await encoded(drawn(5, 6), { decoder, gop: 2 });
  const sent = [...readAgc(bytes).frames()].flatMap(frame => (frame.kind === 'source' ? [frame.picture] : []));
  assert.equal(decoder.sources, await Promise.all(sent.map(avif => decodeAvif(avif))));
});

encoder('a clip of any length passes through: bytes come a batch after their frames at the latest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 4, max: 12 }), async (batch, gop) => {
      const [still] = drawn(1, 5);
      let taken = 0;
      let closed = false;
      function* endless() {
        try {
          for (;;) {
            taken++;
            yield still!;
          }
        } finally {
          closed = true;
        }
      }
      const { chunks, report } = encode(small, videoOf(endless()), { batch, gop, decoder: false, detect: nowhere });
      for await (const _ of chunks) {
        const behind = taken - report().frames;
        assert.ok(behind >= 0 && behind <= batch, `${behind} frames are held`);
        if (taken > 20) break;
      }
      assert.ok(closed);
    }),
    { seed: 1, numRuns: 6 },
  );
});

encoder('batches hold the same frames in fewer bytes', async () => {
  const pictures = drawn(20, 7);
  const options = { decoder: false, gop: 12 } as const;
  const [one, five] = [
    await encoded(pictures, { ...options, batch: 1 }),
    await encoded(pictures, { ...options, batch: 5 }),
  ];
  assert.ok(five.bytes.length < one.bytes.length);
  const framesOf = (bytes: Uint8Array) =>
    [...readAgc(bytes).frames()].map(({ keypoints, kind }) => ({ keypoints, kind }));
  assert.equal(framesOf(five.bytes), framesOf(one.bytes));
});

encoder('wrong clips and options are said in one sentence, and leave no bytes', async () => {
  const [one] = drawn(1, 1);
  const parts: Uint8Array[] = [];
  const ends = async (act: () => ReturnType<typeof encode>, message: RegExp): Promise<void> => {
    try {
      for await (const part of act().chunks) parts.push(part);
    } catch (error) {
      assertExplained(error);
      assert.match(error.message, message);
      return;
    }
    assert.unreachable(`no error like ${message}`);
  };
  await ends(() => encode(small, videoOf([])), /^the clip has no frames$/);
  await ends(
    () => encode(small, { ...videoOf([one!]), width: 80 }),
    /^the clip has 80x64 pixels, and the network small takes 64x64$/,
  );
  const notNumbers = () => ({ keypoints: tensor([3, 2], new Float32Array(6).fill(Number.NaN)) });
  await ends(() => encode(small, videoOf([one!]), { detect: notNumbers }), /^keypoint 0 has a number, NaN/);
  for (const [name, value] of Object.entries({
    quality: 101,
    steps: 0,
    gop: 65536,
    spacing: 251,
    batch: 65,
    refresh: 0,
  }))
    await ends(() => encode(small, videoOf([one!]), { [name]: value }), new RegExp(`^the option ${name} is ${value}`));
  const reason = new CodecError('the camera is gone', 'find it');
  const broken = (async function* () {
    yield one!;
    throw reason;
  })();
  const { chunks } = encode(small, videoOf(broken), { decoder: false });
  try {
    await all(chunks);
    assert.unreachable();
  } catch (error) {
    assert.is(error, reason);
  }
  assert.equal(parts, []);
});

encoder.run();
