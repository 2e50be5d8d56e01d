import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  clip,
  encodeAvif,
  encodePng,
  fitPicture,
  openVideo,
  picture,
  preview,
  psnr,
  readPictures,
  writePictures,
  y4mChunks,
} from '../../../codec/index.js';
import { assertExplained } from '../damage.js';
import { all, farthest, late, videoOf } from './clips.js';

const open = suite('opening videos');
const folder = mkdtempSync(join(tmpdir(), 'grace-video-'));
open.after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const faces = [...clip({ seed: 5, frames: 4, size: 48 })].map(frame => frame.picture);
const rate = { numerator: 30000, denominator: 1001 };
const stream = Buffer.concat(await all(y4mChunks(videoOf(faces, rate), { range: 'full' })));
writeFileSync(at('clip.y4m'), stream);
await writePictures(at('pictures'), late(faces));

open('a Y4M file, a folder and a pipe give the same frames', async () => {
  const file = await openVideo(at('clip.y4m'));
  assert.equal(file.rate, rate);
  const frames = await all(file.frames);
  assert.is(frames.length, 4);
  for (const [i, frame] of frames.entries()) assert.ok(farthest(frame.rgb, faces[i]!.rgb) <= 2);
  assert.equal(
    (await all((await openVideo(at('pictures'), { rate })).frames)).map(({ rgb }) => [...rgb]),
    faces.map(({ rgb }) => [...rgb]),
  );
  execFileSync('mkfifo', [at('pipe')]);
  const [piped] = await Promise.all([
    openVideo(at('pipe')).then(video => all(video.frames)),
    writeFile(at('pipe'), stream),
  ]);
  assert.equal(piped, frames);
});

open('frames are cut to their middle square and scaled', async () => {
  const wide = picture(
    6,
    2,
    Uint8Array.from({ length: 36 }, (_, i) => (Math.floor(i / 3) % 6 < 2 ? 255 : Math.floor(i / 3) % 6 < 4 ? 100 : 0)),
  );
  assert.equal([...(await fitPicture(wide, 4)).rgb], Array(48).fill(100));
  const tall = picture(
    2,
    6,
    Uint8Array.from({ length: 36 }, (_, i) => (Math.floor(i / 6) < 2 ? 255 : Math.floor(i / 6) < 4 ? 100 : 0)),
  );
  assert.equal([...(await fitPicture(tall, 1)).rgb], [100, 100, 100]);
  assert.is(await fitPicture(faces[0]!, 48), faces[0]);
  const video = await openVideo(at('clip.y4m'), { size: 24 });
  assert.equal([video.width, video.height], [24, 24]);
  for (const frame of await all(video.frames))
    assert.equal([frame.width, frame.height, frame.rgb.length], [24, 24, 3 * 24 * 24]);
});

const withFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0 ? open : open.skip;
const ffmpeg = (...args: readonly string[]): void => void execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

withFfmpeg('anything that ffmpeg reads: frames, rate, colours', async () => {
  ffmpeg('-i', at('clip.y4m'), '-c:v', 'ffv1', '-pix_fmt', 'yuv444p', at('lossless.mkv'));
  const video = await openVideo(at('lossless.mkv'));
  assert.equal([video.width, video.height, video.rate], [48, 48, rate]);
  const frames = await all(video.frames);
  assert.is(frames.length, 4);
  for (const [i, frame] of frames.entries()) assert.ok(psnr(frame, faces[i]!) > 40);
});

withFfmpeg('ffmpeg cuts out the same middle square', async () => {
  const size = ['-f', 'lavfi', '-i', 'color=red:s=96x32:d=0.2:r=10,format=yuv444p,drawbox=32:0:32:32:blue:fill'];
  ffmpeg(...size, '-c:v', 'ffv1', '-pix_fmt', 'yuv444p', at('wide.mkv'));
  const video = await openVideo(at('wide.mkv'), { size: 16 });
  const frames = await all(video.frames);
  assert.is(frames.length, 2);
  for (const frame of frames) {
    assert.equal([frame.width, frame.height], [16, 16]);
    for (let i = 0; i < frame.rgb.length; i += 3)
      assert.ok(farthest(frame.rgb.subarray(i, i + 3), Uint8Array.of(0, 0, 255)) <= 4);
  }
});

withFfmpeg('who stops early ends ffmpeg', async () => {
  ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=320x240:r=25:d=20', '-c:v', 'mpeg4', at('long.mp4'));
  let seen = 0;
  for await (const _ of (await openVideo(at('long.mp4'))).frames) if (++seen === 3) break;
  assert.is(seen, 3);
  // Else this file would never end: ffmpeg would wait for a reader.
  await (await openVideo(at('long.mp4'), { size: 64 })).close!();
});

