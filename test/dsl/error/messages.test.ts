import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { format, HardwareError } from '../../../dsl/error/index.js';
import '../../../dsl/name/register.js';
import { golden } from '../../golden.js';

/** Every file in `cases/` is a wrong design; `test/golden/error/` holds what a user of it reads. */
const messages = suite('error messages');
const folder = new URL('./cases/', import.meta.url);
const root = dirname(fileURLToPath(folder));

async function errorOf(file: string): Promise<unknown> {
  try {
    await import(new URL(file, folder).href);
  } catch (error) {
    return error;
  }
  return undefined;
}

const cases = readdirSync(folder).sort();

for (const file of cases) {
  const name = file.replace('.ts', '');
  messages(name, async () => {
    const error = await errorOf(file);
    assert.instance(error, HardwareError);
    const { diagnostics } = error as HardwareError;
    assert.ok(name === 'several' || diagnostics[0]!.code === name.slice(0, 5), `${name} gives ${diagnostics[0]!.code}`);
    golden(`error/${name}.txt`, `${format(diagnostics, { cwd: root })}\n`);
  });
}

messages.run();
