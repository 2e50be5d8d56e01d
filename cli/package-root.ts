import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package: the nearest one above with a package.json, for the sources and once bundled alike. */
export const packageRoot = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  // A copy of dist/ by itself is below none: then it ends at the root of the disk.
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();

/** A file of this package, by its path from the root. */
export const packageFile = (path: string): string => join(packageRoot, path);

/** True when this runs from the TypeScript files of the repository, as opposed to dist/. */
export const fromSource = import.meta.url.endsWith('.ts');
