import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type TestClip, testClip } from '../../../bench/rates/clips.js';
import { peerPoints, peersHere } from '../../../bench/rates/ffmpeg.js';
import { isMeasured } from '../../../bench/rates/measured.js';
import { codecPoints, settings } from '../../../bench/rates/ours.js';
import { repeated } from '../../../bench/rates/repeat.js';
import { decoderOf } from '../../../codec/decoder/decoder.js';
import { presetConfig } from '../../../codec/network/presets.js';
import { clip } from '../../../codec/render/clip.js';
import { tensorToPicture } from '../../../codec/video/picture.js';

const codecs = suite('bench/rates: what is compared');

/** Landmarks move as keypoints do, and need no network. */
function landmarks(test: TestClip, seed: number) {
  const known = new Map(
    [...clip({ seed, frames: test.frames.length, motion: 'head' })].map(frame => [
      Buffer.from(frame.picture.rgb).toString('base64'),
      { keypoints: frame.landmarks },
    ]),
  );
  return (picture: Parameters<typeof tensorToPicture>[0]) =>
    known.get(Buffer.from(tensorToPicture(picture).rgb).toString('base64'))!;
}

codecs('finer keypoints, better pictures and more of them cost more', async () => {
  const test = testClip(0, 75, 64);
  let made = 0;
  const still = decoderOf({
    source: picture => picture,
    frame: picture => {
      made++;
      return picture;
    },
  });
  const contender = {
    config: presetConfig('tiny-64'),
    weights: new Map(),
    detect: landmarks(test, 4_000_000_000),
    decoders: { still },
  };
  const points = await codecPoints(test, contender, 5);
  assert.is(points.length, settings.length);
  for (const [i, { kbits }] of points.entries()) if (i > 0) assert.ok(kbits > points[i - 1]!.kbits, `${i}: ${kbits}`);
  assert.ok(points[0]!.kbits > 1 && points.at(-1)!.kbits < 12);
  const measured = test.frames.flatMap((_, i) => (isMeasured(i, 5) ? [i] : []));
  const madeWith = (...sources: number[]): number => measured.filter(i => !sources.includes(i)).length;
  assert.is(made, 3 * madeWith(0) + madeWith(0, 50) + madeWith(0, 25, 50));
  const repeats = await repeated(test, 5);
  assert.ok(Math.abs(points[2]!.psnr - repeats.psnr) < 0.6, 'a decoder that shows the source is not better than that');
});

codecs('x264 and x265: less for less', () => {
  for (const name of peersHere()) {
    const points = peerPoints(name, testClip(1, 6, 64), 2);
    for (const [i, { kbits, psnr }] of points.entries())
      if (i > 0) assert.ok(kbits > points[i - 1]!.kbits && psnr > points[i - 1]!.psnr, `${name} ${i}`);
    assert.ok(points.at(-1)!.psnr > 28);
  }
});

codecs('a wrong option is an error, before anything is measured', () => {
  const run = fileURLToPath(new URL('../../../bench/rates/run.ts', import.meta.url));
  const answer = (...args: string[]) =>
    spawnSync(process.execPath, ['--conditions=grace-source', '--import', 'tsx', run, ...args], { encoding: 'utf8' });
  const wrong = answer('--clips', '0');
  assert.equal([wrong.status, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /^error: --clips is '0', not a whole number of at least 1\nusage: npm run -s rates/);
  assert.match(answer('--nothing').stderr, /^error: Unknown option '--nothing'/);
});

codecs.run();
