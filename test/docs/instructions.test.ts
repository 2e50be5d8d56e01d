import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faults } from '../../stdlib-engines/accelerator/fault.js';
import { instructionTables } from '../../stdlib-engines/accelerator/isa/table.js';
import { runDocument } from './doc.js';

const page = new URL('../../docs/accelerator/instructions.md', import.meta.url);

test('the page on instructions has the fields as they are; `UPDATE=1` writes them', () => {
  const text = readFileSync(page, 'utf8');
  const fresh = text.replace(
    /<!-- fields -->\n[\s\S]*<!-- \/fields -->/,
    () => `<!-- fields -->\n${instructionTables()}<!-- /fields -->`,
  );
  if (process.env.UPDATE === '1') writeFileSync(page, fresh);
  else assert.fixture(text, fresh);
});

test('the page on instructions has every fault', () => {
  const text = readFileSync(page, 'utf8');
  for (const [name, code] of Object.entries(faults))
    if (code > 0) assert.match(text, new RegExp(`\\b${code}\\b.*\`${name}\``));
});

test('the page on instructions does what it says', () => runDocument('accelerator/instructions'));

test.run();
