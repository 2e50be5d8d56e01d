import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SimulationError } from '../../../backend-sim/index.js';
import { textFile } from '../../../backend-sim/wave/file.js';

const files = suite('files of waves');
const folder = mkdtempSync(join(tmpdir(), 'grace-file-'));
files.after(() => rmSync(folder, { recursive: true }));

files('long texts arrive whole, and only at the end', () => {
  const path = join(folder, 'long.txt');
  const line = `${'x'.repeat(999)}\n`;
  const file = textFile(path);
  for (let i = 0; i < 500; i++) file.write(line);
  assert.not(existsSync(path));
  file.finish();
  file.finish();
  assert.is(readFileSync(path, 'utf8'), line.repeat(500));
  assert.equal(readdirSync(folder), ['long.txt']);
});

files('what cannot be put in place is told once, and leaves nothing', () => {
  const path = join(folder, 'taken');
  mkdirSync(join(path, 'by a folder'), { recursive: true });
  const file = textFile(path);
  file.write('text');
  assert.throws(
    () => file.finish(),
    (error: unknown) => error instanceof SimulationError && /^cannot write .*taken: /.test(error.message),
  );
  file.write('more');
  file.finish();
  assert.equal(
    readdirSync(folder).filter(name => name.endsWith('.part')),
    [],
  );
});

files('a folder that is not there is told at once', () => {
  assert.throws(() => textFile(join(folder, 'no', 'file')), /cannot write .*no.file: ENOENT/);
});

files.run();
