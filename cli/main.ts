#!/usr/bin/env node
import { CommanderError } from 'commander';
import { removeUnfinished } from './output/files.js';
import { reportError } from './output/report.js';
import { program } from './program.js';

/** A reader that has seen enough (`grace verilog x.ts | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') return;
  removeUnfinished();
  process.exit(0);
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(signal, () => {
    removeUnfinished();
    process.exit(code);
  });

try {
  await program().parseAsync(process.argv);
} catch (error) {
  removeUnfinished();
  // commander throws after `--help` and `--version` too, which have said all.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = await reportError(error);
}
