import type { Command } from 'commander';
import type { Circuit } from '../../dsl/ir/index.js';
import { CommandError } from '../output/command-error.js';
import { placesOf } from '../output/stack.js';
import { importDesign } from './import.js';
import { parseParams, watched } from './params.js';
import { type Candidate, chooseTop } from './top.js';

/** Options that say which circuit of a file is meant. */
export interface DesignOptions {
  readonly top?: string;
  readonly param: readonly string[];
}

/** The argument and the options of every command that reads a design. */
export const takesDesign = (command: Command): Command =>
  command
    .argument('<file>', 'a TypeScript file that exports a module')
    .option('--top <name>', 'which export to build; needed when there are several and no default')
    .option('--param <name=value>', 'a parameter of the module; give it again for more', collect, []);

/** For options that may be given again. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Loads a design file and builds its top. Throws `CommandError`, or the language's own error. */
export async function loadDesign(file: string, options: DesignOptions): Promise<Circuit> {
  const params = parseParams(options.param);
  const exports = await importDesign(file);
  return build(chooseTop(file, exports, options.top, options.param.length > 0), params);
}

/**
 * Builds one export with parameters from the command line. Throws the language's own error, or `CommandError` when the
 * export takes no parameters, never reads one that was given, or lacks one.
 */
export function build(candidate: Candidate, params: Readonly<Record<string, unknown>>): Circuit {
  const { name, open } = candidate;
  const given = Object.keys(params);
  if (!open && given.length > 0)
    throw new CommandError(`${name} is built already, so '${given[0]}' cannot be given`, {
      help: `export the module itself, not a call of it: export const ${name} = module('${name}', ...)`,
    });
  const { params: asked, read } = watched(params);
  const refuseUnread = (): void => {
    const unread = given.find(key => !read.has(key));
    if (unread === undefined) return;
    const help = read.size > 0 ? `it reads ${[...read].join(', ')}` : undefined;
    throw new CommandError(`${name} has no parameter '${unread}'`, { help });
  };
  let circuit: Circuit;
  try {
    circuit = candidate.build(given.length > 0 ? asked : undefined) as Circuit;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Whatever failed, a misspelt parameter is the likely cause.
    if (![...read].every(key => given.includes(key))) refuseUnread();
    if (error.name === 'HardwareError') throw error;
    const [, wanted] = /^Cannot destructure property '(\w+)' of 'undefined'/.exec(error.message) ?? [];
    if (given.length === 0 && wanted !== undefined)
      throw new CommandError(`${name} cannot be built without parameters: it takes ${wanted}`, {
        where: placesOf(error),
        help: `--param ${wanted}=value`,
      });
    // What the design throws by itself has nothing to do with parameters that it was not given.
    const lacking = error instanceof TypeError && /\bundefined\b/.test(error.message);
    if (given.length === 0 && !lacking)
      throw new CommandError(`${name} cannot be built: ${error.message}`, { where: placesOf(error) });
    const values = given.map(key => `${key}=${String(params[key])}`).join(', ');
    throw new CommandError(
      `${name} cannot be built ${values ? `with ${values}` : 'without parameters'}: ${error.message}`,
      {
        where: placesOf(error),
        help: 'parameters are given as --param name=value',
      },
    );
  }
  refuseUnread();
  return circuit;
}
