import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from '../launch/import-module.js';
import { CommandError } from '../output/command-error.js';
import { whileUnfinished } from '../output/files.js';
import { placesOf } from '../output/stack.js';
import { readDirectly } from './direct/graph.js';
import { missingName, whereNamed } from './failure.js';

type Exports = Readonly<Record<string, unknown>>;

/**
 * Runs a design file and gives what it exports. Throws `CommandError` when it is not there, does not parse or throws;
 * an error of the language passes through as it is.
 */
export async function importDesign(file: string): Promise<Exports> {
  const path = resolve(file);
  if (!existsSync(path))
    throw new CommandError(`no such file: ${file}`, { help: 'give the path of a design, such as src/counter.ts' });
  if (statSync(path).isDirectory())
    throw new CommandError(`${file} is a folder`, { help: `give a file in it: ${join(file, 'counter.ts')}` });
  if (!/\.(?:[cm]?ts|m?js)$/.test(path))
    throw new CommandError(`${file} is no TypeScript file`, { help: 'a design is a .ts or .js module' });
  const direct = await readDirectly(path);
  return direct ? run(direct, path) : importBundled(path);
}

/** Runs a design that has been read. */
function run(design: () => Exports, path: string): Exports {
  try {
    return design();
  } catch (error) {
    throw explain(error, path);
  }
}

/** The same through esbuild, for every design. */
export async function importBundled(path: string): Promise<Exports> {
  const folder = mkdtempSync(join(tmpdir(), 'grace-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
    guard.done();
  };
  const guard = whileUnfinished(remove);
  Object.assign(globalThis, { [atStart]: remove });
  try {
    // What drives esbuild is loaded only now: most designs are read without it.
    const { bundle } = await import('./bundle.js');
    const made = join(folder, 'design.mjs');
    writeFileSync(made, await bundle(path, folder, `globalThis.${atStart}();`));
    process.setSourceMapsEnabled(true);
    return await importModule(pathToFileURL(made).href);
  } catch (error) {
    throw explain(error, path);
  } finally {
    remove();
  }
}

/** Called by the bundle as it starts to run: from then on nothing is left to remove, and Ctrl-C ends even a busy loop. */
export const atStart = '__graceDesignStarts';

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return new CommandError(`${relative(process.cwd(), path)} threw ${String(error)}`);
  if (error instanceof CommandError || error.name === 'HardwareError') return error;
  const [, missing] = /does not provide an export named '([^']*)'/.exec(error.message) ?? [];
  if (error instanceof SyntaxError && missing !== undefined) return missingName(missing, whereNamed(path, missing));
  return new CommandError(`${relative(process.cwd(), path)} threw ${error.name}: ${error.message}`, {
    where: placesOf(error),
  });
}
