import type { Design } from '../../dsl/ir/index.js';
import { CommandError } from '../output/command-error.js';

/** Marks a built circuit, and a module that is a function of its parameters. */
const designKey = Symbol.for('grace.design');
const moduleKey = Symbol.for('grace.module');

/** What a design file exports that can be built. */
export interface Candidate {
  /** The name it is exported under, or `default`. */
  readonly exported: string;
  /** The name of the module itself. */
  readonly name: string;
  /** True when it is a module that still takes parameters. */
  readonly open: boolean;
  readonly build: (params: Readonly<Record<string, unknown>> | undefined) => unknown;
}

type Exports = Readonly<Record<string, unknown>>;

/** Everything in a file that can be built, in the order of its names. */
export function candidates(exports: Exports): Candidate[] {
  return Object.keys(exports).flatMap(exported => candidate(exported, exports[exported]) ?? []);
}

function candidate(exported: string, value: unknown): Candidate | undefined {
  if (typeof value === 'function' && moduleKey in value) {
    const { name } = (value as { [moduleKey]?: { name: string } })[moduleKey]!;
    return { exported, name, open: true, build: params => value(params) };
  }
  if (typeof value !== 'object' || value === null || !(designKey in value)) return undefined;
  return { exported, name: designOfCircuit(value).top, open: false, build: () => value };
}

const designOfCircuit = (circuit: object): Design => (circuit as { [designKey]: Design })[designKey];

/**
 * The one to build: the one called `top`, else the default export, else the only one there is. When it is to take
 * parameters, a module goes before a circuit that was built from it.
 * Throws `CommandError` that lists them when that leaves none or several.
 */
export function chooseTop(file: string, exports: Exports, top: string | undefined, takesParams = false): Candidate {
  const all = candidates(exports);
  const chosen = choose(file, all, top);
  const open = takesParams && !chosen.open && all.find(other => other.open && chosen.name.startsWith(other.name));
  return open || chosen;
}

function choose(file: string, found: readonly Candidate[], top: string | undefined): Candidate {
  const list = found
    .map(({ exported, name }) => (exported === name ? name : `${exported} (module ${name})`))
    .join(', ');
  if (found.length === 0)
    throw new CommandError(`${file} exports no module and no circuit`, {
      help: "export what is to be built: export const counter = module('counter', ...)",
    });
  if (top !== undefined) {
    const named = found.find(({ exported }) => exported === top) ?? found.find(({ name }) => name === top);
    if (named) return named;
    throw new CommandError(`${file} exports no '${top}'`, { help: `--top takes one of: ${list}` });
  }
  const chosen = found.find(({ exported }) => exported === 'default') ?? (found.length === 1 ? found[0] : undefined);
  if (chosen) return chosen;
  throw new CommandError(`${file} exports several modules: ${list}`, {
    help: `say which: --top ${found[0]!.exported}`,
  });
}
