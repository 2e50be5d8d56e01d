import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Circuit, designOf } from 'grace-hdl';

const root = fileURLToPath(new URL('../../examples', import.meta.url));

/** A file of examples/ that `grace` can be given, and what it builds without parameters. */
export interface Example {
  /** Its path within examples/, as `uart/index`. */
  readonly name: string;
  readonly circuit: Circuit;
}

/** Every example: the files with a default export that is a circuit. */
export async function allExamples(): Promise<readonly Example[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    // Others may be programs, which run when they are loaded.
    .filter(file => /^export default /m.test(readFileSync(file, 'utf8')))
    .sort();
  const found: Example[] = [];
  for (const file of files) {
    const { default: circuit } = (await import(pathToFileURL(file).href)) as { default?: unknown };
    if (typeof circuit === 'object' && circuit !== null && designOf in circuit)
      found.push({ name: relative(root, file).replace(/\.ts$/, ''), circuit: circuit as Circuit });
  }
  return found;
}
