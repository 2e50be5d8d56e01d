import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Linted, lint } from '../../../cli/lint/lint.js';
import { rules } from '../../../cli/lint/rules/index.js';
import { showFinding } from '../../../cli/lint/show.js';
import { golden } from '../../golden.js';
import { Workshop } from '../grace.js';
import { manyFiles } from './many.js';

/** Every file in `cases/` is a design; `test/golden/lint/` holds what is said of it, and what `--fix` makes of it. */
const lints = suite('rules of grace check');
const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder).map(file => file.replace('.txt', ''));
const docs = readFileSync(new URL('../../../docs/lint.md', import.meta.url), 'utf8');
const sourceOf = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), 'utf8');
const shop = new Workshop({
  ...Object.fromEntries(cases.map(name => [`${name}.ts`, sourceOf(name)])),
  // One project for all of them: most of the time goes into reading the language's own types.
  'all.ts': cases.map(name => `import './${name}.js';\n`).join(''),
});
lints.after(() => {
  process.chdir(home);
  shop.remove();
});

let found: Linted;
let fixed: Linted;
const home = process.cwd();
lints.before(async () => {
  // Places are shown from here.
  process.chdir(shop.folder);
  found = await lint(join(shop.folder, 'all.ts'));
  fixed = await lint(join(shop.folder, 'all.ts'), { fix: true });
});
const of = <T extends { readonly file: string }>(items: readonly T[], name: string): T[] =>
  items.filter(({ file }) => basename(file) === `${name}.ts`);

for (const name of cases)
  lints(`${name}: what is said, and what is replaced`, () => {
    const said = of(found.findings, name).map(finding => `${showFinding(finding)}\n\n`);
    const texts = of(fixed.mended, name).map(({ text, count }) => `==== --fix: ${count} replaced\n${text}`);
    golden(`lint/${name}.txt`, [...said, ...texts].join(''));
  });

lints('every rule has a case that it finds something in, and each says what it is for', () => {
  for (const { name, describe } of rules) {
    assert.ok(
      of(found.findings, name).some(({ rule }) => rule === name),
      name,
    );
    assert.ok(docs.includes(`## ${name}\n`) && docs.includes(describe), `docs/lint.md has ${name}`);
  }
});

lints('a finding says exactly where it is, and its text replaces no less', () => {
  for (const name of cases) {
    const text = sourceOf(name);
    const lines = text.split('\n');
    const at = (line: number, column: number): number =>
      lines.slice(0, line - 1).join('\n').length + Math.min(1, line - 1) + column - 1;
    for (const { line, column, endLine, endColumn, fix, rule, help } of of(found.findings, name)) {
      const [from, to] = [at(line, column), at(endLine, endColumn)];
      assert.ok(from < to && to <= text.length, `${name}:${line}`);
      if (fix) assert.ok(fix.range[0] <= from && to <= fix.range[1], `${name}:${line}`);
      if (rule === 'signal-operator' && fix) assert.is(help, `write ${fix.text}`);
    }
  }
});

lints('what was mended has nothing left to mend, and no new error of types', () => {
  assert.equal(
    fixed.findings.filter(({ fix }) => fix),
    [],
  );
  const types = (list: Linted) => list.findings.filter(({ rule }) => rule === 'types').map(({ message }) => message);
  assert.equal(
    types(fixed).filter(message => !types(found).includes(message)),
    [],
  );
});

lints('fifty files of a project are looked at, each for itself', async () => {
  const many = new Workshop(manyFiles(50));
  try {
    const { findings } = await lint(join(many.folder, 'all.ts'));
    assert.equal(
      findings.map(({ rule, file }) => `${rule} ${basename(file)}`).sort(),
      Array.from({ length: 50 }, (_, i) => `signal-operator stage${i}.ts`).sort(),
    );
  } finally {
    many.remove();
  }
});

lints.run();
