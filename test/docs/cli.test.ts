import { readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { projectFiles } from '../../cli/command/new.js';
import { Workshop } from '../cli/grace.js';

/** Every command in docs/cli.md answers what stands there; `UPDATE=1` writes the answers into the page. */
const docs = suite('docs/cli.md');
const page = new URL('../../docs/cli.md', import.meta.url);
const text = readFileSync(page, 'utf8');

const shop = new Workshop();
docs.after(() => shop.remove());

async function answers(block: string): Promise<string> {
  const commands = block.split('\n').filter(line => line.startsWith('$ grace '));
  const parts: string[] = [];
  for (const command of commands) {
    const { out, err } = await shop.grace(...command.slice('$ grace '.length).split(' '));
    parts.push(`${command}\n${out}${err}`.trimEnd());
  }
  return `${parts.join('\n\n')}\n`;
}

docs('says what the commands say', async () => {
  for (const { name, text: content } of projectFiles('blinker')) shop.write(name, content);
  for (const [, name, content] of text.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)) shop.write(name!, content!);
  let fresh = text;
  for (const [whole, block] of text.matchAll(/```console\n([\s\S]*?)```/g)) {
    const answered = `\`\`\`console\n${await answers(block!)}\`\`\``;
    fresh = fresh.replace(whole, () => answered);
  }
  if (process.env.UPDATE === '1') writeFileSync(page, fresh);
  else assert.is(text, fresh);
});

docs.run();
