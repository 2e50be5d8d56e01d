import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps what `make` gives for a key in `node_modules/.cache/grace-hdl` of the project in the current folder, as other
 * tools do; without a `node_modules` there, nothing is kept. A change of the text of the file `maker` makes all of it
 * void: packages unpack with one date for all files, so a time would not tell.
 * A cache that cannot be read or written is no error: it is only slower.
 */
export function cacheFor(maker: string): (key: string, make: () => Promise<string>) => Promise<string> {
  const packages = join(process.cwd(), 'node_modules');
  if (!existsSync(packages)) return (_key, make) => make();
  const folder = join(packages, '.cache', 'grace-hdl');
  const made = createHash('sha1').update(readFileSync(maker)).digest('hex');
  return async (key, make) => {
    const name = createHash('sha1').update(`${made}\n${key}`).digest('hex');
    const path = join(folder, `${name}.mjs`);
    const known = await readFile(path, 'utf8').catch(() => undefined);
    if (known !== undefined) return known;
    const result = await make();
    const beside = `${path}.${process.pid}.part`;
    await mkdir(folder, { recursive: true })
      .then(() => writeFile(beside, result))
      .then(() => rename(beside, path))
      .catch(() => undefined);
    return result;
  };
}
