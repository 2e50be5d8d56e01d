import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const docs = suite('docs/examples');
const page = new URL('../../docs/examples.md', import.meta.url);
const text = readFileSync(fileURLToPath(page), 'utf8');

docs('links lead to files', () => {
  for (const [, path] of text.matchAll(/\]\(([^)]+)\)/g)) readFileSync(fileURLToPath(new URL(path!, page)));
});

docs('the code gives what its last line says', async () => {
  const [, code] = /```ts\n([\s\S]*?)```/.exec(text)!;
  const absolute = code!
    .replaceAll(/'(\.\.[^']+)'/g, (_, path) => `'${new URL(path, page).href}'`)
    .replaceAll(/'(grace-hdl[^']*)'/g, (_, name) => `'${import.meta.resolve(name)}'`)
    .replace(/^(sim\.memory.*); \/\/ (\d+)$/m, 'export default [$1, $2];');
  const { default: pair } = await import(`data:text/javascript,${encodeURIComponent(absolute)}`);
  assert.is(pair[0], pair[1]);
});

docs.run();
