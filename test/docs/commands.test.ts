import { readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { projectFiles } from '../../cli/command/new.js';
import { Workshop } from '../cli/grace.js';

/** Every command in these pages answers what stands there; `UPDATE=1` writes the answers into the page. */
const docs = suite('commands in docs');

for (const name of ['cli.md', 'lint.md', 'naming.md', 'codec/network.md', 'codec/coding.md'])
  docs(`docs/${name} says what the commands say`, async () => {
    const page = new URL(`../../docs/${name}`, import.meta.url);
    const text = readFileSync(page, 'utf8');
    const shop = new Workshop(Object.fromEntries(projectFiles('blinker').map(file => [file.name, file.text])));
    try {
      for (const [, file, content] of text.matchAll(/```\w+ file=(\S+)\n([\s\S]*?)```/g)) shop.write(file!, content!);
      const fresh = await answered(text, shop);
      if (process.env.UPDATE === '1') writeFileSync(page, fresh);
      else assert.is(text, fresh);
    } finally {
      shop.remove();
    }
  });

/** The page with every answer as it is now. */
async function answered(text: string, shop: Workshop): Promise<string> {
  let fresh = text;
  for (const [whole, block] of text.matchAll(/```console\n([\s\S]*?)```/g)) {
    const parts: string[] = [];
    for (const command of block!.split('\n').filter(line => line.startsWith('$ grace '))) {
      const { out, err } = await shop.grace(...command.slice('$ grace '.length).split(' '));
      parts.push(`${command}\n${out}${err}`.trimEnd().replaceAll(shop.folder, '/home/me/design'));
    }
    fresh = fresh.replace(whole, () => `\`\`\`console\n${parts.join('\n\n')}\n\`\`\``);
  }
  return fresh;
}

docs.run();
