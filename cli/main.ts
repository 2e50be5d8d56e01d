#!/usr/bin/env node
import { removeUnfinished } from './output/files.js';
import { run } from './run.js';

/** A reader that has seen enough (`grace verilog x.ts | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') return;
  removeUnfinished();
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2));
