import type { Command } from 'commander';
import type { RegisterMap } from '../../stdlib-engines/index.js';
import { importDesign } from '../load/import.js';
import { answerFiles, type FilesOptions } from '../output/answer-files.js';
import { CommandError } from '../output/command-error.js';
import type { OutputFile } from '../output/files.js';

interface RegistersOptions extends Partial<Record<Form, boolean>>, FilesOptions {
  readonly map?: string;
}

type Form = 'c' | 'python' | 'typescript' | 'md';

/** File name endings, and what is in the file. */
const forms: Readonly<Record<Form, readonly [ending: string, what: string]>> = {
  c: ['h', 'a header in C99'],
  python: ['py', 'a class in Python, for pynq.MMIO and the like'],
  typescript: ['ts', 'a class in TypeScript'],
  md: ['md', 'tables in Markdown; the default'],
};

export function addRegisters(grace: Command): Command {
  const command = grace
    .command('registers')
    .description('make headers, classes and tables for software from a register map')
    .argument('<file>', 'a TypeScript file that exports what registerMap gives')
    .option('--map <name>', 'which export; needed when there are several and no default');
  for (const [form, [, what]] of Object.entries(forms)) command.option(`--${form}`, what);
  return command
    .option('-o, --output <dir>', 'write <map>_regs.h, .py, .ts, .md there; without it, they go to standard output')
    .option('--json', 'print the names of the files, or without -o their text, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ grace registers src/registers.ts
  $ grace registers src/registers.ts --c --python -o software`,
    )
    .action(printRegisters);
}

async function printRegisters(file: string, options: RegistersOptions): Promise<void> {
  const map = chooseMap(file, await importDesign(file), options.map);
  const { cHeader, pythonClass, registerTable, typescriptClass } = await import('../../stdlib-engines/index.js');
  const makers = { c: cHeader, python: pythonClass, typescript: typescriptClass, md: registerTable };
  const all = Object.keys(forms) as Form[];
  const asked = all.filter(form => options[form]);
  const files = (asked.length > 0 ? asked : (['md'] as const)).map(
    (form): OutputFile => ({ name: `${map.name}_regs.${forms[form][0]}`, text: makers[form](map) }),
  );
  return answerFiles(files, options);
}

const mapKey = Symbol.for('grace.registers');

/** The map called `name`, else the default export, else the only one. Throws `CommandError` when that leaves none or several. */
function chooseMap(file: string, exports: Readonly<Record<string, unknown>>, name: string | undefined): RegisterMap {
  const found = Object.entries(exports).filter(
    (entry): entry is [string, RegisterMap] => typeof entry[1] === 'object' && entry[1] !== null && mapKey in entry[1],
  );
  const list = found.map(([exported]) => exported).join(', ');
  const [first] = found;
  if (!first)
    throw new CommandError(`${file} exports no register map`, {
      help: "export it: export const timerMap = registerMap('timer', { ... })",
    });
  if (name !== undefined) {
    const named = found.find(([exported, map]) => exported === name || map.name === name);
    if (named) return named[1];
    throw new CommandError(`${file} exports no register map '${name}'`, { help: `--map takes one of: ${list}` });
  }
  const chosen = found.find(([exported]) => exported === 'default') ?? (found.length === 1 ? first : undefined);
  if (chosen) return chosen[1];
  throw new CommandError(`${file} exports several register maps: ${list}`, { help: `say which: --map ${first[0]}` });
}
