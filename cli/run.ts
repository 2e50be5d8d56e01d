import { CommanderError } from 'commander';
import { removeUnfinished } from './output/files.js';
import { reportError } from './output/report.js';
import { program } from './program.js';

/** Runs one command line (without `node grace`) and gives its exit code. Whatever went wrong has been said. */
export async function run(args: readonly string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await program().parseAsync([...args], { from: 'user' });
    return Number(process.exitCode);
  } catch (error) {
    removeUnfinished();
    // commander throws after `--help` and `--version` too, which have said all.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return await reportError(error);
  }
}
