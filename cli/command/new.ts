import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { CommandError } from '../output/command-error.js';
import { writeFiles } from '../output/files.js';
import { print, printJson } from '../output/terminal.js';
import { fromSource, packageFile, packageRoot } from '../package-root.js';

export const addNew = (grace: Command): Command =>
  grace
    .command('new')
    .description('make a project: a design, its test, and the scripts to run them')
    .argument('<dir>', 'the folder to make; it may exist when it is empty')
    .option('--json', 'print the files as JSON')
    .addHelpText('after', '\nExample:\n  $ grace new blinker && cd blinker && npm install && npm test')
    .action(newProject);

async function newProject(dir: string, options: { json?: boolean }): Promise<void> {
  const folder = resolve(dir);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new CommandError(`${dir} is a file`, { help: 'give the name of a new folder' });
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new CommandError(`${dir} is not empty`, { help: 'give the name of a new folder' });
  const files = projectFiles(packageName(basename(folder)));
  writeFiles(folder, files);
  if (options.json) return printJson({ folder, files: files.map(file => file.name) });
  return print(
    `${files.map(file => `  ${join(dir, file.name)}`).join('\n')}\n\nNow:\n  cd ${/[^\w./-]/.test(dir) ? `'${dir}'` : dir} && npm install && npm test\n`,
  );
}

/** The template, with the project's name. npm would leave out or rename some files, so they wear `_` in the package. */
export function projectFiles(name: string): { name: string; text: string }[] {
  const folder = packageFile(fromSource ? 'cli/template' : 'dist/cli/template');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => statSync(join(folder, path)).isFile())
    .sort()
    .map(path => ({
      name: path.replace(/(^|\/)_gitignore$/, '$1.gitignore').replace(/(^|\/)_/, '$1'),
      text: readFileSync(join(folder, path), 'utf8')
        .replaceAll('NAME', name)
        .replace('"GRACE"', JSON.stringify(ownVersion())),
    }));
}

/** npm allows lower-case names without blanks. */
const packageName = (folder: string): string =>
  folder
    .toLowerCase()
    .replace(/[^a-z0-9-._]+/g, '-')
    .replace(/^[-._]+/, '') || 'design';

/** What a project must depend on to get this very package: a version, or the place it was installed from. */
function ownVersion(): string {
  const modules = dirname(packageRoot);
  if (basename(modules) !== 'node_modules') return pathToFileURL(packageRoot).href.replace('file://', 'file:');
  const lock = join(modules, '.package-lock.json');
  const resolved: unknown =
    existsSync(lock) && JSON.parse(readFileSync(lock, 'utf8')).packages?.['node_modules/grace-hdl']?.resolved;
  if (typeof resolved === 'string' && resolved.startsWith('file:'))
    return `file:${resolve(modules, '..', resolved.slice(5))}`;
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return `^${version}`;
}
