import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { format, HardwareError } from '../../../dsl/error/index.js';
import type { KernelFunction } from '../../../dsl/kernel/given.js';
import { irOf } from '../../../dsl/kernel/index.js';
import '../../../dsl/name/register.js';
import { golden } from '../../golden.js';

/** Every export of a file in `cases/` is wrong in one way; `test/golden/kernel/` holds what a user of it reads. */
const messages = suite('messages of kernels');
const folder = new URL('./cases/', import.meta.url);
const root = dirname(fileURLToPath(folder));

for (const file of readdirSync(folder).sort())
  messages(file, async () => {
    const cases: Readonly<Record<string, unknown>> = await import(new URL(file, folder).href);
    const texts = Object.entries(cases)
      .map(([name, wrong]) => ({ name, text: said(name, wrong) }))
      .sort((a, b) => lineOf(a.text) - lineOf(b.text));
    golden(`kernel/${file.replace('.ts', '.txt')}`, `${texts.map(({ text }) => text).join('\n\n')}\n`);
  });

function said(name: string, wrong: unknown): string {
  try {
    if ('plain' in (wrong as object)) irOf(wrong as KernelFunction);
    else (wrong as () => unknown)();
  } catch (error) {
    if (error instanceof HardwareError) return format(error.diagnostics, { cwd: root });
    throw error;
  }
  throw new Error(`${name} is not wrong`);
}

const lineOf = (text: string): number => Number(/\.ts:(\d+):/.exec(text)?.[1] ?? 0);

messages.run();
