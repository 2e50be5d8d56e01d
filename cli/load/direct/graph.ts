import { realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { setInserted } from '../../../dsl/error/inserted.js';
import { entries } from '../entries.js';
import { type Module, moduleOf } from './module.js';
import { refuse, Unread } from './reader.js';
import { fileOf, sourceOf } from './resolve.js';

type Values = Readonly<Record<string, unknown>>;

/** A module among others: where the values of each of its imports come from. */
interface Linked {
  readonly module: Module;
  readonly from: readonly Source[];
}

/** A module of the design, by its path, or the exports of something that is there already. */
type Source = { readonly path: string } | { readonly values: Values };

/**
 * A design of TypeScript files that import each other, `grace-hdl` and modules of node, ready to run; undefined for all
 * else, which is esbuild's: to start it takes longer than to read a design. What is wrong is for esbuild to explain, too.
 */
export async function readDirectly(file: string): Promise<(() => Values) | undefined> {
  try {
    const modules = await modulesFrom(realpathSync(file));
    return () => runAll(modules);
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

/** Every module, after those that it imports. */
async function modulesFrom(file: string): Promise<ReadonlyMap<string, Linked>> {
  const found = new Map<string, Linked>();
  const open = new Set<string>();
  const visit = async (path: string): Promise<Module> => {
    const known = found.get(path);
    if (known) return known.module;
    // Modules in a circle see values that are not there yet.
    if (open.has(path)) refuse();
    open.add(path);
    const module = moduleOf(path, sourceOf(path));
    const from: Source[] = [];
    for (const { specifier, names } of module.imports) {
      const values = names.length === 0 ? {} : await valuesOf(specifier);
      const source = values ? { values } : { path: fileOf(specifier, path) };
      const has = values ?? Object.fromEntries((await visit((source as { path: string }).path)).exports);
      if (names.some(({ imported }) => imported !== '*' && !(imported in has))) refuse();
      from.push(source);
    }
    found.set(path, { module, from });
    return module;
  };
  await visit(file);
  return found;
}

const require = createRequire(import.meta.url);

/** The exports of an entry point of this package, or of a module of node; undefined for a file. */
async function valuesOf(specifier: string): Promise<Values | undefined> {
  const entry = entries.get(specifier);
  if (entry) return entry();
  if (!isBuiltin(specifier)) return undefined;
  const values = require(specifier);
  return { ...values, default: values };
}

/** Runs modules in their order, and gives what the last one exports. */
function runAll(modules: ReadonlyMap<string, Linked>): Values {
  const done = new Map<string, Values>();
  let last: Values = {};
  for (const [path, { module, from }] of modules) {
    if (module.edits.length > 0) setInserted(path, module.source, module.edits);
    const imported = module.imports.flatMap(({ names }, i) => {
      const source = from[i]!;
      const values = 'path' in source ? done.get(source.path)! : source.values;
      return names.map(({ imported }) => (imported === '*' ? values : values[imported]));
    });
    last = module.run(...imported);
    done.set(path, last);
  }
  return last;
}