withFfmpeg('a name like an option or an address is a name', async () => {
  ffmpeg('-i', at('clip.y4m'), '-c:v', 'ffv1', at('x.mkv'));
  for (const name of ['-i', 'http:x', "it's, a [0:v] name", 'a%03d']) {
    copyFileSync(at('x.mkv'), at(name));
    const before = process.cwd();
    process.chdir(folder);
    try {
      assert.is((await all((await openVideo(name)).frames)).length, 4, name);
    } finally {
      process.chdir(before);
    }
  }
});

async function failed(act: () => Promise<unknown>): Promise<unknown> {
  return act().then(
    () => assert.unreachable('it ended without an error'),
    reason => reason,
  );
}

open('no file, no video, no size: one clear error', async () => {
  writeFileSync(at('text.mp4'), 'no video');
  writeFileSync(at('empty.mp4'), '');
  const cases: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
    [() => openVideo(at('none.mp4')), /cannot read .*none\.mp4: there is no such file/],
    [() => openVideo(at('text.mp4')), /text\.mp4/],
    [() => openVideo(at('empty.mp4')), /empty\.mp4/],
    [() => openVideo(at('clip.y4m'), { size: 0 }), /pictures of 0x0 pixels/],
    [() => openVideo(at('clip.y4m'), { size: 5000 }), /pictures of 5000x5000 pixels/],
    // Said before ffmpeg is asked for, also where there is none.
    [() => openVideo(at('text.mp4'), { size: Number.NaN }), /pictures of NaNxNaN pixels/],
    [() => fitPicture(faces[0]!, 0), /pictures of 0x0 pixels/],
    [() => openVideo(at('pictures'), { rate: { numerator: 0, denominator: 1 } }), /a rate of 0\/1 frames/],
    [() => readPictures(at('pictures'), { numerator: 25, denominator: 2 ** 32 }), /a rate of 25\/4294967296 frames/],
    [() => preview(videoOf(faces, { numerator: Number.NaN, denominator: 1 }), { format: 'gif' }), /a rate of NaN/],
  ];
  for (const [act, error] of cases) {
    const reason = await failed(act);
    assertExplained(reason);
    assert.match(reason.message, error);
  }
});

open('a picture without all of its bytes is refused wherever it goes', async () => {
  const torn = { width: 48, height: 48, rgb: new Uint8Array(5) };
  for (const act of [() => fitPicture(torn, 24), () => encodePng(torn), () => encodeAvif(torn)]) {
    const reason = await failed(act);
    assertExplained(reason);
    assert.match(reason.message, /^5 bytes are no picture of 48x48 pixels/);
  }
});

open('without ffmpeg, it says so', async () => {
  const { PATH } = process.env;
  process.env.PATH = folder;
  try {
    writeFileSync(at('clip.mp4'), 'x');
    const reason = await failed(() => openVideo(at('clip.mp4')));
    assertExplained(reason);
    assert.match(reason.message, /clip\.mp4 is neither Y4M nor a folder of pictures, and there is no ffmpeg/);
  } finally {
    process.env.PATH = PATH;
  }
});

open('a preview has the frames at the speed of the video', async () => {
  for (const [format, numerator, denominator, delays] of [
    ['webp', 25, 1, [40, 40, 40, 40]],
    ['webp', 30, 1, [33, 34, 33, 33]],
    ['gif', 30, 1, [30, 40, 30, 30]],
    ['gif', 100, 1, [20, 20]],
  ] as const) {
    const bytes = await preview(videoOf(faces, { numerator, denominator }), { format });
    const { delay, loop, pages, pageHeight, width } = await sharp(bytes, { animated: true }).metadata();
    assert.equal([delay, loop, pages, pageHeight, width], [[...delays], 0, delays.length, 48, 48]);
  }
  const wide = { ...videoOf(faces), width: 8192, height: 8192 };
  const tooLarge = await failed(() => preview(wide, { format: 'gif' }));
  assertExplained(tooLarge);
  assert.match(tooLarge.message, /8192x8192 pixels is too large/);
  const one = await preview(videoOf(faces), { format: 'gif', frames: 1 });
  assert.is((await sharp(one, { animated: true }).metadata()).pages ?? 1, 1);
  assertExplained(await failed(() => preview(videoOf(faces), { format: 'gif', frames: 0 })));
});

open.run();
