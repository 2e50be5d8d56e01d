import { readFileSync, writeFileSync } from 'node:fs';
import { verilog } from 'grace-hdl/verilog';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import conv3x3 from '../../examples/conv3x3/conv3x3.js';
import counter from '../../examples/counter.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** What the README shows between `<!-- name -->` and `<!-- /name -->`; `UPDATE=1` writes it there. */
const parts: Readonly<Record<string, () => string>> = {
  conv3x3: () => {
    const text = read('examples/conv3x3/conv3x3.ts');
    return fenced('ts', text.slice(text.indexOf('export const conv3x3'), text.indexOf('\nconst blur')));
  },
  'conv3x3.v': () => {
    const { text } = verilog(conv3x3).files.find(({ name }) => name === 'conv3x3.v')!;
    // The wires of the requantization, whatever their names are, and the registers behind them.
    const to = text.indexOf('\n\n', text.indexOf('pixels_payload <='));
    return fenced('verilog', text.slice(text.lastIndexOf('\n\n  wire', to) + 2, to));
  },
  'counter.v': () => fenced('verilog', verilog(counter).files.find(({ name }) => name === 'counter.v')!.text),
  error: () => fenced('text', read('test/golden/error/HW014.txt')),
};

for (const [name, make] of Object.entries(parts))
  test(`the README shows ${name} as it is`, () => {
    const readme = read('README.md');
    const [start, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [from, to] = [readme.indexOf(start) + start.length, readme.indexOf(end)];
    assert.ok(from > start.length && to >= from - 1, `README.md has a place for ${name}`);
    if (process.env.UPDATE === '1') {
      writeFileSync(
        new URL('../../README.md', import.meta.url),
        readme.slice(0, from) + make() + readme.slice(Math.max(to, from - 1)),
      );
      return;
    }
    assert.fixture(readme.slice(from, to), make());
  });

test('the two commands are the scripts', () => {
  const { scripts } = JSON.parse(read('package.json'));
  assert.match(read('README.md'), 'npm ci && npm start');
  assert.match(read('README.md'), 'npm ci && npm test');
  assert.ok(scripts.start && scripts.test && scripts['test:peers']);
});

test.run();
