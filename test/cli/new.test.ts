import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Workshop } from './grace.js';

const fresh = suite('grace new');
const shop = new Workshop({ 'taken/file.txt': 'x', 'a-file': 'x' });
fresh.after(() => shop.remove());

const files = ['.gitignore', 'README.md', 'package.json', 'src/counter.ts', 'test/counter.test.ts', 'tsconfig.json'];

fresh('makes a project that bears its name', async () => {
  const { code, out } = await shop.grace('new', 'My Blinker', '--json');
  assert.is(code, 0);
  assert.equal([...(JSON.parse(out) as { files: string[] }).files].sort(), files);
  const made = shop.files().filter(file => file.startsWith('My Blinker/'));
  assert.equal(
    made.map(file => file.slice('My Blinker/'.length)),
    files,
  );
  assert.is(JSON.parse(shop.read('My Blinker/package.json')).name, 'my-blinker');
  assert.match(shop.read('My Blinker/README.md'), /^# my-blinker\n/);
});

fresh('what it makes is sound', async () => {
  await shop.grace('new', 'sound');
  const { code, out, err } = await shop.grace('check', 'sound/src/counter.ts');
  assert.is(err, '');
  assert.is(code, 0);
  assert.match(out, /^ok counter: 1 module, 1 register\n/);
});

fresh('takes an empty folder, and no other', async () => {
  const before = shop.files();
  assert.equal(await shop.grace('new', 'taken'), {
    code: 1,
    out: '',
    err: 'error: taken is not empty\n  help: give the name of a new folder\n',
  });
  assert.equal(await shop.grace('new', 'a-file'), {
    code: 1,
    out: '',
    err: 'error: a-file is a file\n  help: give the name of a new folder\n',
  });
  assert.is((await shop.grace('new', 'a-file/below')).code, 1);
  assert.equal(shop.files(), before);
});

fresh.run();
