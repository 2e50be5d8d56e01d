import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { psnr } from '../../../codec/quality/psnr.js';
import { type ClipOptions, clip } from '../../../codec/render/clip.js';
import { identity } from '../../../codec/render/identity.js';
import { type Motion, motions } from '../../../codec/render/motion.js';
import { type Picture, picture } from '../../../codec/video/picture.js';

const clips = suite('codec/render/clip');

const pictures = (options: ClipOptions): Picture[] => [...clip(options)].map(({ picture }) => picture);

clips('the bytes of a seed are the same everywhere', () => {
  // One hash for pictures and one for points: what is trained and measured on clips stays comparable.
  const bytes = createHash('sha256');
  const points = createHash('sha256');
  for (const seed of [1, 2, 3, 4, 0xffff_ffff])
    for (const frame of clip({ seed, frames: 3, fps: 2, size: 48 })) {
      bytes.update(frame.picture.rgb);
      for (const value of frame.landmarks.data) points.update(`${value} `);
    }
  assert.is(bytes.digest('hex'), 'c51ca0e0e7977d332cff100534128fbb58157d2c6688b89e8cdfe16ef2a722a1');
  assert.is(points.digest('hex'), '4f2e07f80137496376d0a8246e69c92232a7320d6fdaba493f02488e46d86707');
});

clips('frames are drawn as they are asked for', () => {
  const endless = clip({ seed: 1, frames: Number.MAX_SAFE_INTEGER, size: 16 });
  const first = endless.next().value!;
  assert.is(first.picture.rgb.length, 3 * 16 * 16);
  assert.equal(first.landmarks.shape, [10, 2]);
  endless.next();
  assert.is(endless.return(undefined).done, true);
});

clips('a frame depends on its time, not on the rate at which it is asked for', () => {
  const slow = pictures({ seed: 8, frames: 3, fps: 5, size: 32 });
  const fast = pictures({ seed: 8, frames: 5, fps: 10, size: 32 });
  slow.forEach((frame, i) => {
    assert.equal(frame.rgb, fast[2 * i]!.rgb);
  });
});

clips('another size is the same picture: scaled down it agrees', () => {
  const halved = ({ width, rgb }: Picture): Picture => {
    const half = picture(width / 2, width / 2);
    for (let y = 0; y < width / 2; y++)
      for (let x = 0; x < width / 2; x++)
        for (let channel = 0; channel < 3; channel++) {
          const at = (row: number, column: number): number => rgb[3 * (row * width + column) + channel]!;
          const sum = at(2 * y, 2 * x) + at(2 * y, 2 * x + 1) + at(2 * y + 1, 2 * x) + at(2 * y + 1, 2 * x + 1);
          half.rgb[3 * (y * (width / 2) + x) + channel] = Math.round(sum / 4);
        }
    return half;
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), seed => {
      const [small] = pictures({ seed, frames: 1, size: 64 });
      const [large] = pictures({ seed, frames: 1, size: 128 });
      assert.ok(psnr(small!, halved(large!)) > 30, `seed ${seed}: ${psnr(small!, halved(large!))} dB`);
    }),
    { numRuns: 20, seed: 1 },
  );
});

clips('people differ, and are the same whenever they are met', () => {
  const people = Array.from({ length: 40 }, (_, seed) => identity(seed));
  assert.is(new Set(people.map(person => JSON.stringify({ ...person, seed: 0 }))).size, people.length);
  assert.equal(identity(17), identity(17));
  const faces = people.slice(0, 12).map(person => pictures({ seed: 1, identity: person, frames: 1, size: 32 })[0]!);
  for (const [i, a] of faces.entries())
    for (const b of faces.slice(i + 1)) assert.ok(psnr(a, b) < 22, 'in the same pose');
});

clips('every style, pattern, neckline and backdrop occurs among 200 people', () => {
  const people = Array.from({ length: 200 }, (_, seed) => identity(seed));
  const kinds = (of: (person: (typeof people)[number]) => unknown): number => new Set(people.map(of)).size;
  assert.is(
    kinds(({ hair }) => hair.style),
    7,
  );
  assert.is(
    kinds(({ shirt }) => shirt.pattern),
    5,
  );
  assert.is(
    kinds(({ shirt }) => shirt.neckline),
    4,
  );
  assert.is(
    kinds(({ backdrop }) => backdrop.kind),
    6,
  );
  assert.is(
    kinds(({ glasses }) => glasses === undefined),
    2,
  );
});

clips('scripts: still is still, speech moves less than all movements, and all of them smoothly', () => {
  const change = (motion: Motion, fps: number): number => {
    const frames = pictures({ seed: 21, frames: 12, fps, size: 32, motion });
    const steps = frames.slice(1).map((frame, i) => {
      const previous = frames[i]!.rgb;
      return frame.rgb.reduce((sum, value, at) => sum + Math.abs(value - previous[at]!), 0) / frame.rgb.length;
    });
    return Math.max(...steps);
  };
  assert.is(change('still', 2), 0);
  assert.ok(change('speech', 2) < 0.6 * change('full', 2));
  for (const motion of motions) assert.ok(change(motion, 200) <= 0.35 * change(motion, 2), motion);
});

clips('what is out of range is refused before anything is drawn', () => {
  const refused = (options: Partial<ClipOptions>, text: RegExp): void => {
    assert.throws(
      () => clip({ seed: 1, frames: 1, ...options }),
      (error: Error) => error instanceof CodecError && text.test(error.message) && error.help !== '',
    );
  };
  refused({ seed: -1 }, /seed of a clip is -1/);
  refused({ seed: 2 ** 32 }, /seed of a clip is 4294967296/);
  refused({ seed: 0.5 }, /seed of a clip is 0.5/);
  refused({ frames: 0 }, /frames of a clip is 0/);
  refused({ frames: Number.NaN }, /frames of a clip is NaN/);
  refused({ size: 15 }, /size of a clip is 15/);
  refused({ size: 1e9 }, /size of a clip is 1000000000/);
  refused({ fps: 0 }, /fps of a clip is 0/);
  refused({ fps: Number.POSITIVE_INFINITY }, /fps of a clip is Infinity/);
  refused({ motion: 'dance' as Motion }, /motion of a clip is 'dance'/);
});

clips.run();
