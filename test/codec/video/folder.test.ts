import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import crc from 'crc-32';
import fc from 'fast-check';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodePng, picture, readPicture, readPictures, writePictures } from '../../../codec/index.js';
import { assertExplained } from '../damage.js';
import { all, anyClip, late, until } from './clips.js';

const folders = suite('folders of pictures');
const folder = mkdtempSync(join(tmpdir(), 'grace-pictures-'));
folders.after(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const path = join(folder, String(++made));
  mkdirSync(path);
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(path, name), contents);
  return path;
}

folders('what is written is read again, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(anyClip, async ({ frames, rate }) => {
      const path = join(folder, String(++made));
      assert.is(await writePictures(path, late(frames)), frames.length);
      const back = await readPictures(path, rate);
      assert.equal([back.width, back.height, back.rate], [frames[0]!.width, frames[0]!.height, rate]);
      assert.equal(
        (await all(back.frames)).map(({ rgb }) => [...rgb]),
        frames.map(({ rgb }) => [...rgb]),
      );
    }),
    { seed: 1, numRuns: 20 },
  );
});

const grey = (value: number) => encodePng(picture(2, 2, new Uint8Array(12).fill(value)));

folders('numbers in names count as numbers, and other files are passed over', async () => {
  const path = folderOf({
    'f10.png': await grey(10),
    'f2.png': await grey(2),
    'F1.PNG': await grey(1),
    'notes.txt': 'x',
    'f2.png.part': 'x',
  });
  const frames = await all((await readPictures(path)).frames);
  assert.equal(
    frames.map(({ rgb }) => rgb[0]),
    [1, 2, 10],
  );
});

folders('grey, 16 bits, palettes and transparency become red, green and blue of 8 bits', async () => {
  const raw = (values: readonly number[], channels: 1 | 2 | 4) =>
    sharp(Uint8Array.from(values), { raw: { width: 1, height: 1, channels } });
  const path = folderOf({
    'a.png': await raw([77], 1).toColourspace('b-w').png().toBuffer(),
    'b.png': await raw([200, 100, 50, 255], 4).toColourspace('rgb16').png().toBuffer(),
    'c.png': await raw([200, 100, 50, 0], 4).png().toBuffer(),
    'd.png': await raw([200, 100, 50, 255], 4).png({ palette: true }).toBuffer(),
    'e.webp': await raw([200, 100, 50, 255], 4).webp({ lossless: true }).toBuffer(),
  });
  const frames = await all((await readPictures(path)).frames);
  assert.equal(
    frames.map(({ rgb }) => [...rgb]),
    [
      [77, 77, 77],
      [200, 100, 50],
      [0, 0, 0],
      [200, 100, 50],
      [200, 100, 50],
    ],
  );
});

const failed = (act: () => Promise<unknown>) =>
  act().then(
    () => assert.unreachable('it ended without an error'),
    reason => reason,
  );

folders('no folder, an empty one, damaged and disguised pictures: one clear error that names the file', async () => {
  const good = await grey(1);
  const cases: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
    [() => readPictures(join(folder, 'none')), /cannot read .*none: there is no such file/],
    [() => readPictures(folderOf({ 'a.txt': 'x' })), /has no pictures in it/],
    [() => readPictures(folderOf({ 'a.png': '' })), /cannot read the picture .*a\.png/],
    [() => readPictures(folderOf({ 'a.png': good.subarray(0, 40) })), /cannot read the picture .*a\.png/],
    [
      () => readPictures(folderOf({ 'a.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' })),
      /of the kind svg/,
    ],
    [() => readPicture(join(folder, 'none.png')), /cannot read .*none\.png: there is no such file/],
  ];
  for (const [act, error] of cases) {
    const reason = await failed(act);
    assertExplained(reason);
    assert.match(reason.message, error);
  }
});

folders('a header that promises a billion pixels is refused', async () => {
  const huge = new Uint8Array(await grey(1));
  new DataView(huge.buffer, huge.byteOffset).setUint32(16, 40000);
  new DataView(huge.buffer, huge.byteOffset).setUint32(20, 40000);
  new DataView(huge.buffer, huge.byteOffset).setInt32(29, crc.buf(huge.subarray(12, 29)));
  const reason = await failed(() => readPictures(folderOf({ 'a.png': huge })));
  assertExplained(reason);
  assert.match(reason.message, /40000x40000 pixels, of which at most 67108864 are read/);
});

folders('missing folders are made with their parents, and where none can be made it fails', async () => {
  const path = join(folder, 'far', 'away');
  assert.is(await writePictures(path, late([picture(2, 2)])), 1);
  assert.is((await readPictures(path)).width, 2);
  for (const nowhere of ['/proc/none/x', join(path, '000001.png', 'x')])
    assert.match(
      String(await failed(() => writePictures(nowhere, late([picture(2, 2)])))),
      /ENOENT|ENOTDIR|EACCES|EROFS/,
    );
});

folders('a picture of another size is an error, after those before it', async () => {
  const path = folderOf({ '1.png': await grey(1), '2.png': await grey(2), '3.png': await encodePng(picture(3, 2)) });
  const { got, error } = await until((await readPictures(path)).frames);
  assert.is(got.length, 2);
  assertExplained(error);
  assert.match(error.message, /3\.png has 3x2 pixels, and 1\.png 2x2/);
});

folders.run();
