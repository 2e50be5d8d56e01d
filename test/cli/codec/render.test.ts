import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clip } from '../../../codec/render/clip.js';
import { Workshop } from '../grace.js';

const render = suite('grace codec render');
const shop = new Workshop({ 'full/kept.txt': 'x', 'file.txt': 'x' });
render.after(() => shop.remove());
/** Said once a second has gone by, which depends on the machine. */
const slow = /^drawing \d+ frames \.\.\.\n/;
const small = ['codec', 'render', '--size', '16', '--seed', '3'];

render('a folder of pictures has the frames of the clip', async () => {
  const { code, out, err } = await shop.grace(...small, '--frames', '3', '-o', 'people');
  assert.equal([code, out, err], [0, 'people: 3 frames of 16x16 pixels, 25 per second\n', '']);
  assert.equal(
    shop.files().filter(name => name.startsWith('people')),
    ['people/000001.png', 'people/000002.png', 'people/000003.png'],
  );
  const last = [...clip({ seed: 3, frames: 3, size: 16 })][2]!.picture;
  assert.equal(new Uint8Array(await sharp(`${shop.folder}/people/000003.png`).raw().toBuffer()), last.rgb);
});

render('Y4M keeps size, rate and every frame, in a file and through a pipe', async () => {
  const { code, out } = await shop.grace(...small, '--frames', '2', '--fps', '10', '--json', '-o', 'two.y4m');
  assert.is(code, 0);
  assert.equal(JSON.parse(out), { file: 'two.y4m', seed: 3, frames: 2, size: 16, fps: 10, motion: 'full' });
  const bytes = readFileSync(`${shop.folder}/two.y4m`);
  assert.match(bytes.subarray(0, 40).toString('latin1'), /^YUV4MPEG2 W16 H16 F10:1 /);
  const piped = shop.shell(
    `$GRACE ${small.join(' ')} --frames 2 --fps 10 -o - | cmp - two.y4m && echo same; echo \${PIPESTATUS[0]}`,
  );
  assert.equal([piped.out, piped.err.replace(slow, '')], ['same\n0\n', '']);
});

render('previews move', async () => {
  for (const name of ['a.gif', 'a.webp']) {
    assert.is((await shop.grace(...small, '--motion', 'speech', '--frames', '4', '-o', name)).code, 0);
    const { pages, width } = await sharp(`${shop.folder}/${name}`).metadata();
    assert.equal([pages, width], [4, 16], name);
  }
});

const wrong: readonly (readonly [what: string, args: readonly string[], code: number, error: RegExp])[] = [
  ['nowhere to write to', [], 2, /^error: required option '-o.*\n {2}help: grace codec render --help shows/],
  ['too large', ['-o', 'x', '--size', '5000'], 1, /^error: size of a clip is 5000\n {2}help: give an integer from 16/],
  ['no seed', ['-o', 'x', '--seed', 'abc'], 2, /^error: --seed is 'abc', not a whole number/],
  ['a seed of more bits', ['-o', 'x', '--seed', '4294967296'], 1, /^error: seed of a clip is 4294967296\n/],
  ['no frames', ['-o', 'x', '--frames', '0'], 2, /^error: --frames is '0'/],
  ['no such script', ['-o', 'x', '--motion', 'dance'], 2, /^error: .*'dance' is invalid/],
  ['a folder in use', ['-o', 'full'], 1, /^error: cannot write full: the folder has files in it\n {2}help: name one/],
  ['a file in the way', ['-o', 'file.txt'], 1, /^error: cannot write file\.txt: a file of that name is in the way\n/],
  [
    'another kind',
    ['-o', 'x.mp4'],
    1,
    /^error: no moving pictures of the kind \.mp4 are written\n {2}help: name a \.y4m/,
  ],
  ['no folder above', ['-o', 'no/x', '--frames', '1'], 1, /^error: cannot write no\/x: there is no such folder/],
  ['a full disk', ['-o', '/dev/full', '--frames', '1'], 1, /^error: cannot write \/dev\/full: the disk is full/],
];

for (const [what, args, expected, error] of wrong)
  render(`${what}: one clear error, and nothing left behind`, async () => {
    const before = shop.files();
    const { code, out, err } = await shop.grace('codec', 'render', ...args);
    assert.equal([code, out], [expected, '']);
    assert.match(err, error);
    assert.equal(shop.files(), before);
  });

render('a reader that stops ends it without a word', () => {
  const { out, err } = shop.shell(
    `$GRACE ${small.join(' ')} --frames 1000000 -o - | head -c 9; echo \${PIPESTATUS[0]}`,
  );
  assert.match(out, /^YUV4MPEG2\n?\d+\n$/);
  assert.is(err.replace(slow, ''), '');
});

render.run();
