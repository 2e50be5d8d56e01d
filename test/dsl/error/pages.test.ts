import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codes } from '../../../dsl/error/index.js';
import '../../../dsl/name/register.js';

/**
 * `docs/errors/` holds a page for every code. Its code is that of `cases/` and `fixed/`, and its message the golden one;
 * `UPDATE=1` copies them into the pages.
 */
const pages = suite('pages of the errors');
const folder = new URL('../../../docs/errors/', import.meta.url);

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const block = (kind: string, text: string): string => `\`\`\`${kind}\n${text.trim()}\n\`\`\``;

/** What a page quotes, in its order. */
const quotesOf = (code: string): string[] => [
  block('ts', read(`./cases/${code}.ts`)),
  block('text', read(`../../golden/error/${code}.txt`)),
  block('ts', read(`./fixed/${code}.ts`)),
];

for (const [code, title] of Object.entries(codes)) {
  const file = new URL(`${code}.md`, folder);

  pages(`${code} has a page`, () => {
    assert.ok(readFileSync(file, 'utf8').startsWith(`# ${code}: ${title}\n`));
    assert.ok(readFileSync(new URL('README.md', folder), 'utf8').includes(`| [${code}](${code}.md) | ${title} |`));
  });

  // No design in the language can be malformed.
  if (code === 'HW099') continue;

  pages(`${code} shows what happens`, () => {
    const page = readFileSync(file, 'utf8');
    const quotes = quotesOf(code);
    let next = 0;
    const fresh = page.replace(/```(?:ts|text)\n[\s\S]*?\n```/g, () => quotes[next++] ?? '');
    assert.is(next, quotes.length);
    if (process.env.UPDATE === '1' && fresh !== page) writeFileSync(file, fresh);
    else assert.is(page, fresh);
  });

  pages(`the fix of ${code} builds`, async () => {
    const fixed = new URL(`./fixed/${code}.ts`, import.meta.url);
    assert.ok(existsSync(fixed));
    await import(fixed.href);
  });
}

pages('no page is left over', () => {
  const expected = [...Object.keys(codes).map(code => `${code}.md`), 'README.md'];
  assert.equal(readdirSync(folder).sort(), expected.sort());
});

pages.run();
