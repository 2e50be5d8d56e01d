import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps what `make` gives for a key in `node_modules/.cache/grace-hdl` of the project in the current folder, as other
 * tools do; without a `node_modules` there, nothing is kept. `maker` is the file whose change makes all of it void.
 * A cache that cannot be read or written is no error: it is only slower.
 */
export function cacheFor(maker: string): (key: string, make: () => Promise<string>) => Promise<string> {
  const packages = join(process.cwd(), 'node_modules');
  if (!existsSync(packages)) return (_key, make) => make();
  const folder = join(packages, '.cache', 'grace-hdl');
  const { mtimeMs, size } = statSync(maker);
  return async (key, make) => {
    const name = createHash('sha1').update(`${maker} ${mtimeMs} ${size}\n${key}`).digest('hex');
    const path = join(folder, `${name}.mjs`);
    const known = await readFile(path, 'utf8').catch(() => undefined);
    if (known !== undefined) return known;
    const made = await make();
    const beside = `${path}.${process.pid}.part`;
    await mkdir(folder, { recursive: true })
      .then(() => writeFile(beside, made))
      .then(() => rename(beside, path))
      .catch(() => undefined);
    return made;
  };
}
