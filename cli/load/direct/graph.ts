import { realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { setInserted } from '../../../dsl/error/inserted.js';
import { entries } from '../entries.js';
import { parser } from '../typescript/program.js';
import { refuse, Unread } from '../typescript/unread.js';
import { type Module, moduleOf } from './module.js';
import { fileOf, sourceOf } from './resolve.js';

type Values = Readonly<Record<string, unknown>>;

/** Where the values of an import come from: those of a module are there once it has run. */
interface Source {
  has(name: string): boolean;
  /** `*` is all of them. */
  get(name: string): unknown;
}

/** A module among others, with the source of each of its imports. */
interface Linked {
  readonly module: Module;
  readonly from: readonly Source[];
  values: Values;
}

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
async function modulesFrom(file: string): Promise<readonly Linked[]> {
  const parse = await parser();
  const found = new Map<string, Linked>();
  const open = new Set<string>();
  const visit = async (path: string): Promise<Linked> => {
    const known = found.get(path);
    if (known) return known;
    // Modules in a circle see values that are not there yet.
    if (open.has(path)) refuse();
    open.add(path);
    const module = moduleOf(path, sourceOf(path), parse);
    const from: Source[] = [];
    for (const { specifier, names } of module.imports) {
      const source = (await outside(specifier)) ?? ofModule(await visit(fileOf(specifier, path)));
      if (!names.every(({ imported }) => source.has(imported))) refuse();
      from.push(source);
    }
    const linked: Linked = { module, from, values: {} };
    found.set(path, linked);
    return linked;
  };
  await visit(file);
  return [...found.values()];
}

const ofModule = (linked: Linked): Source => ({
  has: name => name === '*' || linked.module.exports.has(name),
  get: name => (name === '*' ? linked.values : linked.values[name]),
});

const require = createRequire(import.meta.url);

/** An entry point of this package, or a module of node; undefined for a file. */
async function outside(specifier: string): Promise<Source | undefined> {
  const entry = await entries.get(specifier)?.();
  if (entry)
    return {
      has: name => name === '*' || Object.hasOwn(entry, name),
      get: name => (name === '*' ? entry : entry[name]),
    };
  if (!isBuiltin(specifier)) return undefined;
  const builtin = require(specifier);
  const isWhole = (name: string): boolean => name === '*' || name === 'default';
  return {
    has: name => isWhole(name) || Object.hasOwn(builtin, name),
    get: name => (isWhole(name) ? builtin : builtin[name]),
  };
}

/** Runs modules in their order, and gives what the last one exports. */
function runAll(modules: readonly Linked[]): Values {
  for (const linked of modules) {
    const { module, from } = linked;
    if (module.edits.length > 0) setInserted(module.path, module.source, module.edits);
    const imported = module.imports.flatMap(({ names }, i) => names.map(({ imported }) => from[i]!.get(imported)));
    // Called as a method, it would have a `this`.
    const { run } = module;
    linked.values = run(...imported);
  }
  return modules.at(-1)!.values;
}
