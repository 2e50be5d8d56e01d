import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Workshop } from './grace.js';

/** `grace encode`, `grace decode` and `grace info`, with the network that ships. */
const stream = suite('grace encode, decode, info');
const shop = new Workshop({
  'text.agc': 'no stream',
  'empty.agc': '',
  'full/kept.txt': 'x',
  'no.y4m': 'YUV4MPEG2 W4\n',
});
stream.after(() => shop.remove());
const at = (name: string): string => `${shop.folder}/${name}`;
/** Said once a second has gone by, which depends on the machine. */
const said = (text: string): string => text.replace(/^(?:encoding|decoding|reading) \.\.\.\n/gm, '');

stream.before(async () => {
  for (const name of ['clip.y4m', 'clip'])
    assert.is((await shop.grace('codec', 'render', '--seed', '9', '--frames', '6', '-o', name)).code, 0);
  const quick = ['--no-closed-loop', '--gop', '4'];
  assert.is((await shop.grace('encode', 'clip.y4m', '-o', 'clip.agc', ...quick)).code, 0);
});

stream('a clip becomes a file, which says what it takes and how good it is', async () => {
  const { code, out, err } = await shop.grace('encode', 'clip.y4m', '-o', 'two.agc', '--frames', '3', '--gop', '2');
  assert.equal([code, err], [0, '']);
  assert.match(
    out,
    /^two\.agc: 3 frames, 0\.12 s: 2 source frames, 1 predicted at [\d.]+ kbit\/s; at most 2 to a group\n/,
  );
  assert.match(out, /\n {2}in all +\d+ +[\d.]+ +[\d.]+\n {2}PSNR \d\d\.\d\d dB, SSIM 0\.\d{4}; 0 of the source frames/);
  const json = JSON.parse(
    (await shop.grace('encode', 'clip.y4m', '-o', 'two.agc', '--frames', '3', '--gop', '2', '--json')).out,
  );
  assert.equal(
    [json.frames, json.sources, json.gopLimit, json.bytes.total],
    [3, 2, 2, readFileSync(at('two.agc')).length],
  );
  assert.ok(json.quality.psnr > 20 && json.quality.frames === 3);
});

stream('info says the same of the file as encode', async () => {
  const made = JSON.parse((await shop.grace('encode', 'clip', '-o', 'same.agc', '--no-closed-loop', '--json')).out);
  const { refreshes: _, file: __, ...expected } = made;
  const { file, ...found } = JSON.parse((await shop.grace('info', 'same.agc', '--json')).out);
  assert.is(file, 'same.agc');
  assert.equal(found, expected);
  const { code, out } = await shop.grace('info', 'clip.agc');
  assert.is(code, 0);
  assert.match(
    out,
    /^clip\.agc: 64x64 pixels, 25 frames per second\n {2}network {4}tiny-64, [0-9a-f]{16}\n {2}keypoints {2}10 in steps of 1\/256\n {2}groups {5}of at most 4 frames\n6 frames/,
  );
  const first = JSON.parse((await shop.grace('info', 'clip.agc', '--frames', '2', '--json')).out);
  assert.equal([first.frames, first.sources], [2, 1]);
});

stream('by the simulated accelerator', async () => {
  const args = ['decode', 'clip.agc', '--frames', '1', '-o'];
  const { code, out } = await shop.grace(...args, 'rtl.y4m', '--engine', 'rtl', '--array', '8x8');
  assert.equal([code, out], [0, 'rtl.y4m: 1 frame of 64x64 pixels, 25 per second, by rtl\n']);
  await shop.grace(...args, 'int8.y4m', '--engine', 'int8');
  assert.equal(readFileSync(at('rtl.y4m')), readFileSync(at('int8.y4m')));
});

stream('it is decoded to Y4M, pictures and a preview, all of it or a part', async () => {
  const { code, out, err } = await shop.grace('decode', 'clip.agc', '-o', 'back.y4m');
  assert.equal([code, out, err], [0, 'back.y4m: 6 frames of 64x64 pixels, 25 per second, by float\n', '']);
  await shop.grace('decode', 'clip.agc', '-o', 'part', '--from', '3', '--frames', '2');
  assert.equal(
    shop.files().filter(name => name.startsWith('part')),
    ['part/000001.png', 'part/000002.png'],
  );
  await shop.grace('decode', 'clip.agc', '-o', 'back');
  for (const [part, whole] of [
    ['000001', '000004'],
    ['000002', '000005'],
  ])
    assert.equal(readFileSync(at(`part/${part}.png`)), readFileSync(at(`back/${whole}.png`)));
  await shop.grace('decode', 'clip.agc', '-o', 'look.webp', '--from', '4');
  assert.is((await sharp(at('look.webp')).metadata()).pages, 2);
  const json = JSON.parse((await shop.grace('decode', 'clip.agc', '-o', 'one', '--frames', '1', '--json')).out);
  assert.equal(json, {
    file: 'one',
    width: 64,
    height: 64,
    rate: { numerator: 25, denominator: 1 },
    frames: 1,
    engine: 'float',
  });
});

