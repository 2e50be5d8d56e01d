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

/** DSP48E1, RAMB36, LUT and FF of the row of a page that begins so; `order` says where each stands. */
function counts(name: string, row: string, order = [0, 1, 2, 3]): number[] {
  const text = readFileSync(new URL(`../../docs/engines/${name}.md`, import.meta.url), 'utf8');
  const rows = text.split('\n').filter(line => line.startsWith(`| ${row} |`));
  const numbers = rows.map(line => line.split(' | ').slice(-4).map(Number.parseFloat));
  const found = numbers.find(all => all.every(Number.isFinite));
  assert.ok(found, `docs/engines/${name}.md has no counts of ${row}`);
  return order.map(at => found[at]!);
}

test('what parts take on a chip is what their pages say, and fits it', () => {
  const own = (row: string): number[] => counts('accelerator', row);
  const sum = (all: readonly number[][]): number[] => [0, 1, 2, 3].map(at => all.reduce((n, one) => n + one[at]!, 0));
  const units = ['loadUnit', 'weightsUnit', 'storeUnit'].map(unit => counts('dma', `\`${unit}\``));
  const maps = ['masksEngine', 'shrinkEngine', 'resizeEngine'].map(engine => counts('maps', `\`${engine}\``));
  const sampling = counts('sampling', '`samplingEngine`, `acceleratorConfig(16)`', [0, 3, 1, 2]);
  const rows = {
    convolution: own('`convolutionEngine`'),
    units: own('`loadUnit`, `weightsUnit`, `storeUnit`'),
    maps: own('engines of `mapUnit`: masks, shrinking, between corners, sampling'),
  };
  assert.equal(rows, {
    convolution: counts('convolution', '16 x 16'),
    units: sum(units),
    maps: sum([...maps, sampling]),
  });
  const together = own('these together');
  assert.equal(together, sum([own('`controller`'), own('`issue`'), ...Object.values(rows)]));
  const chip = own('an XC7Z020 has');
  assert.ok(together.every((count, at) => count <= chip[at]!));
});

test('the page on the accelerator does what it says', () => runDocument('engines/accelerator'));

test.run();
