import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether a file stands in a package that depends on this one, which then has to be the same copy. */
export function usesUs(file: string): boolean {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return 'grace-hdl' in { ...dependencies, ...peerDependencies };
  } catch {
    return false;
  }
}
