import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Block {
  readonly language: string;
  readonly text: string;
}

const mark = '@@ block';
const block = /^```(\w+)\n([\s\S]*?)^```$/gm;

/**
 * Runs the TypeScript of a document as one program, all its blocks in order. An expression with `// => value` behind
 * it must show that value; a `text` block right after one of TypeScript must be what that one prints;
 * `UPDATE=1` writes it.
 */
export function runDocument(name: string): void {
  const page = `${root}docs/${name}.md`;
  const blocks = blocksOf(readFileSync(page, 'utf8'));
  const program = blocks
    .map(({ language, text }, i) => (language === 'ts' ? `console.log('${mark} ${i}');\n${checked(text)}` : ''))
    .join('\n');
  // Within the package, so that the document imports it by its name.
  const file = `${root}out/docs/${name}.ts`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import { inspect as show } from 'node:util';\nimport * as is from 'uvu/assert';\n${program}`);
  const flags = ['--conditions=grace-source', '--import', 'tsx', '--import', './dsl/name/register.ts'];
  const printed = execFileSync(process.execPath, [...flags, file], { cwd: root, encoding: 'utf8' });
  rmSync(file);

  const outputs = new Map(
    printed
      .split(mark)
      .slice(1)
      .map(part => [Number.parseInt(part, 10), part.slice(part.indexOf('\n') + 1).trimEnd()]),
  );
  if (process.env.UPDATE === '1') update(page, outputs);
  else
    blocks.forEach(({ language, text }, i) => {
      if (language === 'text' && outputs.has(i - 1))
        assert.fixture(withoutPlaces(outputs.get(i - 1)!), withoutPlaces(text.trimEnd()));
    });
}

/** Puts what the blocks printed behind them; what differs in places only stays as it is. */
function update(page: string, outputs: ReadonlyMap<number, string>): void {
  const before = readFileSync(page, 'utf8');
  let i = 0;
  const fresh = before.replace(block, (whole, language: string, text: string) => {
    const printed = outputs.get(i++ - 1);
    if (language !== 'text' || printed === undefined) return whole;
    const same = withoutPlaces(printed) === withoutPlaces(text.trimEnd());
    return same ? whole : `\`\`\`text\n${printed}\n\`\`\``;
  });
  if (fresh !== before) writeFileSync(page, fresh);
}

/** Places in files differ from those that a reader would see. */
const withoutPlaces = (text: string): string => text.replace(/\S+\.ts:\d+(?::\d+)?\s*/g, 'file.ts:1:1 ');

const blocksOf = (document: string): Block[] =>
  [...document.matchAll(block)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));

/** Statements of the form `expression; // => value` become assertions. */
const checked = (code: string): string =>
  code.replace(/^(\s*)(.+); \/\/ => (.+)$/gm, (_, indent, expression, value) => {
    return `${indent}is.is(show(${expression}), ${JSON.stringify(value)}, ${JSON.stringify(expression)});`;
  });
