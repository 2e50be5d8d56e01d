import fc from 'fast-check';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clip, decodeAvif, encodeAvif, type Picture, picture } from '../../../codec/index.js';
import { assertExplained, damaged } from '../damage.js';

const avif = suite('AVIF');
const [face] = [...clip({ seed: 3, frames: 1, size: 64 })].map(frame => frame.picture);

const meanSquare = (a: Picture, b: Picture): number =>
  a.rgb.reduce((sum, value, i) => sum + (value - b.rgb[i]!) ** 2, 0) / a.rgb.length;

avif('a picture comes back, the nearer and the larger the higher the quality', async () => {
  let [bytes, error] = [0, Number.POSITIVE_INFINITY];
  for (const quality of [20, 50, 90]) {
    const file = await encodeAvif(face!, { quality, effort: 2 });
    const back = await decodeAvif(file, face);
    assert.equal([back.width, back.height], [64, 64]);
    assert.ok(file.length > bytes, `${quality} takes ${file.length} bytes`);
    assert.ok(meanSquare(back, face!) < error);
    [bytes, error] = [file.length, meanSquare(back, face!)];
  }
  assert.ok(error < 10, `the mean square error at quality 90 is ${error}`);
});

avif('colours of single pixels survive at 4:4:4, and not at 4:2:0', async () => {
  const stripes = picture(
    32,
    32,
    Uint8Array.from(
      { length: 3 * 32 * 32 },
      (_, i) => (Math.floor(i / 3) % 2 === 0 ? [230, 20, 40] : [20, 120, 230])[i % 3]!,
    ),
  );
  const errors = await Promise.all(
    (['4:4:4', '4:2:0'] as const).map(async sampling =>
      meanSquare(await decodeAvif(await encodeAvif(stripes, { quality: 95, sampling, effort: 2 })), stripes),
    ),
  );
  assert.ok(errors[0]! < 40 && errors[1]! > 4 * errors[0]!, String(errors));
});

avif('any size of picture, also of one pixel', async () => {
  for (const [width, height] of [
    [1, 1],
    [1, 17],
    [33, 2],
  ] as const) {
    const back = await decodeAvif(await encodeAvif(picture(width, height), { effort: 0 }), { width, height });
    assert.ok(back.rgb.every(value => value < 4));
  }
});

const failed = (act: () => Promise<unknown>) =>
  act().then(
    () => assert.unreachable('it ended without an error'),
    reason => reason,
  );

avif('another size than expected, another kind of file, options out of range: one clear error', async () => {
  const file = await encodeAvif(face!, { effort: 0 });
  const raw = { raw: { width: 64, height: 64, channels: 3 as const } };
  const cases: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
    [() => decodeAvif(file, { width: 64, height: 32 }), /64x64 pixels instead of 64x32/],
    [async () => decodeAvif(await sharp(face!.rgb, raw).png().toBuffer()), /does not begin as one/],
    [
      () => decodeAvif(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
      /does not begin/,
    ],
    [() => decodeAvif(new Uint8Array()), /does not begin/],
    [() => decodeAvif(file.subarray(0, file.length >> 1)), /no AVIF that can be used: .*[a-z]{3}/],
    [() => encodeAvif(face!, { quality: 0 }), /does not become an AVIF: .*quality/],
    [() => encodeAvif(picture(20000, 1), { effort: 0 }), /20000x1 pixels does not become an AVIF/],
  ];
  for (const [act, error] of cases) {
    const reason = await failed(act);
    assertExplained(reason);
    assert.match(reason.message, error);
  }
});

avif('a file that says it is larger than it may be is refused before it is decoded', async () => {
  const file = new Uint8Array(await encodeAvif(picture(64, 64), { effort: 0 }));
  // The box ispe: four bytes of version, then width and height.
  const at = Buffer.from(file).indexOf('ispe') + 8;
  new DataView(file.buffer, file.byteOffset).setUint32(at, 30000);
  new DataView(file.buffer, file.byteOffset).setUint32(at + 4, 30000);
  const reason = await failed(() => decodeAvif(file));
  assertExplained(reason);
  assert.match(reason.message, /30000x30000 pixels, of which at most/);
});

avif('however it is damaged, it is decoded to its size or explained', async () => {
  const file = await encodeAvif(face!, { effort: 0 });
  await fc.assert(
    fc.asyncProperty(damaged(file), async bytes => {
      try {
        const back = await decodeAvif(bytes, { width: 64, height: 64 });
        assert.is(back.rgb.length, 3 * 64 * 64);
      } catch (error) {
        assertExplained(error);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

avif.run();
