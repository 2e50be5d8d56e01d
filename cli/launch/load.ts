import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Script } from 'node:vm';

/** A CommonJS file, compiled. */
export interface Loaded {
  /** Whether V8 took the code that stands beside the file. */
  readonly accepted: boolean;
  /** Runs it, and gives its exports. */
  run(): unknown;
  /** What V8 has compiled of it until now. */
  compiled(): Buffer;
}

/** Where V8's code for a file stands. */
export const compiledFile = (path: string): string => `${path}.compiled`;

/**
 * Loads a file of this package as `require` does, but with what V8 made of it when the package was built: compiling
 * takes longer than most commands run. V8 refuses the code of another version of itself, and compiles as ever.
 */
export function load(path: string): Loaded {
  // The file is ASCII, which is read fastest so.
  const text = readFileSync(path, 'latin1');
  const cachedData = readIfThere(compiledFile(path));
  // On the first line, so that lines stay.
  const script = new Script(`(function (${names.join()}) {${text}\n})`, { filename: nameOf(path), cachedData });
  return {
    accepted: cachedData !== undefined && script.cachedDataRejected === false,
    run: () => {
      const module = { exports: {} };
      script.runInThisContext()(
        module.exports,
        lateRequire(createRequire(path)),
        module,
        path,
        (url: string) => import(url),
      );
      return module.exports;
    },
    compiled: () => script.createCachedData(),
  };
}

/**
 * V8's code keeps the name that a file had when the package was built, so it must not tell where that was.
 * Not being a path, it also marks frames that are no place of the user's.
 */
const nameOf = (path: string): string => `grace-hdl/${basename(path)}`;

/** What node gives a CommonJS file, as far as it is used, and how to import a module: see `import-module.ts`. */
const names = ['exports', 'require', 'module', '__filename', 'launcherImports'];

/** Modules of node that some commands need, and that take a millisecond or two each to load. */
const late: ReadonlySet<string> = new Set(['node:child_process', 'node:crypto', 'node:fs/promises']);

/** `require` that loads those when something of them is first used. */
const lateRequire =
  (require: NodeJS.Require): ((id: string) => unknown) =>
  id =>
    late.has(id) ? new Proxy({}, { get: (_target, name) => require(id)[name] }) : require(id);

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
