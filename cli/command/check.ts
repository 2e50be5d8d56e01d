import { realpathSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Diagnostic } from '../../dsl/error/index.js';
import { type Design, designOf } from '../../dsl/ir/index.js';
import type { Finding } from '../lint/finding.js';
import type { Linted } from '../lint/lint.js';
import { showFinding } from '../lint/show.js';
import { build, type DesignOptions, takesDesign } from '../load/design.js';
import { importDesign } from '../load/import.js';
import { parseParams } from '../load/params.js';
import { type Candidate, candidates, chooseTop } from '../load/top.js';
import { CommandError } from '../output/command-error.js';
import { writeFiles } from '../output/files.js';
import { withProgress } from '../output/progress.js';
import { reportError } from '../output/report.js';
import { ink, print, printJson, say } from '../output/terminal.js';

interface CheckOptions extends DesignOptions {
  readonly types: boolean;
  readonly fix?: boolean;
  readonly json?: boolean;
}

export const addCheck = (grace: Command): Command =>
  takesDesign(
    grace.command('check').description('check types, widths, drivers, loops and clock domains, and common slips'),
  )
    .option('--no-types', 'leave out the type checker and the rules, which take a second or two')
    .option('--fix', 'first replace what can be replaced without a second thought')
    .option('--json', 'print what is found as JSON')
    .addHelpText(
      'after',
      `
Builds every module that the file exports, or the one that --top and --param say. Beside the errors of the
language it finds what TypeScript lets pass: 'if (signal)', 'a === b', '!ready', signals that nothing reads.
'// grace-ignore' on a line, or above it, with the name of a rule or without, is for what is meant so.

Examples:
  $ grace check src/counter.ts
  $ grace check src/counter.ts --fix
  $ grace check src/conv.ts --top conv3x3 --param width=640`,
    )
    .action(checkFile);

async function checkFile(file: string, options: CheckOptions): Promise<void> {
  if (options.fix && !options.types)
    throw new CommandError('--fix needs the types that --no-types leaves out', {
      help: 'give one of the two',
      exitCode: 2,
    });
  const { findings, mended } =
    options.types && isFile(file)
      ? await withProgress('checking types', () => lintOf(file, options.fix))
      : { findings: [], mended: [] };
  writeFiles(
    '',
    mended.map(({ file, text }) => ({ name: realpathSync(file), text })),
  );
  // Hardware that a trap has decided is not what was meant: what is wrong with it says nothing, and `while (signal)`
  // would never end.
  const trapped = findings.some(({ rule, severity }) => rule !== 'types' && severity === 'error');
  const results = trapped ? [] : await built(file, options);
  const errors = results.flatMap(result => ('error' in result ? [result.error] : []));
  const designs = results.flatMap(result => ('design' in result ? [result.design] : []));
  const open = results.flatMap(result =>
    'open' in result && !designs.some(({ top }) => top === result.name) ? [result.open] : [],
  );
  const failed = errors.length > 0 || findings.some(({ severity }) => severity === 'error');
  if (failed) process.exitCode = 1;
  if (options.json) return printJson(asJson({ failed, findings, mended, errors, designs, open }));
  for (const { file, count } of mended)
    say(`${relative(process.cwd(), file)}: replaced in ${count} ${count === 1 ? 'place' : 'places'}\n`);
  for (const finding of findings) say(`${showFinding(finding)}\n`);
  for (const error of errors) await reportError(error);
  if (failed) return;
  await print(
    [
      ...designs.map(summary),
      ...open.map(name => `${name}: takes parameters; check it with --top ${name} --param name=value`),
    ].join('\n'),
  );
}

const lintOf = async (file: string, fix = false): Promise<Linted> =>
  (await import('../lint/lint.js')).lint(resolve(file), { fix });

/** What cannot be read is the loader's to explain. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

type Result =
  | { readonly error: unknown }
  | { readonly design: Design }
  | { readonly open: string; readonly name: string };

/** What keeps a file from being loaded at all is thrown; an error of the language is a result like any other. */
async function load(file: string): Promise<{ exports: Readonly<Record<string, unknown>> } | { error: unknown }> {
  try {
    return { exports: await importDesign(file) };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return { error };
  }
}

/** Builds what was asked for; or, when nothing was, everything that can be built as it is. */
async function built(file: string, options: CheckOptions): Promise<Result[]> {
  const loaded = await load(file);
  if ('error' in loaded) return [loaded];
  const { exports } = loaded;
  const params = parseParams(options.param);
  const asked = options.top !== undefined || options.param.length > 0;
  const all = asked ? [] : candidates(exports);
  const only = all.length > 1 ? undefined : chooseTop(file, exports, options.top, options.param.length > 0);
  return only ? [buildOne(only, params, true)] : all.map(candidate => buildOne(candidate, params, false));
}

function buildOne(candidate: Candidate, params: Readonly<Record<string, unknown>>, must: boolean): Result {
  try {
    return { design: build(candidate, params)[designOf] };
  } catch (error) {
    return !must && error instanceof CommandError ? { open: candidate.exported, name: candidate.name } : { error };
  }
}

function summary({ top, modules }: Design): string {
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  const registers = modules.reduce((sum, module) => sum + module.registers.length, 0);
  const memories = modules.reduce((sum, module) => sum + module.memories.length, 0);
  const parts = [
    count(modules.length, 'module'),
    count(registers, 'register'),
    ...(memories > 0 ? [memories === 1 ? '1 memory' : `${memories} memories`] : []),
  ];
  return `${ink.out.green('ok')} ${top}: ${parts.join(', ')}`;
}

interface Checked {
  readonly failed: boolean;
  readonly findings: readonly Finding[];
  readonly mended: Linted['mended'];
  readonly errors: readonly unknown[];
  readonly designs: readonly Design[];
  readonly open: readonly string[];
}

function asJson({ failed, findings, mended, errors, designs, open }: Checked): unknown {
  return {
    ok: !failed,
    errors: [...findings.filter(({ severity }) => severity === 'error'), ...errors.flatMap(errorAsJson)],
    warnings: findings.filter(({ severity }) => severity === 'warning'),
    ...(mended.length > 0 && { replaced: mended.map(({ file, count }) => ({ file, count })) }),
    built: designs.map(({ top, modules }) => ({ top, modules: modules.map(({ name }) => name) })),
    needParameters: open,
  };
}

function errorAsJson(error: unknown): unknown[] {
  if (error instanceof Error && 'diagnostics' in error)
    return (error.diagnostics as readonly Diagnostic[]).map(({ code, message, spans, help, module }) => {
      const frame = spans[0]?.loc?.frames[0];
      return { code, message, file: frame?.file, line: frame?.line, column: frame?.column, module, help };
    });
  return [{ message: error instanceof Error ? error.message : String(error) }];
}
