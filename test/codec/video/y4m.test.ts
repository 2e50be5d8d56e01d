import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Picture, picture, readY4m, type Video, type Y4mOptions, y4mChunks } from '../../../codec/index.js';
import { assertExplained, damaged } from '../damage.js';
import { all, anyClip, farthest, late, pieces, until, videoOf } from './clips.js';

const y4m = suite('Y4M');
const formats = fc.record({
  sampling: fc.constantFrom('444' as const, '422' as const, '420' as const, 'mono' as const),
  range: fc.constantFrom('limited' as const, 'full' as const),
});
const bytesOf = async (video: Video, options?: Y4mOptions): Promise<Uint8Array> =>
  Buffer.concat(await all(y4mChunks(video, options)));
const cuts = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 })
  .filter(list => list.some(length => length > 0));

y4m('frames at full sampling come back within rounding, with their rate, in any pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyClip,
      fc.constantFrom('limited' as const, 'full' as const),
      cuts,
      async ({ frames, rate }, range, lengths) => {
        const bytes = await bytesOf(videoOf(frames, rate), { range });
        const back = await readY4m(late(pieces(bytes, lengths)));
        assert.equal(back.rate, rate);
        const got = await all(back.frames);
        assert.is(got.length, frames.length);
        got.forEach((frame, i) => {
          assert.equal([frame.width, frame.height], [frames[i]!.width, frames[i]!.height]);
          assert.ok(farthest(frame.rgb, frames[i]!.rgb) <= (range === 'full' ? 2 : 3));
        });
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

y4m('a grey picture comes back in every format, and a coloured one of one colour too', async () => {
  const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      formats,
      colour,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 7 }),
      async (format, rgb, width, height) => {
        const grey = picture(
          width,
          height,
          Uint8Array.from({ length: 3 * width * height }, (_, i) => (37 * Math.floor(i / 3)) % 256),
        );
        const plain = picture(
          width,
          height,
          Uint8Array.from({ length: 3 * width * height }, (_, i) => rgb[i % 3]!),
        );
        const [first, second] = await all((await readY4m([await bytesOf(videoOf([grey, plain]), format)])).frames);
        assert.ok(farthest(first!.rgb, grey.rgb) <= 1);
        if (format.sampling !== 'mono') assert.ok(farthest(second!.rgb, plain.rgb) <= 3);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

/** A picture whose colours change evenly from left to right and from top to bottom. */
const slope = (width: number, height: number): Picture =>
  picture(
    width,
    height,
    Uint8Array.from({ length: 3 * width * height }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      return [60 + 8 * x, 120 + 3 * y, 200 - 8 * x][i % 3]!;
    }),
  );

y4m('colours that change evenly keep their places in every sampling, but for the edges', async () => {
  for (const sampling of ['422', '420'] as const) {
    const one = slope(16, 12);
    const [back] = await all((await readY4m([await bytesOf(videoOf([one]), { sampling, range: 'full' })])).frames);
    for (let y = 2; y < 10; y++)
      for (let x = 2; x < 14; x++) {
        const at = 3 * (16 * y + x);
        assert.ok(farthest(one.rgb.slice(at, at + 3), back!.rgb.slice(at, at + 3)) <= 3, `${sampling} ${x} ${y}`);
      }
  }
});

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const withFfmpeg = ffmpeg ? y4m : y4m.skip;

for (const [format, tag] of [
  ['yuv444p', 'C444'],
  ['yuv422p', 'C422'],
  ['yuv420p', 'C420jpeg'],
  ['gray', 'Cmono'],
] as const)
  withFfmpeg(`ffmpeg understands what is written as ${tag}, and the other way round`, async () => {
    const one = slope(16, 12);
    const sampling = ({ C444: '444', C422: '422', C420jpeg: '420', Cmono: 'mono' } as const)[tag];
    const bytes = await bytesOf(videoOf([one, one]), { sampling });
    const convert = (input: Uint8Array, from: readonly string[], to: readonly string[]) =>
      spawnSync('ffmpeg', ['-v', 'error', ...from, '-i', 'pipe:0', ...to, 'pipe:1'], { input }).stdout;
    const theirs = convert(
      bytes,
      ['-f', 'yuv4mpegpipe'],
      [
        '-vf',
        'scale=flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp',
        '-pix_fmt',
        'rgb24',
        '-f',
        'rawvideo',
      ],
    );
    assert.is(theirs.length, 2 * one.rgb.length);
    const [ours] = await all((await readY4m([bytes])).frames);
    const inner = (rgb: Uint8Array): Uint8Array =>
      rgb.filter((_, i) => Math.floor(i / 3) % 16 > 1 && Math.floor(i / 3) % 16 < 14);
    // It takes colours of 4:2:2 to lie between two pixels, and brightness alone to be of full range.
    const most = { C444: 1, C422: 6, C420jpeg: 3, Cmono: 6 }[tag];
    assert.ok(farthest(inner(ours!.rgb), inner(theirs.subarray(0, one.rgb.length))) <= most);
    const stream = convert(bytes, ['-f', 'yuv4mpegpipe'], ['-pix_fmt', format, '-strict', '-1', '-f', 'yuv4mpegpipe']);
    const video = await readY4m([stream]);
    assert.equal(video.rate, { numerator: 25, denominator: 1 });
    assert.equal(await all(video.frames), await all((await readY4m([bytes])).frames));
  });

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const wrong: readonly (readonly [what: string, text: string, error: RegExp])[] = [
  ['nothing', '', /no Y4M stream/],
  ['another file', 'RIFF....AVI \n', /no Y4M stream/],
  ['no end of the line', `YUV4MPEG2 ${'X'.repeat(5000)}`, /no Y4M stream/],
  ['a line without end', `YUV4MPEG2 ${'X'.repeat(5000)}\n`, /no Y4M stream/],
  ['no width', 'YUV4MPEG2 H4 F25:1\n', /the size of its pictures is W$/],
  ['a negative width', 'YUV4MPEG2 W-4 H4\n', /the size of its pictures is W-4$/],
  ['a width of zero', 'YUV4MPEG2 W0 H4\n', /pictures of 0x4 pixels/],
  ['absurd sides', 'YUV4MPEG2 W99999999 H99999999\n', /of which at most 67108864 are read/],
  ['10 bits', 'YUV4MPEG2 W4 H4 C420p10\n', /kind C420p10 are not read; C444,/],
  ['a rate over nothing', 'YUV4MPEG2 W4 H4 F25:0\n', /its rate is F25:0/],
  ['a rate in words', 'YUV4MPEG2 W4 H4 Ffast\n', /its rate is Ffast/],
];

for (const [what, text, error] of wrong)
  y4m(`${what}: one clear error, and the source is closed`, async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array, void> {
      try {
        yield ascii(text);
      } finally {
        closed = true;
      }
    }
    const failed = await readY4m(source(), 'clip.y4m').then(
      () => assert.unreachable(),
      reason => reason,
    );
    assertExplained(failed);
    assert.match(failed.message, error);
    assert.ok(closed);
  });

y4m('a stream without a rate has 25 frames per second, and FRAME may have fields', async () => {
  const video = await readY4m([
    ascii('YUV4MPEG2 W1 H1 Cmono\nFRAME Ip\n\x10FRAME\n\xeb'.slice(0, 31)),
    Uint8Array.of(16),
  ]);
  assert.equal(video.rate, { numerator: 25, denominator: 1 });
  const { got } = await until(video.frames);
  assert.equal([...got[0]!.rgb], [0, 0, 0]);
});

const sample = bytesOf(videoOf([slope(4, 3), slope(4, 3), slope(4, 3)]), { sampling: '420' });

y4m('cut off at any byte, it gives the whole frames before that, and says where it breaks off', async () => {
  const bytes = await sample;
  const start = bytes.indexOf(0x0a) + 1;
  const frame = (bytes.length - start) / 3;
  for (let length = start; length < bytes.length; length++) {
    const { got, error } = await until((await readY4m([bytes.subarray(0, length)])).frames);
    assert.is(got.length, Math.floor((length - start) / frame));
    if ((length - start) % frame === 0) assert.is(error, undefined);
    else {
      assertExplained(error);
      assert.match(error.message, new RegExp(`frame ${got.length}`));
    }
  }
});

y4m('however it is damaged, it is read or explained', async () => {
  const bytes = await sample;
  await fc.assert(
    fc.asyncProperty(damaged(bytes), async spoilt => {
      const { error } = await until(
        (async function* () {
          yield* (await readY4m([spoilt])).frames;
        })(),
      );
      if (error !== undefined) assertExplained(error);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

y4m('who stops early closes the source, and no more is read than was asked for', async () => {
  let given = 0;
  let closed = false;
  const bytes = await sample;
  async function* endless(): AsyncGenerator<Uint8Array, void> {
    try {
      const start = bytes.indexOf(0x0a) + 1;
      yield bytes.subarray(0, start);
      for (; ; given++) yield bytes.subarray(start, start + (bytes.length - start) / 3);
    } finally {
      closed = true;
    }
  }
  let seen = 0;
  for await (const _ of (await readY4m(endless())).frames) if (++seen === 100) break;
  assert.ok(closed);
  assert.ok(given <= 101, `${given} frames were taken`);
});

y4m('a video that nobody goes through can be closed', async () => {
  let closed = false;
  async function* source(): AsyncGenerator<Uint8Array, void> {
    try {
      yield await sample;
    } finally {
      closed = true;
    }
  }
  const video = await readY4m(source());
  assert.not.ok(closed);
  await video.close!();
  assert.ok(closed);
});

y4m('any rate comes back, and one that is none is refused, as are options that are none', async () => {
  const bounds = fc.integer({ min: 1, max: 2 ** 32 - 1 });
  await fc.assert(
    fc.asyncProperty(bounds, bounds, async (numerator, denominator) => {
      const rate = { numerator, denominator };
      assert.equal((await readY4m([await bytesOf(videoOf([slope(1, 1)], rate))])).rate, rate);
    }),
    { seed: 1, numRuns: 50 },
  );
  for (const [rate, options, text] of [
    [{ numerator: Number.NaN, denominator: 1 }, {}, /a rate of NaN\/1/],
    [{ numerator: 2 ** 32, denominator: 1 }, {}, /a rate of 4294967296\/1/],
    [{ numerator: 25, denominator: 0.5 }, {}, /a rate of 25\/0\.5/],
    [{ numerator: 25, denominator: 1 }, { sampling: '411' }, /sampling '411'/],
    [{ numerator: 25, denominator: 1 }, { range: 'tv' }, /range 'tv'/],
  ] as const) {
    const { got, error } = await until(y4mChunks(videoOf([slope(4, 3)], rate), options as Y4mOptions));
    assertExplained(error);
    assert.match(error.message, text);
    assert.is(got.length, 0);
  }
});

y4m('a frame of another size is an error', async () => {
  const video = { ...videoOf([slope(4, 3)]), width: 5 };
  const { error } = await until(y4mChunks(video));
  assertExplained(error);
  assert.match(error.message, /a frame of 4x3 pixels in a video of 5x3/);
});

y4m.run();
