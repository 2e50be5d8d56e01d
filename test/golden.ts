import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare } from 'uvu/diff';

const root = fileURLToPath(new URL('./golden/', import.meta.url));

/**
 * Holds `text` against the file `test/golden/<name>`; `UPDATE=1` writes it instead, to be reviewed as a diff.
 * Throws with the differing lines, or when there is no such file yet.
 */
export function golden(name: string, text: string): void {
  const file = resolve(root, name);
  if (process.env.UPDATE === '1') {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const shown = relative(process.cwd(), file);
  if (!existsSync(file)) throw new Error(`no golden file ${shown}; write it with UPDATE=1, then review it`);
  const expected = readFileSync(file, 'utf8');
  if (expected !== text)
    throw new Error(`differs from ${shown} (UPDATE=1 accepts the new text)\n${compare(text, expected)}`);
}
