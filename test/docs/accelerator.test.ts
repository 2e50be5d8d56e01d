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

/** DSP48E1, RAMB36, LUT and FF of the row of the page that begins so. */
function counts(row: string): number[] {
  const lines = readFileSync(page, 'utf8')
    .split('\n')
    .filter(line => line.startsWith(`| ${row} |`));
  const numbers = lines.map(line => line.split(' | ').slice(-4).map(Number.parseFloat));
  const found = numbers.find(all => all.every(Number.isFinite));
  assert.ok(found, `docs/engines/accelerator.md has no counts of ${row}`);
  return found!;
}

test('the accelerator is not less than its parts, and fits the chip', () => {
  const parts = [
    '`controller`',
    '`issue`',

    '`convolutionEngine`',
    '`loadUnit`, `weightsUnit`, `storeUnit`',
    '`mapUnit`',
  ];
  const sum = [0, 1, 2, 3].map(at => parts.reduce((n, part) => n + counts(part)[at]!, 0));
  const all = counts('`accelerator`: these, and what connects them');
  const chip = counts('an XC7Z020 has');
  assert.ok(all.every((count, at) => count >= sum[at]!));
  assert.ok(all.every((count, at) => count <= chip[at]!));
});

test('the page on the accelerator does what it says', () => runDocument('engines/accelerator'));

test.run();
