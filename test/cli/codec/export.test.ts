import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exportOnnx, loadNetwork } from '../../../codec/index.js';
import { Workshop } from '../grace.js';

const onnx = suite('grace codec export --format onnx');
const shop = new Workshop({ file: 'in the way' });
onnx.after(() => shop.remove());
const shipped = ['codec', 'export', 'tiny-64', '--format', 'onnx'];

onnx('writes the three graphs, as the library makes them', async () => {
  const { code, out, err } = await shop.grace(...shipped, '-o', 'net/onnx');
  assert.equal({ code, err }, { code: 0, err: '' });
  const { config, weights } = await loadNetwork('tiny-64');
  const files = await exportOnnx(config, weights);
  const said = files.map(({ name, chunks }) => {
    const bytes = Buffer.concat(chunks);
    assert.ok(bytes.equals(readFileSync(join(shop.folder, `net/onnx/${name}.onnx`))), name);
    return `net/onnx/${name}.onnx: ${bytes.length} bytes\n`;
  });
  assert.is(out, said.join(''));
  assert.equal(shop.files(), ['file', ...['detector', 'frame', 'source'].map(name => `net/onnx/${name}.onnx`)]);
});

onnx('answers in JSON', async () => {
  const { files } = JSON.parse((await shop.grace(...shipped, '-o', 'net/json', '--json')).out);
  assert.is(files.length, 3);
  for (const { file, bytes } of files) assert.is(readFileSync(join(shop.folder, file)).length, bytes);
});

for (const [what, args, code, message] of [
  ['a file in the way of the folder', ['-o', 'file'], 1, /^error: cannot write file/],
  ['standard output', ['-o', '-'], 2, /^error: a network is three ONNX files\n {2}help: name a folder/],
  ['halves', ['-o', 'net', '--half'], 2, /^error: ONNX files are written in floats\n {2}help: leave out --half/],
] as const)
  onnx(`${what}: one clear error, and nothing left behind`, async () => {
    const before = shop.files();
    const answer = await shop.grace(...shipped, ...args);
    assert.equal([answer.code, answer.out], [code, '']);
    assert.match(answer.err, message);
    assert.equal(shop.files(), before);
  });

onnx('a full disk: one clear error, and nothing left behind', () => {
  // A limit on the size of files is a disk that ends early; the first of three files fits.
  const { code, err } = shop.shell('trap "" XFSZ; ulimit -f 800; $GRACE codec export tiny-64 --format onnx -o full');
  assert.is(code, 1);
  assert.match(err, /^error: cannot write full\/\w+\.onnx: /);
  assert.not.ok(existsSync(join(shop.folder, 'full')));
});

onnx.run();
