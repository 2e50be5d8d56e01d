import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A file that ships with this package, by its path from the root of the sources; the built package has it below dist/. It
 * need not be there: a program that has been bundled into one file leaves it behind.
 */
export function packageFile(path: string): string {
  const here = fileURLToPath(import.meta.url);
  let folder = dirname(here);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, here.endsWith('.ts') ? '' : 'dist', path);
}