stream('through pipes, with nothing else in them', () => {
  const { out, err } = shop.shell(
    `$GRACE encode - -o - --no-closed-loop --gop 4 --batch 5 < clip.y4m | tee piped.agc | $GRACE decode - -o - --frames 2 > piped.y4m; echo \${PIPESTATUS[*]}`,
  );
  assert.equal([out, said(err)], ['0 0 0\n', '']);
  assert.equal(readFileSync(at('piped.agc')), readFileSync(at('clip.agc')));
  assert.is(
    readFileSync(at('piped.y4m')).length,
    readFileSync(at('back.y4m')).subarray(0).length - 4 * (6 + 3 * 64 * 64),
  );
  const ended = shop.shell(`$GRACE decode clip.agc -o - | head -c 9; echo \${PIPESTATUS[0]}`);
  assert.match(ended.out, /^YUV4MPEG2\n?\d+\n$/);
  assert.is(said(ended.err), '');
});

stream('of a damaged file the frames before the damage are kept on demand', async () => {
  writeFileSync(at('cut.agc'), readFileSync(at('clip.agc')));
  truncateSync(at('cut.agc'), readFileSync(at('clip.agc')).length - 60);
  const before = shop.files();
  for (const args of [['decode', '-o', 'cut'], ['info']]) {
    const { code, out, err } = await shop.grace(args[0]!, 'cut.agc', ...args.slice(1));
    assert.equal([code, out], [1, '']);
    assert.match(
      err,
      /^error: the stream breaks off at byte \d+, within the record at byte \d+, after 4 frames\n {2}help: .*--partial/,
    );
    assert.equal(shop.files(), before);
  }
  const { code, out, err } = await shop.grace('decode', 'cut.agc', '-o', 'cut', '--partial');
  assert.equal([code, out], [0, 'cut: 4 frames of 64x64 pixels, 25 per second, by float\n']);
  assert.match(err, /^warning: the stream breaks off .* after 4 frames; 4 frames are kept\n$/);
  const { frames, damage } = JSON.parse((await shop.grace('info', 'cut.agc', '--partial', '--json')).out);
  assert.is(frames, 4);
  assert.match(damage, /^the stream breaks off/);
});

const wrong: readonly (readonly [what: string, args: readonly string[], code: number, error: RegExp])[] = [
  ['nowhere to write to', ['encode', 'clip.y4m'], 2, /^error: required option '-o/],
  ['no such clip', ['encode', 'nowhere.y4m', '-o', 'x'], 1, /^error: cannot read nowhere\.y4m: there is no such file/],
  [
    'no such network',
    ['encode', 'clip.y4m', '-o', 'x', '--network', 'n.pth'],
    1,
    /^error: cannot read n\.pth: there is no such file/,
  ],
  ['a clip that is none', ['encode', 'no.y4m', '-o', 'x'], 1, /^error: no\.y4m: the size of its pictures is H/],
  ['a folder without pictures', ['encode', 'full', '-o', 'x'], 1, /^error: full has no pictures in it/],
  [
    'too good',
    ['encode', 'clip.y4m', '-o', 'x', '--quality', '101'],
    1,
    /^error: the option quality is 101\n {2}help: give a whole number from 1 to 100/,
  ],
  ['no loss', ['encode', 'clip.y4m', '-o', 'x', '--refresh', '0'], 2, /^error: --refresh is '0', not a number above 0/],
  [
    'a full disk',
    ['encode', 'clip.y4m', '-o', '/dev/full', '--no-closed-loop', '--frames', '1'],
    1,
    /^error: cannot write \/dev\/full: the disk is full/,
  ],
  [
    'no folder',
    ['encode', 'clip.y4m', '-o', 'no/x', '--no-closed-loop'],
    1,
    /^error: cannot write no\/x: there is no such folder/,
  ],
  [
    'no such stream',
    ['decode', 'nowhere.agc', '-o', 'x'],
    1,
    /^error: cannot read nowhere\.agc: there is no such file/,
  ],
  ['a folder as stream', ['decode', 'full', '-o', 'x'], 1, /^error: cannot read full: it is a folder/],
  ['another file', ['decode', 'text.agc', '-o', 'x'], 1, /^error: this is no \.agc stream/],
  ['an empty file', ['info', 'empty.agc'], 1, /^error: /],
  [
    'no such frame',
    ['decode', 'clip.agc', '-o', 'x', '--from', '6'],
    1,
    /^error: the stream has no frame 6: it has 6\n/,
  ],
  [
    'no such array',
    ['decode', 'clip.agc', '-o', 'x', '--engine', 'rtl', '--array', '12x12'],
    1,
    /^error: there is no array of 12x12/,
  ],
  [
    'an array of another engine',
    ['decode', 'clip.agc', '-o', 'x', '--engine', 'int8', '--array', '8x8'],
    1,
    /^error: an array of 8x8 for the engine int8/,
  ],
  ['no such engine', ['decode', 'clip.agc', '-o', 'x', '--engine', 'gpu'], 2, /^error: .*'gpu' is invalid.*/],
  [
    'a folder in use',
    ['decode', 'clip.agc', '-o', 'full', '--frames', '1'],
    1,
    /^error: cannot write full: the folder has files/,
  ],
  [
    'another kind',
    ['decode', 'clip.agc', '-o', 'x.mp4'],
    1,
    /^error: no moving pictures of the kind \.mp4 are written/,
  ],
];

for (const [what, args, expected, error] of wrong)
  stream(`${what}: one clear error, and nothing left behind`, async () => {
    const before = shop.files();
    const { code, out, err } = await shop.grace(...args);
    assert.equal([code, out], [expected, '']);
    assert.match(err, error);
    assert.match(err, /^error: [^\n]+\n {2}help: [^\n]+\n$/);
    assert.equal(shop.files(), before);
  });

stream.run();
