import { readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checks, type Pass, transforms, verify } from '../../dsl/pass/index.js';

/** `docs/passes.md` lists the passes in the order of the pipeline; `UPDATE=1` writes the lists. */
const docs = suite('docs/passes');
const file = new URL('../../docs/passes.md', import.meta.url);

function listed(page: string, section: string, passes: readonly Pass[]): string {
  const rows = passes.map(pass => `| \`${pass.name}\` | ${pass.describe} |`).join('\n');
  const table = new RegExp(`(<!-- ${section} -->\n.*\n.*\n)[\\s\\S]*?(<!-- /${section} -->)`);
  assert.match(page, table);
  return page.replace(table, `$1${rows}\n$2`);
}

docs('list every pass, in order', () => {
  const page = readFileSync(file, 'utf8');
  const fresh = listed(listed(page, 'checks', [verify, ...checks]), 'transforms', transforms);
  if (process.env.UPDATE === '1' && fresh !== page) writeFileSync(file, fresh);
  else assert.is(page, fresh);
});

docs('show a module as a pass leaves it', () => {
  const shown = /```text\n([\s\S]*?)\n```/.exec(readFileSync(file, 'utf8'))![1]!;
  const golden = readFileSync(new URL('../golden/pass/resolve.txt', import.meta.url), 'utf8');
  assert.ok(golden.includes(shown));
});

docs.run();
