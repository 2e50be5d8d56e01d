import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig, acceleratorMap, registerTable } from '../../stdlib-engines/index.js';
import { runDocument } from './doc.js';

const page = new URL('../../docs/engines/accelerator.md', import.meta.url);

test('the page on the accelerator has its registers as they are; `UPDATE=1` writes them', () => {
  const text = readFileSync(page, 'utf8');
  // Below a heading of the page.
  const table = registerTable(acceleratorMap(acceleratorConfig()))
    .replace(/^#+ .*\n+/, '')
    .replace(/^##/gm, '###');
  const fresh = text.replace(
    /<!-- registers -->\n[\s\S]*<!-- \/registers -->/,
    () => `<!-- registers -->\n${table}<!-- /registers -->`,
  );
  if (process.env.UPDATE === '1') writeFileSync(page, fresh);
  else assert.fixture(text, fresh);
});

test('the page on the accelerator does what it says', () => runDocument('engines/accelerator'));

test.run();
